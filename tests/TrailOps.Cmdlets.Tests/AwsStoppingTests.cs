using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Ctrl+C and Select-Object -First, in the middle of what is asked of AWS.</summary>
public sealed class AwsStoppingTests
{
    [Theory]
    [InlineData("Get-TempAdmin deployer @aws", "ListRolePolicies", 2, "GetRole ListRolePolicies GetRolePolicy GetRolePolicy")]
    [InlineData("Get-TempAdmin deployer @aws", "GetRolePolicy", 2, "GetRole ListRolePolicies GetRolePolicy")]
    [InlineData("Get-TempAdmin deployer @aws", "GetRole", 1, "")]
    [InlineData("Get-AuditTrail @aws", "GetTrailStatus", 2, "DescribeTrails GetTrailStatus")]
    [InlineData("Get-AuditTrail @aws", "DescribeTrails", 1, "")]
    [InlineData("$aws.Region = 'us-east-1', 'eu-west-1', 'eu-north-1'; Get-AuditTrail @aws", "DescribeTrails", 1, "", 3)]
    public async Task Ctrl_C_while_AWS_is_silent(string script, string operation, int which, string before, int open = 1)
    {
        await using var aws = await StartAsync();
        aws.Server.Faults.Add(new Fault(FaultKind.Latency) { Operation = operation, Every = which, Times = open, Latency = TimeSpan.FromMinutes(10) });
        await aws.StopAsync(script, () => aws.Server.Faults.HeldCount == open);

        // A trail's selectors are asked for beside its status.
        Assert.Equal(before, string.Join(' ', aws.Asked.Where(operation => operation != "GetEventSelectors")));

        // The session goes on as if nothing had been.
        Assert.NotEmpty(aws.Run(script).Clean());
    }

    [Theory]
    [InlineData("Get-TempAdmin deployer @aws")]
    [InlineData("$aws.Region = 'us-east-1', 'eu-west-1'; Get-AuditTrail @aws")]
    public async Task Ctrl_C_in_the_pause_before_the_next_attempt(string script)
    {
        await using var aws = await StartAsync();
        aws.Server.Faults.Add(new Fault(FaultKind.Throttle));
        await aws.StopAsync(script, () => aws.Asked.Count >= 2);
        Assert.NotEmpty(aws.Run(script).Clean());
    }

    [Theory]
    [InlineData("Get-TempAdmin deployer @aws", "GetRole ListRolePolicies GetRolePolicy")]
    public async Task The_first_object_takes_the_requests_of_one_page(string script, string asked)
    {
        await using var aws = await StartAsync();
        Assert.Single(aws.Run($"{script} | Select-Object -First 1").Clean());
        Assert.Equal(asked, string.Join(' ', aws.Asked));
        await aws.AssertNothingGoesOnAsync();
    }

    // What a trail's events cost, the others of its region tell: each of them is asked once, and there are five at most.
    [Fact]
    public async Task The_first_trail_takes_the_requests_of_its_region()
    {
        await using var aws = await StartAsync();
        Assert.Single(aws.Run("Get-AuditTrail @aws | Select-Object -First 1").Clean());
        Assert.Equal("DescribeTrails GetEventSelectors GetEventSelectors GetEventSelectors GetTrailStatus GetTrailStatus GetTrailStatus", string.Join(' ', aws.Asked.Order(StringComparer.Ordinal)));
        await aws.AssertNothingGoesOnAsync();
    }

    /// <summary>A role with six policies in pages of two, and three trails.</summary>
    private static async Task<LocalAwsSession> StartAsync()
    {
        var aws = await LocalAwsSession.StartAsync(new() { IamPageSize = 2 });
        await AwsUnderTest.AddTrailBucketAsync(aws.Root());
        await aws.AddRoleAsync("deployer");
        for (var number = 0; number < 6; number++)
        {
            await aws.PutRolePolicyAsync("deployer", $"p{number}");
        }

        foreach (var name in new[] { "one", "two", "three" })
        {
            await aws.Root().TrailAsync("CreateTrail", $$"""{"Name":"{{name}}","S3BucketName":"logs-of-team"}""");
        }

        return aws;
    }
}
