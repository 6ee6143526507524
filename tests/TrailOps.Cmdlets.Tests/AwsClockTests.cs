using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests;

/// <summary>This machine's clock is ten minutes behind AWS's, or ahead of it. AWS refuses what is signed more than five minutes off.</summary>
public sealed class AwsClockTests
{
    public static TheoryData<int> Minutes => [10, -10];

    [Theory]
    [MemberData(nameof(Minutes))]
    public async Task The_calls_are_signed_again_by_AWS_s_clock(int ahead)
    {
        await using var aws = await StartAsync(ahead);
        Assert.Equal("management", Assert.Single(aws.Run("Get-AuditTrail @aws").Clean()).Value("Name"));

        // Each endpoint's clock is learnt once; all services are at one here.
        Assert.Equal(["InvalidSignatureException"], aws.Requests.Select(request => request.ErrorCode).OfType<string>());
        Assert.Equal(4, aws.Asked.Count);
        Assert.Single(aws.Run("Get-TempAdmin deployer @aws").Clean());
        Assert.DoesNotContain(aws.Requests.Skip(4), request => request.ErrorCode is not null);
    }

    // Its end is five minutes off by AWS's clock: by this machine's it would be the other way round.
    [Theory]
    [InlineData(10, -5, false)]
    [InlineData(-10, 5, true)]
    public async Task What_is_active_is_judged_by_AWS_s_clock(int ahead, int end, bool isActive)
    {
        await using var aws = await StartAsync(0);
        var time = $"{aws.Server.World.Clock.UtcNow.AddMinutes(ahead + end):yyyy-MM-ddTHH:mm:ssZ}";
        await aws.PutRolePolicyAsync("deployer", "until", AwsUnderTest.Admin.Replace("\"*\"}}", $"\"*\",\"Condition\":{{\"DateLessThan\":{{\"aws:CurrentTime\":\"{time}\"}}}}}}}}", StringComparison.Ordinal));
        aws.Server.World.Clock.Ahead = TimeSpan.FromMinutes(ahead);
        var until = aws.Run("Get-TempAdmin deployer @aws | Where-Object PolicyName -eq 'until'").Clean();
        Assert.Equal(isActive, Assert.Single(until).Value("IsActive"));
    }

    [Theory]
    [MemberData(nameof(Minutes))]
    public async Task A_role_s_session_is_got_and_used(int ahead)
    {
        await using var aws = await StartAsync(ahead);
        aws.UseProfile($"[role]\nrole_arn=arn:aws:iam::{aws.AccountId}:role/deployer\nsource_profile=test\nendpoint_url={aws.Server.Url}");
        Assert.Single(aws.Run("$aws.ProfileName = 'role'; Get-TempAdmin deployer @aws").Clean());
        Assert.Contains(aws.Requests, request => request.Principal?.Contains(":assumed-role/deployer/", StringComparison.Ordinal) == true);
    }

    [Theory]
    [MemberData(nameof(Minutes))]
    public async Task Without_a_second_attempt_it_is_an_error_that_names_the_clock(int ahead)
    {
        await using var aws = await StartAsync(ahead);
        aws.UseProfile("max_attempts=1");
        var run = aws.Run("Get-AuditTrail @aws; Get-TempAdmin deployer @aws");
        var error = run.Errors[0];
        Assert.Equal(("AwsClockSkewed,TrailOps.Cmdlets.GetAuditTrailCommand", ErrorCategory.AuthenticationError), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.EndsWith("Set this machine's clock.", error.Exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A trail, and a role that is admin, in an AWS whose clock is ahead of this machine's.</summary>
    private static async Task<LocalAwsSession> StartAsync(int ahead)
    {
        var aws = await LocalAwsSession.StartAsync();
        await AwsUnderTest.AddTrailBucketAsync(aws.Root());
        await aws.Root().TrailAsync("CreateTrail", """{"Name":"management","S3BucketName":"logs-of-team"}""");
        aws.Server.World.Account.AddRole("deployer", policy: AwsUnderTest.Admin);
        aws.Server.World.Clock.Ahead = TimeSpan.FromMinutes(ahead);
        return aws;
    }
}
