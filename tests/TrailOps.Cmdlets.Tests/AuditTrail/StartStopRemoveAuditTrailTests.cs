using System.Management.Automation;
using System.Text.Json.Nodes;
using TrailOps.Aws.Tests;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

public sealed class StartStopRemoveAuditTrailTests
{
    private const string Elsewhere = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/elsewhere";
    private static readonly (string Verb, string Operation)[] Calls = [("Start", "StartLogging"), ("Stop", "StopLogging"), ("Remove", "DeleteTrail")];

    [Theory]
    [InlineData("Start", "StartLogging")]
    [InlineData("Stop", "StopLogging")]
    public async Task A_trail_that_is_as_wanted_stays_as_it_is(string verb, string operation)
    {
        await using var aws = await Evidence.StartAsync();
        aws.Run(verb == "Start" ? "Stop-AuditTrail evidence @aws -Confirm:$false" : "'nothing'").Clean();
        aws.Server.Log.Clear();
        Assert.Empty(aws.Run($"{verb}-AuditTrail evidence @aws -Confirm:$false").Clean());
        Assert.Equal([operation], aws.Changes());
        Assert.Equal(verb == "Start", (bool?)(await aws.StatusAsync())["IsLogging"]);

        aws.Server.Log.Clear();
        var trail = Assert.Single(aws.Run($"{verb}-AuditTrail evidence @aws -Confirm:$false -PassThru").Clean());
        Assert.Equal((Evidence.Arn, verb == "Start"), (trail.Value("TrailARN"), trail.Value("IsLogging")));
        aws.AssertNothingChanged();
    }

    [Theory]
    [InlineData("Start", "Start logging")]
    [InlineData("Stop", "Stop logging: what happens from now on leaves no log with this trail")]
    [InlineData("Remove", "Remove the trail: nothing is logged with it from now on, and s3://example-evidence/two/AWSLogs/ stays with all logs")]
    public async Task WhatIf_tells_it_and_changes_nothing(string verb, string action)
    {
        await using var aws = await Evidence.StartAsync("-S3KeyPrefix two");
        aws.Run(verb == "Start" ? "Stop-AuditTrail evidence @aws -Confirm:$false" : "'nothing'").Clean();
        aws.Server.Log.Clear();
        var run = aws.Run($"{verb}-AuditTrail evidence @aws -PassThru -WhatIf");
        Assert.Empty(run.Clean());
        Assert.Contains($"Performing the operation \"{action}\" on target \"{Evidence.Arn}\".", run.HostText, StringComparison.Ordinal);
        aws.AssertNothingChanged();
    }

    [Theory]
    [InlineData("Start-AuditTrail", ConfirmImpact.Medium)]
    [InlineData("Stop-AuditTrail", ConfirmImpact.High)]
    [InlineData("Remove-AuditTrail", ConfirmImpact.High)]
    [InlineData("Set-AuditTrail", ConfirmImpact.High)]
    public async Task What_takes_evidence_away_is_asked_about(string name, ConfirmImpact impact)
    {
        await using var aws = await Evidence.StartAsync();
        var type = (Type)Assert.Single(aws.Run($"(Get-Command {name}).ImplementingType").Clean()).BaseObject;
        Assert.Equal(impact, Assert.Single(type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>()).ConfirmImpact);
        if (impact == ConfirmImpact.High)
        {
            // Nobody is there to answer.
            var run = aws.Run($"{name} evidence @aws {(name == "Set-AuditTrail" ? "-S3KeyPrefix two" : "")}");
            Assert.True(run.Exception is not null || run.Errors.Count == 1, "It did not ask.");
            aws.AssertNothingChanged();
        }
    }

