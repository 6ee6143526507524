using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using TrailOps.Aws.Tests;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>How the trails to change are given, and what can be wrong with what is asked.</summary>
public sealed class SetAuditTrailInputTests
{
    private const string Elsewhere = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/elsewhere";

    [Theory]
    [InlineData("Get-AuditTrail evidence, elsewhere @keys | Set-AuditTrail @keys", "eu-west-1 us-east-1")]
    [InlineData("[pscustomobject] @{ TrailARN = $there; Name = 'nonsense'; S3BucketName = 'nonsense'; HomeRegion = 'us-west-2'; KmsKeyId = 'nonsense' } | Set-AuditTrail @keys", "eu-west-1")]
    [InlineData("Set-AuditTrail $there @keys", "eu-west-1")]
    [InlineData("Set-AuditTrail -TrailARN $there @aws", "eu-west-1")]
    [InlineData("Set-AuditTrail -TrailName evidence @aws", "us-east-1")]
    [InlineData("'evidence', $there | Set-AuditTrail @aws", "eu-west-1 us-east-1")]
    [InlineData("$aws.Region = 'eu-west-1'; Set-AuditTrail evidence @aws", "us-east-1")]
    public async Task Trails_by_name_ARN_and_object(string script, string regions)
    {
        await using var aws = await WithTrailsAsync();
        aws.Run($"{script} -EnableLogFileValidation $false -Confirm:$false -WarningAction Ignore", new { there = Elsewhere }).Clean();
        Assert.Equal(regions, string.Join(' ', aws.Requests.Where(request => request.Operation == "UpdateTrail").Select(request => request.Region).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_trail_by_ARN_gets_its_bucket_in_its_own_region()
    {
        await using var aws = await WithTrailsAsync();
        aws.Run("Set-AuditTrail $there @keys -BucketName next-evidence -Confirm:$false", new { there = Elsewhere }).Clean();
        Assert.Contains("eu-west-1", await aws.Root("eu-west-1").S3Async(HttpMethod.Get, "/next-evidence?location"), StringComparison.Ordinal);
        Assert.Equal("next-evidence", (string?)(await aws.Root("eu-west-1").TrailAsync("DescribeTrails"))["trailList"]!.AsArray().Single(trail => (string)trail!["Name"]! == "elsewhere")!["S3BucketName"]);
    }

    [Theory]
    [InlineData("nobody -IsMultiRegionTrail $false", "AuditTrailNotFound", ErrorCategory.ObjectNotFound, "There is no trail 'nobody' in us-east-1. Give its home region with -Region, or its ARN")]
    [InlineData("elsewhere -IsMultiRegionTrail $false", "AuditTrailNotFound", ErrorCategory.ObjectNotFound, "There is no trail 'elsewhere' in us-east-1")]
    [InlineData("evidence -BucketName Bad_Name", "AuditTrailBucketNotValid", ErrorCategory.InvalidArgument, "The bucket's name 'Bad_Name' has 'B', and a bucket's name has small letters")]
    [InlineData("evidence -S3KeyPrefix a/AWSLogs", "AuditTrailBucketNotValid", ErrorCategory.InvalidArgument, "The prefix can't be 'a/AWSLogs': CloudTrail takes no prefix with AWSLogs in it")]
    [InlineData("evidence -DataEventsOnly", "AuditTrailSettingsNotValid", ErrorCategory.InvalidArgument, "nothing would be logged. Give -EventSelector")]
    [InlineData("evidence -DataEventsOnly -EventSelector (New-AuditTrailEventSelector)", "AuditTrailSettingsNotValid", ErrorCategory.InvalidArgument, "Leave out one of them")]
    [InlineData("evidence -BucketName of-another-account", "AuditTrailBucketForeign", ErrorCategory.PermissionDenied, "it is of another account")]
    [InlineData("evidence -BucketName suspended", "AuditTrailBucketDiffers", ErrorCategory.ResourceExists, "versioning is suspended. Nothing was changed. Give the trail another bucket, or -Force to change that.")]
    [InlineData("evidence -BucketName unreadable", "AuditTrailBucketPolicyNotUsable", ErrorCategory.InvalidData, "The policy of the bucket 'unreadable' can't be read")]
    [InlineData("evidence -BucketName full", "AuditTrailBucketPolicyNotUsable", ErrorCategory.InvalidData, "Make room in it, or give the trail a bucket of its own")]
    [InlineData("evidence -BucketName shut", "AuditTrailBucketRefuses", ErrorCategory.PermissionDenied, "keeps CloudTrail out: the statement Shut denies s3:")]
    [InlineData("evidence -KmsKeyId alias/nobody", "AuditTrailKeyNotUsable", ErrorCategory.InvalidOperation, "is not in us-east-1")]
    [InlineData("evidence -KmsKeyId arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000001", "AuditTrailKeyPolicyIncomplete", ErrorCategory.PermissionDenied, "Add to it:")]
    public async Task Errors_name_the_item_and_the_remedy(string parameters, string id, ErrorCategory category, string words)
    {
        await using var aws = await WithTrailsAsync();
        var account = aws.Server.World.Account;
        aws.Server.World.AddAccount("444455556666").AddBucket("of-another-account");
        account.AddKey("us-east-1", id: "00000000-0000-0000-0000-000000000001");
        account.AddBucket("suspended");
        await aws.Root().S3Async(HttpMethod.Put, "/suspended?versioning", """<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>Suspended</Status></VersioningConfiguration>""");
        account.AddBucket("unreadable", policy: """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::unreadable","Later":1}]}""");
        account.AddBucket("full", policy: """{"Version":"2012-10-17","Statement":[{"Sid":"Long","Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::full/FILL"}]}""".Replace("FILL", new string('x', 20_000), StringComparison.Ordinal));
        account.AddBucket("shut", policy: """{"Version":"2012-10-17","Statement":[{"Sid":"Shut","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::shut","arn:aws:s3:::shut/*"],"Condition":{"StringNotEquals":{"aws:PrincipalAccount":"111122223333"}}}]}""");
        var run = aws.Run($"Set-AuditTrail {parameters} @aws -Confirm:$false");
        var error = Assert.Single(run.Errors);
        Assert.True(error.Exception.Message.Contains(words, StringComparison.Ordinal), $"{error.Exception.Message} {string.Join(" ", run.Warnings)}");
        Assert.Equal(($"{id},TrailOps.Cmdlets.SetAuditTrailCommand", category, parameters.Split(' ')[0]), (error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject));
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task What_somebody_chose_for_a_bucket_is_changed_by_force()
    {
        await using var aws = await Evidence.StartAsync();
        aws.Server.World.Account.AddBucket("suspended");
        await aws.Root().S3Async(HttpMethod.Put, "/suspended?versioning", """<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>Suspended</Status></VersioningConfiguration>""");
        aws.Run("Set-AuditTrail evidence -BucketName suspended -Force @aws -Confirm:$false").Clean();
        Assert.Contains("Enabled", await aws.Root().S3Async(HttpMethod.Get, "/suspended?versioning"), StringComparison.Ordinal);
        Assert.Equal("suspended", (string?)(await aws.DescribeAsync())["S3BucketName"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-BucketProfileName log-archive")]
    [InlineData("-Force -PassThru")]
    public async Task Something_has_to_be_asked_for(string parameters)
    {
        await using var aws = await Evidence.StartAsync();
        var error = AwsCommonParametersTests.Error(aws.Run($"Set-AuditTrail evidence @aws {parameters} -ErrorAction SilentlyContinue"));
        Assert.Equal(("AuditTrailSettingsMissing,TrailOps.Cmdlets.SetAuditTrailCommand", ErrorCategory.InvalidArgument, null), (error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject));
        Assert.Equal("Nothing is given that is to be changed. Give one or more of -EventSelector, -DataEventsOnly, -BucketName, -S3KeyPrefix, -KmsKeyId, -EnableLogFileValidation, -IsMultiRegionTrail.", error.Exception.Message);
        Assert.Empty(aws.Requests);
    }

    [Fact]
    public async Task Selectors_that_cannot_be_read_are_not_replaced()
    {
        await using var aws = await Evidence.StartAsync();
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "GetEventSelectors", Status = 400, Code = "AccessDeniedException" });
        var error = Assert.Single(aws.Run("Set-AuditTrail evidence @aws -EventSelector (New-AuditTrailEventSelector -DynamoDBTable lock) -Confirm:$false").Errors);
        Assert.Equal("AuditTrailNotSeen,TrailOps.Cmdlets.SetAuditTrailCommand", error.FullyQualifiedErrorId);
        Assert.Contains("cloudtrail:GetEventSelectors", error.Exception.Message, StringComparison.Ordinal);
        aws.AssertNothingChanged();

        // The rest does not need them.
        Assert.Single(aws.Run("Set-AuditTrail evidence @aws -EnableLogFileValidation $false -Confirm:$false").Warnings);
        Assert.Equal(["UpdateTrail"], aws.Changes());
    }

    // Names that were taken before the rules, and a prefix that the console took.
    [Fact]
    public void What_the_trail_has_is_not_judged()
    {
        using var aws = new AwsTestSession(asked => Answer(asked, "111122223333", """,{"Name":"old","S3BucketName":"Old_Bucket","S3KeyPrefix":"a b","HomeRegion":"eu-central-1","TrailARN":"arn:aws:cloudtrail:eu-central-1:111122223333:trail/old"}"""));
        aws.Run("Set-AuditTrail old @aws -EnableLogFileValidation $true -Confirm:$false").Clean();
        Assert.Equal(["""{"EnableLogFileValidation":true,"Name":"old"}"""], aws.Service.Requests.Where(asked => Target(asked) == "UpdateTrail").Select(asked => JsonSerializer.Serialize(JsonDocument.Parse(asked.Body).RootElement)));
    }

    [Fact]
    public void A_trail_of_the_organisation_is_changed_by_its_own_account_alone()
    {
        using var aws = new AwsTestSession(asked => Answer(asked, "999988887777", ""));
        var error = Assert.Single(aws.Run("Set-AuditTrail ours @aws -IsMultiRegionTrail $true -Confirm:$false").Errors);
        Assert.Equal(("AuditTrailSettingsNotValid,TrailOps.Cmdlets.SetAuditTrailCommand", "ours"), (error.FullyQualifiedErrorId, error.TargetObject));
        Assert.Contains("is one of the account 999988887777, and the credentials are of 111122223333. Nothing was changed. Change it with credentials of its own account.", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(aws.Service.Requests, asked => Target(asked) == "UpdateTrail");
    }

    [Theory]
    [InlineData("Continue", 1, 1)]
    [InlineData("SilentlyContinue", 0, 1)]
    [InlineData("Ignore", 0, 0)]
    public async Task Of_one_bad_trail_of_three_the_rest_goes_on(string action, int shown, int kept)
    {
        await using var aws = await WithTrailsAsync();
        var run = aws.Run($"Set-AuditTrail evidence, nobody, $there @aws -EnableLogFileValidation $false -PassThru -Confirm:$false -WarningAction Ignore -ErrorAction {action} -ErrorVariable problems", new { there = Elsewhere });
        Assert.Null(run.Exception);
        Assert.Equal(["evidence", "elsewhere"], run.Values("Name"));
        Assert.Equal(Enumerable.Repeat("AuditTrailNotFound,TrailOps.Cmdlets.SetAuditTrailCommand", shown), run.ErrorIds);
        var problems = ((IEnumerable)aws.Session.Runspace.SessionStateProxy.GetVariable("problems")).OfType<ErrorRecord>().ToList();
        Assert.Equal(Enumerable.Repeat<object?>("nobody", kept), problems.Select(problem => problem.TargetObject));
    }

    [Fact]
    public async Task Stop_stops_at_the_first_error()
    {
        await using var aws = await WithTrailsAsync();
        var run = aws.Run("Set-AuditTrail evidence, nobody, $there @aws -EnableLogFileValidation $false -PassThru -Confirm:$false -WarningAction Ignore -ErrorAction Stop", new { there = Elsewhere });
        Assert.Equal("AuditTrailNotFound,TrailOps.Cmdlets.SetAuditTrailCommand", Assert.IsType<ActionPreferenceStopException>(run.Exception).ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal(["evidence"], run.Values("Name"));
        Assert.Equal(["us-east-1"], aws.Requests.Where(request => request.Operation == "UpdateTrail").Select(request => request.Region));
    }

    private static string Target(Asked asked) => asked.Headers.TryGetValue("X-Amz-Target", out var target) ? target.Split('.')[^1] : "";

    /// <summary>An organisation's trail of that account, and others as JSON.</summary>
    private static Answer Answer(Asked asked, string account, string more)
    {
        var ours = $$"""{"Name":"ours","S3BucketName":"org-logs","HomeRegion":"us-east-1","IsOrganizationTrail":true,"TrailARN":"arn:aws:cloudtrail:us-east-1:{{account}}:trail/ours"}""";
        return Target(asked) switch
        {
            "" => Sts.Identity(),
            "DescribeTrails" => new(200, $$"""{"trailList":[{{ours}}{{more}}]}""", "application/x-amz-json-1.1"),
            "GetTrailStatus" => new(200, """{"IsLogging":true}""", "application/x-amz-json-1.1"),
            _ => new(200, "{}", "application/x-amz-json-1.1"),
        };
    }

    private static async Task<LocalAwsSession> WithTrailsAsync()
    {
        var aws = await Evidence.StartAsync();
        aws.Run("$keys = $aws.Clone(); $keys.Remove('Region'); New-AuditTrail elsewhere elsewhere-evidence @keys -Region eu-west-1 -SingleRegion").Clean();
        aws.Server.Log.Clear();
        return aws;
    }
}
