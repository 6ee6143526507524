using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Get-RoleEvents -TrailName: bucket, prefix, accounts and regions are looked up.</summary>
public sealed class TrailEventsTests
{
    private const string Arn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/management";

    [Theory]
    [InlineData("Get-RoleEvents deployer -TrailName management -Region eu-west-1 @at", "CreateBucket")]
    [InlineData("Get-RoleEvents deployer -TrailName Management @at", "CreateBucket CreateRole")]
    [InlineData("Get-RoleEvents deployer -TrailName $arn @at", "CreateBucket CreateRole")]
    [InlineData("Get-RoleEvents deployer -TrailName $arn -Region us-east-1 @at", "CreateRole")]
    [InlineData("Get-RoleEvents deployer -TrailARN $arn @at", "CreateBucket CreateRole")]
    [InlineData("Get-AuditTrail -Name management @aws | Get-RoleEvents deployer @at", "CreateBucket CreateRole")]
    [InlineData("[pscustomobject] @{ Name = 'management'; TrailARN = $arn; S3BucketName = 'logs-of-team'; HomeRegion = 'eu-west-1'; IsMultiRegionTrail = $true } | Get-RoleEvents deployer @at", "CreateBucket CreateRole")]
    public async Task A_trail_by_name_arn_or_object(string script, string expected)
    {
        await using var aws = await StartAsync();
        var run = aws.Run(script, new { arn = Arn });
        run.Clean();
        Assert.Equal(expected, string.Join(' ', run.EventNames));
        Assert.Contains("The trail management delivers to s3://logs-of-team/pre/fix.", run.Verbose);
    }

    [Fact]
    public async Task Of_a_trail_of_one_account_no_other_account_is_asked_for()
    {
        await using var aws = await StartAsync();
        var logs = new BucketLogs(aws.Server);
        logs.Add("pre/fix/AWSLogs", new LogRecord("Other") { Account = "444455556666" });
        Assert.Equal(["CreateBucket", "CreateRole"], aws.Run("Get-RoleEvents deployer -TrailName $arn @at", new { arn = Arn }).EventNames);
        Assert.DoesNotContain(aws.Requests, request => request.Parameters?.Contains("444455556666", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_trail_of_one_region_is_read_in_that_region()
    {
        await using var aws = await StartAsync();
        var root = aws.Root("eu-west-1");
        await root.TrailAsync("UpdateTrail", """{"Name":"management","IsMultiRegionTrail":false}""");
        Assert.Equal(["CreateBucket"], aws.Run("Get-RoleEvents deployer -TrailName $arn @at", new { arn = Arn }).EventNames);
    }

    [Theory]
    [InlineData("us-east-1", "logs-of-others")]
    [InlineData("eu-west-1", "logs-of-team/pre/fix")]
    [InlineData("us-east-1, eu-west-1", "logs-of-others")]
    public async Task Of_two_of_a_name_it_is_the_one_at_home_in_the_region_and_not_one_that_shows_there(string regions, string expected)
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddTrail("management", "logs-of-others", "us-east-1");
        var run = aws.Run($"Get-RoleEvents deployer -TrailName management -Region {regions} @at");
        Assert.StartsWith($"The trail management delivers to s3://{expected}", Assert.Single(run.Verbose, line => line.StartsWith("The trail", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trail_that_is_not_there_is_an_error_and_the_rest_goes_on()
    {
        await using var aws = await StartAsync();
        var run = aws.Run("Get-RoleEvents deployer -TrailName nobody, $arn @at", new { arn = Arn });
        Assert.Equal(["CreateBucket", "CreateRole"], run.EventNames);
        Assert.StartsWith("AuditTrailNotFound,", Assert.Single(run.ErrorIds), StringComparison.Ordinal);

        // An ARN that somebody else has is right, and the credentials are not.
        foreach (var script in new[] { "Get-RoleEvents -TrailName $arn @at", "Get-AuditTrail $arn @at", "Stop-AuditTrail $arn @at -Confirm:$false" })
        {
            var missing = Assert.Single(aws.Run(script, new { arn = Arn.Replace("111122223333", "444455556666", StringComparison.Ordinal) }).Errors);
            Assert.Contains("Give credentials of 444455556666", missing.Exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_region_that_can_not_be_asked_is_told()
    {
        await using var aws = await StartAsync();
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "DescribeTrails", Status = 400, Code = "AccessDeniedException" });
        var run = aws.Run("Get-RoleEvents deployer -TrailName $arn @at", new { arn = Arn });
        Assert.Equal(["AwsAccessDenied,TrailOps.Cmdlets.GetRoleEventsCommand", "AuditTrailNotSeen,TrailOps.Cmdlets.GetRoleEventsCommand"], run.ErrorIds);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Where_a_bucket_is_gone_the_error_names_it()
    {
        await using var aws = await StartAsync();
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Service = "s3", Status = 404, Code = "NoSuchBucket" });
        var error = Assert.Single(aws.Run("Get-RoleEvents deployer -TrailName $arn @at", new { arn = Arn }).Errors);
        Assert.StartsWith("LogBucketNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("s3://logs-of-team", $"{error.TargetObject}");
    }

    /// <summary>What a trail delivered: the calls of a role in two regions.</summary>
    private static async Task<LocalAwsSession> StartAsync()
    {
        var aws = await LocalAwsSession.StartAsync();
        var world = aws.Server.World;
        world.Account.AddTrail("management", "logs-of-team", "eu-west-1", prefix: "pre/fix");
        world.AddEvent(new LogRecord("CreateBucket") { Region = "eu-west-1" }.At(DateTime.UtcNow).Json());
        world.AddEvent(new LogRecord("CreateRole") { Region = "us-east-1" }.At(DateTime.UtcNow).Json());
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        aws.Run("$at = @{} + $aws; $at.Remove('Region'); $StoredAWSRegion = 'us-east-1'").Clean();
        return aws;
    }
}