    [Theory]
    [InlineData("Get-AuditTrail evidence, elsewhere @keys | {0}-AuditTrail @keys", "eu-west-1 us-east-1")]
    [InlineData("[pscustomobject] @{{ TrailARN = $there; Name = 'nonsense'; HomeRegion = 'us-west-2' }} | {0}-AuditTrail @keys", "eu-west-1")]
    [InlineData("{0}-AuditTrail $there @keys", "eu-west-1")]
    [InlineData("{0}-AuditTrail $there @aws", "eu-west-1")]
    [InlineData("'evidence', $there | {0}-AuditTrail @aws", "eu-west-1 us-east-1")]
    [InlineData("{0}-AuditTrail evidence @keys -Region eu-west-1", "us-east-1")]
    public async Task Trails_by_name_ARN_and_object_are_called_in_their_home_region(string script, string regions)
    {
        await using var aws = await WithTrailsAsync();
        foreach (var (verb, operation) in Calls)
        {
            aws.Run(verb == "Start" ? "'evidence', $there | Stop-AuditTrail @aws -Confirm:$false" : "'evidence', $there | Start-AuditTrail @aws", new { there = Elsewhere }).Clean();
            aws.Server.Log.Clear();
            aws.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, verb) + " -Confirm:$false", new { there = Elsewhere }).Clean();
            Assert.Equal(regions, string.Join(' ', aws.Requests.Where(request => request.Operation == operation).Select(request => request.Region).Order(StringComparer.Ordinal)));
            Assert.Equal(regions.Split(' ').Length, aws.Changes().Count());
        }
    }

    [Fact]
    public async Task Of_two_trails_of_one_name_the_one_at_home_is_meant()
    {
        await using var aws = await Evidence.StartAsync();
        aws.Run("$keys = $aws.Clone(); $keys.Remove('Region'); New-AuditTrail evidence other-evidence @keys -Region eu-west-1 -SingleRegion").Clean();
        aws.Server.Log.Clear();
        var trail = Assert.Single(aws.Run("Remove-AuditTrail evidence @keys -Region eu-west-1 -Confirm:$false -PassThru").Clean());
        Assert.Equal("arn:aws:cloudtrail:eu-west-1:111122223333:trail/evidence", trail.Value("TrailARN"));
        Assert.Equal("eu-west-1", Assert.Single(aws.Requests, request => request.Operation == "DeleteTrail").Region);
        Assert.Equal("us-east-1", (string?)(await aws.DescribeAsync())["HomeRegion"]);
    }

    [Theory]
    [InlineData("Start")]
    [InlineData("Stop")]
    [InlineData("Remove")]
    public async Task A_trail_that_is_not_there_is_one_error(string verb)
    {
        await using var aws = await WithTrailsAsync();
        var run = aws.Run($"{verb}-AuditTrail evidence, nobody, elsewhere, $there @aws -PassThru -Confirm:$false", new { there = Elsewhere });
        Assert.Equal(["evidence", "elsewhere"], run.Values("Name"));
        Assert.Equal(["nobody", "elsewhere"], run.Errors.Select(error => error.TargetObject));
        Assert.All(run.Errors, error => Assert.Equal(($"AuditTrailNotFound,TrailOps.Cmdlets.{verb}AuditTrailCommand", ErrorCategory.ObjectNotFound), (error.FullyQualifiedErrorId, error.CategoryInfo.Category)));
        Assert.Contains("There is no trail 'nobody' in us-east-1. Give its home region with -Region, or its ARN; Get-AuditTrail without a name shows which there are.", run.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Start", "StartLogging")]
    [InlineData("Stop", "StopLogging")]
    [InlineData("Remove", "DeleteTrail")]
    public async Task A_request_that_fails_is_an_error_and_the_next_run_completes_it(string verb, string operation)
    {
        await using var aws = await Evidence.StartAsync();
        aws.Run(verb == "Start" ? "Stop-AuditTrail evidence @aws -Confirm:$false" : "'nothing'").Clean();
        aws.UseProfile("max_attempts=1");
        foreach (var asked in new[] { operation, "DescribeTrails" })
        {
            aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = asked, Times = 1, Status = 500 });
            var error = Assert.Single(aws.Run($"{verb}-AuditTrail evidence @aws -Confirm:$false").Errors);
            Assert.Equal(($"AwsServiceFailed,TrailOps.Cmdlets.{verb}AuditTrailCommand", "evidence"), (error.FullyQualifiedErrorId, error.TargetObject));
        }

        aws.Server.Log.Clear();
        aws.Run($"{verb}-AuditTrail evidence @aws -Confirm:$false").Clean();
        Assert.Equal([operation], aws.Changes());
    }

    [Fact]
    public async Task Another_change_that_is_going_on_is_waited_for()
    {
        await using var aws = await Evidence.StartAsync();
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "StopLogging", Times = 2, Status = 400, Code = "ConflictException" });
        aws.Run("Stop-AuditTrail evidence @aws -Confirm:$false").Clean();
        Assert.Equal(["StopLogging", "StopLogging", "StopLogging"], aws.Changes());
    }

    [Fact]
    public async Task Removed_it_leaves_the_evidence_with_a_last_digest()
    {
        await using var aws = await Evidence.StartAsync();
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(61));
        var settings = await aws.SettingsAsync(Evidence.Bucket);
        var before = aws.Server.World.Account.Objects(Evidence.Bucket);
        Assert.Single(await aws.DigestsAsync(Evidence.Bucket));
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(10));
        var run = aws.Run("Remove-AuditTrail evidence @aws -Confirm:$false -PassThru");
        Assert.Equal((Evidence.Arn, false), (Assert.Single(run.Clean()).Value("TrailARN"), run.Output[0].Value("IsLogging")));
        Assert.Contains($"The trail {Evidence.Arn} is removed. Its logs stay in s3://example-evidence/AWSLogs/, and its statements in the bucket's policy.", run.Verbose);
        Assert.Equal(["DeleteTrail"], aws.Changes());
        Assert.Empty((await aws.Root().TrailAsync("DescribeTrails"))["trailList"]!.AsArray());
        Assert.Subset(aws.Server.World.Account.Objects(Evidence.Bucket).ToHashSet(), before.ToHashSet());
        var digests = await aws.DigestsAsync(Evidence.Bucket);
        Assert.Equal((2, (string?)digests[0]["digestS3Object"]), (digests.Count, (string?)digests[1]["previousDigestS3Object"]));
        Assert.Equal(settings, await aws.SettingsAsync(Evidence.Bucket));

        // Made again, it goes on in the bucket.
        aws.Server.Log.Clear();
        aws.Run("New-AuditTrail evidence example-evidence @aws").Clean();
        Assert.Equal(["CreateTrail", "StartLogging"], aws.Changes());
    }

    // By name, CloudTrail would look for a trail of the caller's own account.
    [Theory]
    [InlineData("Start", "StartLogging", false)]
    [InlineData("Stop", "StopLogging", true)]
    [InlineData("Remove", "DeleteTrail", true)]
    public void An_organisations_trail_is_not_taken_for_the_accounts_own_of_that_name(string verb, string operation, bool isLogging)
    {
        const string Ours = "arn:aws:cloudtrail:us-east-1:999988887777:trail/audit";
        const string Own = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";
        using var aws = new AwsTestSession(asked => Target(asked) switch
        {
            "DescribeTrails" => Json($$"""{"trailList":[{"Name":"audit","HomeRegion":"us-east-1","IsOrganizationTrail":true,"TrailARN":"{{Ours}}"},{"Name":"audit","HomeRegion":"us-east-1","TrailARN":"{{Own}}"}]}"""),
            "GetTrailStatus" => Json($$"""{"IsLogging":{{(isLogging ? "true" : "false")}}}"""),
            _ => Json("{}"),
        });
        aws.Run($"{verb}-AuditTrail $ours @aws -Confirm:$false; {verb}-AuditTrail audit @aws -Confirm:$false", new { ours = Ours }).Clean();
        Assert.Equal([Ours, "audit"], aws.Service.Requests.Where(asked => Target(asked) == operation).Select(asked => (string?)JsonNode.Parse(asked.Body)!["Name"]));
    }

    private static string Target(Asked asked) => asked.Headers["X-Amz-Target"].Split('.')[^1];

    private static Answer Json(string body) => new(200, body, "application/x-amz-json-1.1");

    private static async Task<LocalAwsSession> WithTrailsAsync()
    {
        var aws = await Evidence.StartAsync();
        aws.Run("$keys = $aws.Clone(); $keys.Remove('Region'); New-AuditTrail elsewhere elsewhere-evidence @keys -Region eu-west-1 -SingleRegion").Clean();
        aws.Server.Log.Clear();
        return aws;
    }
}
