using TrailOps.Aws.Tests;

namespace TrailOps.Cmdlets.Tests;

/// <summary>How trails are named, by hand and by the pipeline, and which regions are asked for them.</summary>
public sealed class GetAuditTrailInputTests : IDisposable
{
    private const string Here = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/here";
    private readonly AwsTestSession _aws = new(Answer);

    public void Dispose() => _aws.Dispose();

    [Theory]
    [InlineData("Get-AuditTrail @us", "everywhere", "us-east-1")]
    [InlineData("Get-AuditTrail everywhere @us", "everywhere", "us-east-1")]
    [InlineData("Get-AuditTrail -TrailName everywhere @us", "everywhere", "us-east-1")]
    [InlineData("Get-AuditTrail -TrailARN $here @keys", "here", "eu-west-1")]
    [InlineData("Get-AuditTrail $here @us", "here", "eu-west-1")]
    [InlineData("Get-AuditTrail $here, everywhere @us", "here everywhere", "eu-west-1 us-east-1")]
    [InlineData("Get-AuditTrail 'arn:*/H*' @keys -Region eu-west-1", "here", "eu-west-1")]
    [InlineData("'everywhere' | Get-AuditTrail @us", "everywhere", "us-east-1")]
    [InlineData("$here | Get-AuditTrail @keys", "here", "eu-west-1")]
    [InlineData("[pscustomobject] @{ Name = 'nonsense'; TrailARN = $here; S3BucketName = 'b' } | Get-AuditTrail @keys", "here", "eu-west-1")]
    [InlineData("@{ TrailARN = $here } | Get-AuditTrail @keys", "here", "eu-west-1")]
    [InlineData("Get-AuditTrail @keys -Region eu-west-1 | Get-AuditTrail @keys", "everywhere here", "eu-west-1 eu-west-1 us-east-1")]
    [InlineData("$StoredAWSRegion = 'us-east-1'; Get-AuditTrail everywhere @keys", "everywhere", "us-east-1")]
    [InlineData("$StoredAWSRegion = 'us-east-1'; Get-AuditTrail $here @keys", "here", "eu-west-1")]
    [InlineData("Get-AuditTrail @keys -Region ([pscustomobject] @{ Region = 'eu-west-1'; Name = 'Europe (Ireland)' })", "everywhere here", "eu-west-1")]
    public void Trails_by_name_ARN_and_object(string script, string found, string asked)
    {
        var run = Run(script);
        Assert.Equal(found.Split(' ').Order(), run.Clean().Select(trail => (string)trail.Value("Name")!).Order());
        Assert.Equal(asked.Split(' '), Described().Order());
    }

    // A bucket, a role and a file have a Name as well.
    [Theory]
    [InlineData("[pscustomobject] @{ Name = 'everywhere' }")]
    [InlineData("[pscustomobject] @{ BucketName = 'b'; Name = 'everywhere'; TrailARN = $null }")]
    [InlineData("[IO.FileInfo]::new('/tmp/everywhere')")]
    [InlineData("42")]
    [InlineData("[pscustomobject] @{ Region = 'us-east-1'; Name = 'everywhere' }")]
    public void Nothing_else_is_taken_for_a_trail(string item)
    {
        var run = Run($"{item} | Get-AuditTrail @us");
        Assert.Equal(["ParameterArgumentTransformationError,TrailOps.Cmdlets.GetAuditTrailCommand"], run.ErrorIds);
        Assert.Empty(run.Output);
        Assert.Empty(_aws.Service.Requests);
        Assert.Contains("names no trail", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("names no trail", AwsCommonParametersTests.Error(Run("Get-AuditTrail -Name ([pscustomobject] @{ Name = 'everywhere' }) @us")).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trail_that_a_failed_region_may_have_is_not_told_to_be_missing()
    {
        var run = Run("Get-AuditTrail everywhere, gone @keys -Region us-east-1, ap-east-1");
        Assert.Equal(["everywhere"], run.Values("Name"));
        Assert.Equal(["AwsAccessDenied,TrailOps.Cmdlets.GetAuditTrailCommand", "AuditTrailNotSeen,TrailOps.Cmdlets.GetAuditTrailCommand"], run.ErrorIds);
        Assert.Equal("gone", run.Errors[1].TargetObject);
        Assert.Contains("may be in ap-east-1", run.Errors[1].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("not in us-east-1", run.Errors[1].Exception.Message, StringComparison.Ordinal);

        var missing = Assert.Single(Run("Get-AuditTrail gone @keys -Region us-east-1, eu-west-1").Errors);
        Assert.StartsWith("AuditTrailNotFound,", missing.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("in us-east-1, eu-west-1", missing.Exception.Message, StringComparison.Ordinal);
    }

    // Seen from a member, the organisation's trail is its management account's.
    [Fact]
    public void Selectors_of_the_organisation_s_trail_may_be_refused_to_a_member()
    {
        var trail = Assert.Single(Run("Get-AuditTrail @keys -Region eu-north-1").Clean());
        Assert.Equal((true, null, null), (trail.Value("IsLogging"), trail.Value("StatusError"), trail.Value("EventSelectors")));
        Assert.Equal("AccessDeniedException: not here. It is the organisation's trail: its management account 111122223333 may see what a member may not.", trail.Value("EventSelectorsError"));
    }

    // It would become the host that signed requests go to.
    [Fact]
    public void The_region_of_an_ARN_is_checked()
    {
        var run = Run("Get-AuditTrail arn:aws:cloudtrail:evil.example/:111122223333:trail/x @keys");
        Assert.Equal("AwsRegionNotValid,TrailOps.Cmdlets.GetAuditTrailCommand", run.ErrorIds[0]);
        Assert.Empty(_aws.Service.Requests);
    }

    private RunResult Run(string script) =>
        _aws.Run($"$keys = @{{ AccessKey = 'AKID'; SecretKey = $secret; EndpointUrl = $aws.EndpointUrl }}; $us = $keys + @{{ Region = 'us-east-1' }}; {script}", new { here = Here });

    private IEnumerable<string?> Described() => _aws.Service.Requests.Where(asked => Target(asked) == "DescribeTrails").Select(asked => asked.SigningRegion);

    private static string Target(Asked asked) => asked.Headers["X-Amz-Target"].Split('.')[^1];

    private static Answer Answer(Asked asked) => (Target(asked), asked.SigningRegion) switch
    {
        ("GetEventSelectors", "eu-north-1") => Json(400, """{"__type":"AccessDeniedException","message":"not here"}"""),
        ("DescribeTrails", "eu-north-1") => Json(200, $$"""{"trailList":[{{Trail("org", "eu-north-1").Replace("}", ",\"IsOrganizationTrail\":true}", StringComparison.Ordinal)}}]}"""),
        ("GetTrailStatus", _) => Json(200, """{"IsLogging":true}"""),
        (_, "us-east-1") => Json(200, $$"""{"trailList":[{{Trail("everywhere", "us-east-1")}}]}"""),
        (_, "eu-west-1") => Json(200, $$"""{"trailList":[{{Trail("everywhere", "us-east-1")}},{{Trail("here", "eu-west-1")}}]}"""),
        _ => Json(400, """{"__type":"AccessDeniedException","message":"not here"}"""),
    };

    private static Answer Json(int status, string body) => new(status, body, "application/x-amz-json-1.1");

    private static string Trail(string name, string region) =>
        $$"""{"Name":"{{name}}","TrailARN":"arn:aws:cloudtrail:{{region}}:111122223333:trail/{{name}}","HomeRegion":"{{region}}","S3BucketName":"b"}""";
}
