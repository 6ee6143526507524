using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

/// <summary>AWS says "Rate exceeded" to every third request: it is asked again, and nothing is lost or doubled.</summary>
public sealed class AwsThrottlingTests
{
    [Fact]
    public async Task Pages_of_policies()
    {
        await using var aws = await LocalAwsSession.StartAsync(new() { IamPageSize = 2 });
        await aws.AddRoleAsync("deployer");
        for (var number = 0; number < 5; number++)
        {
            await aws.PutRolePolicyAsync("deployer", $"p{number}");
        }

        Throttle(aws);
        Assert.Equal(["p0", "p1", "p2", "p3", "p4"], aws.Run("Get-TempAdmin deployer @aws").Clean().Select(admin => admin.Value("PolicyName")));
        AssertThrottled(aws, "Throttling");
        Assert.Equal(3, Answered(aws, "ListRolePolicies"));
        Assert.Equal(5, Answered(aws, "GetRolePolicy"));
    }

    [Fact]
    public async Task Regions_of_trails()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        await AwsUnderTest.AddTrailBucketAsync(aws.Root());
        foreach (var (name, region, everywhere) in new[] { ("0", "us-east-1", "true"), ("1", "us-east-1", "false"), ("2", "us-east-1", "false"), ("3", "eu-west-1", "true"), ("4", "eu-west-1", "false"), ("5", "eu-north-1", "false") })
        {
            await aws.Root(region).TrailAsync("CreateTrail", $$"""{"Name":"trail-{{name}}","S3BucketName":"logs-of-team","IsMultiRegionTrail":{{everywhere}}}""");
        }

        Throttle(aws);
        var run = aws.Run("$aws.Region = 'us-east-1', 'eu-west-1', 'eu-north-1'; Get-AuditTrail @aws");
        Assert.Equal(["trail-0", "trail-1", "trail-2", "trail-3", "trail-4", "trail-5"], run.Clean().Select(trail => trail.Value<string>("Name")).Order(StringComparer.Ordinal));
        Assert.All(run.Output, trail => Assert.Equal((false, null), (trail.Value("IsLogging"), trail.Value("StatusError"))));
        AssertThrottled(aws, "ThrottlingException");
        Assert.Equal(3, Answered(aws, "DescribeTrails"));
        Assert.Equal(6, Answered(aws, "GetTrailStatus"));
        Assert.All(run.Output, trail => Assert.Equal(("all management events", null), (trail.Value("LoggedEvents"), trail.Value("EventSelectorsError"))));
        Assert.Equal(6, Answered(aws, "GetEventSelectors"));
    }

    [Theory]
    [InlineData("Get-TempAdmin deployer @aws", "deployer")]
    [InlineData("Get-AuditTrail @aws", "us-east-1")]
    public async Task Without_end_it_is_an_error_that_says_what_to_do(string script, string target)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.UseProfile("max_attempts=1");
        aws.Server.Faults.Add(new Fault(FaultKind.Throttle));
        var error = Assert.Single(aws.Run(script).Errors);
        Assert.StartsWith("AwsThrottled,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(target, $"{error.TargetObject}");
        Assert.Contains("AWS_MAX_ATTEMPTS", error.Exception.Message, StringComparison.Ordinal);
    }

    private static void Throttle(LocalAwsSession aws) => aws.Server.Faults.Add(new Fault(FaultKind.Throttle) { Every = 3 });

    private static void AssertThrottled(LocalAwsSession aws, string code)
    {
        var requests = aws.Requests.ToList();
        Assert.Equal(requests.Count / 3, requests.Count(request => request.ErrorCode == code));
        Assert.True(requests.Count >= 9);
    }

    private static int Answered(LocalAwsSession aws, string operation) => aws.Requests.Count(request => request.Operation == operation && request.Status == 200);
}
