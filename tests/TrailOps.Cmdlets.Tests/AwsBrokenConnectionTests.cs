using System.Management.Automation;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Connections that break before, in the middle of and instead of the answer.</summary>
public sealed class AwsBrokenConnectionTests
{
    public static TheoryData<FaultKind> Breaks => [FaultKind.CloseBeforeRequest, FaultKind.CloseBeforeResponse, FaultKind.CloseAfterHeaders, FaultKind.CloseMidBody];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Broken_once_a_call_is_made_again(FaultKind kind)
    {
        await using var aws = await StartAsync();
        foreach (var operation in new[] { "ListRolePolicies", "GetRolePolicy", "DescribeTrails", "GetTrailStatus" })
        {
            aws.Server.Faults.Add(new Fault(kind) { Operation = operation, Times = 1 });
        }

        Assert.Equal(["p0", "p1"], aws.Run("Get-TempAdmin two @aws").Clean().Select(admin => admin.Value("PolicyName")));
        var trails = aws.Run("Get-AuditTrail @aws").Clean();
        Assert.Equal(["here", "there"], trails.Select(trail => trail.Value<string>("Name")).Order(StringComparer.Ordinal));
        Assert.All(trails, trail => Assert.Equal((true, null), (trail.Value("IsLogging"), trail.Value("StatusError"))));
        Assert.Equal(4, aws.Requests.Count(request => request.Status == 0));
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Broken_without_end_it_is_one_error_of_the_role_and_the_others_go_on(FaultKind kind)
    {
        await using var aws = await StartAsync();
        aws.UseProfile("max_attempts=2");
        aws.Server.Faults.Add(new Fault(kind) { Operation = "ListRolePolicies", Body = "RoleName=two" });
        var run = aws.Run("'one', 'two', 'three' | Get-TempAdmin @aws");
        Assert.Equal(["one", "three"], run.Values("RoleName"));
        AssertNetworkError(run, "two");
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Broken_without_end_it_is_one_error_of_the_region_and_the_others_go_on(FaultKind kind)
    {
        await using var aws = await StartAsync();
        aws.UseProfile("max_attempts=2");
        aws.Server.Faults.Add(new Fault(kind) { Region = "eu-west-1", Operation = "DescribeTrails" });
        var run = aws.Run("$aws.Region = 'us-east-1', 'eu-west-1', 'eu-north-1'; Get-AuditTrail @aws");
        Assert.Equal(["here", "there"], run.Values("Name").Order(StringComparer.Ordinal));
        AssertNetworkError(run, "eu-west-1");
    }

    [Fact]
    public async Task A_status_that_can_t_be_had_leaves_the_trail_with_the_reason()
    {
        await using var aws = await StartAsync();
        aws.UseProfile("max_attempts=1");
        aws.Server.Faults.Add(new Fault(FaultKind.CloseBeforeResponse) { Operation = "GetTrailStatus" });
        var trails = aws.Run("Get-AuditTrail @aws").Clean();
        Assert.Equal(2, trails.Count);
        Assert.All(trails, trail => Assert.Null(trail.Value("IsLogging")));
        Assert.All(trails, trail => Assert.NotEmpty(trail.Value<string>("StatusError")));
    }

    private static void AssertNetworkError(RunResult run, string target)
    {
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("AwsNetworkFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal((ErrorCategory.ConnectionError, target), (error.CategoryInfo.Category, $"{error.TargetObject}"));
        Assert.Contains("Check the network", error.Exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Three roles, the second with two policies, and two trails that log.</summary>
    private static async Task<LocalAwsSession> StartAsync()
    {
        var aws = await LocalAwsSession.StartAsync();
        await AwsUnderTest.AddTrailBucketAsync(aws.Root());
        foreach (var role in new[] { "one", "two", "three" })
        {
            await aws.AddRoleAsync(role);
            await aws.PutRolePolicyAsync(role, "p0");
        }

        await aws.PutRolePolicyAsync("two", "p1");
        foreach (var (name, everywhere) in new[] { ("here", "false"), ("there", "true") })
        {
            await aws.Root().TrailAsync("CreateTrail", $$"""{"Name":"{{name}}","S3BucketName":"logs-of-team","IsMultiRegionTrail":{{everywhere}}}""");
            await aws.Root().TrailAsync("StartLogging", $$"""{"Name":"{{name}}"}""");
        }

        return aws;
    }
}
