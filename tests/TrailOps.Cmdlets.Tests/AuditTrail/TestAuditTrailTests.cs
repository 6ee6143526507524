namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>Test-AuditTrail: which checks a trail that was just made passes, what is there to see of them, and who may ask.</summary>
public sealed class TestAuditTrailTests
{
    [Fact]
    public async Task A_trail_that_was_made_is_as_it_was_made()
    {
        await using var aws = await Evidence.StartAsync("-ObjectLockDays 90");
        aws.Run("Get-AuditTrail @aws").Clean();
        aws.Server.World.Clock.Advance(TimeSpan.FromHours(2));
        var checks = aws.Run("Test-AuditTrail evidence @aws").Clean();
        Assert.Equal(
            ["KmsEncryption", "CloudWatchLogs", "ChangeAlarm", "Insights", "S3WriteDataEvents", "S3ReadDataEvents", "TrailTags", "BucketMfaDelete", "BucketAccessLogging"],
            checks.Where(check => Equals(check.Value("Passed"), false)).Select(check => (string)check.Value("Id")!));
        Assert.Equal(
            ["KmsKeyEnabled", "KmsKeyRotation", "KmsKeyPolicy"],
            checks.Where(check => check.Value("Passed") is null).Select(check => (string)check.Value("Id")!));
        Assert.All(checks, check => Assert.Equal(("evidence", Evidence.Arn), (check.Value("TrailName"), check.Value("TrailARN"))));
        Assert.All(checks.Where(check => Equals(check.Value("Passed"), true)), check => Assert.Null(check.Value("Remedy")));

        // What is made is good by what attackers do, but for what is not made at all.
        Assert.Equal(["CloudWatchLogs", "ChangeAlarm", "BucketAccessLogging"], Ids("Test-AuditTrail evidence @aws -FailedOnly | Where-Object Attack"));
        Assert.Equal(["KmsEncryption"], Ids("Test-AuditTrail evidence @aws -FailedOnly -Severity Medium"));
        Assert.Equal(["Logging", "LogDelivery", "LogFileValidation"], Ids("Get-AuditTrail @aws | Test-AuditTrail @aws -Id Log*"));
        Assert.Contains("There is no check 'Loging'. The checks are TrailExists, ", aws.Run("Test-AuditTrail evidence @aws -Id Logging, Loging -FailedOnly").Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(checks.Count, Ids("$at = @{} + $aws; $at.Remove('Region'); $StoredAWSRegion = 'us-east-1'; Test-AuditTrail @at").Length);
        var summary = Assert.Single(aws.Run("Test-AuditTrail evidence @aws -Summary").Clean());
        Assert.Equal((checks.Count - 12, 9, 3, "Medium"), (summary.Value("Passed"), summary.Value("Failed"), summary.Value("NotSeen"), $"{summary.Value("Worst")}"));
        aws.AssertNothingChanged();

        string[] Ids(string script) => [.. aws.Run(script).Clean().Select(check => (string)check.Value("Id")!)];
    }

    [Fact]
    public async Task A_trail_that_is_not_there_fails_and_is_no_error()
    {
        await using var aws = await Evidence.StartAsync();
        var check = Assert.Single(aws.Run("Test-AuditTrail gone @aws -BucketName logs-of-team").Clean());
        Assert.Equal(("TrailExists", false, "gone", "New-AuditTrail 'gone' 'logs-of-team' -Region us-east-1"), (check.Value("Id"), check.Value("Passed"), check.Value("TrailName"), check.Value("Remedy")));
        check = Assert.Single(aws.Run($"'{Evidence.Arn.Replace("evidence", "gone", StringComparison.Ordinal)}' | Test-AuditTrail @aws -FailedOnly").Clean());
        Assert.Equal(("TrailExists", Evidence.Arn.Replace("evidence", "gone", StringComparison.Ordinal)), (check.Value("Id"), check.Value("TrailARN")));
        aws.Run("Remove-AuditTrail evidence @aws -Confirm:$false").Clean();
        Assert.Equal("New-AuditTrail 'management'", Assert.Single(aws.Run("$at = @{} + $aws; $at.Remove('Region'); $StoredAWSRegion = 'us-east-1'; Test-AuditTrail @at").Clean()).Value("Remedy"));

        // Names of many: what fits is checked, and that nothing does is a check too.
        aws.Run("New-AuditTrail evidence-2 more-evidence @aws").Clean();
        Assert.Equal("evidence-2", Assert.Single(aws.Run("Test-AuditTrail EVID*, *:trail/ev?dence-2 -Summary @aws | Select-Object -First 1").Clean()).Value("TrailName"));
        check = Assert.Single(aws.Run("Test-AuditTrail audit* @aws").Clean());
        Assert.Equal((false, "There is no trail in us-east-1 that is called audit*.", "New-AuditTrail 'management'"), (check.Value("Passed"), check.Value("Evidence"), check.Value("Remedy")));

        // Where a region does not answer, nothing is known.
        aws.Server.Faults.Add(new LocalAws.Faults.Fault(LocalAws.Faults.FaultKind.Error) { Operation = "DescribeTrails", Status = 400, Code = "AccessDeniedException", Message = "no" });
        var run = aws.Run("Test-AuditTrail gone @aws");
        Assert.Empty(run.Output);
        Assert.Equal("AwsAccessDenied,TrailOps.Cmdlets.TestAuditTrailCommand", Assert.Single(run.Errors).FullyQualifiedErrorId);
    }
}
