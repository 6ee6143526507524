using System.Management.Automation;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

public sealed class GetTempAdminTests
{
    private const string Until = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"TIME"}}}}""";

    [Fact]
    public async Task What_makes_a_role_admin_comes_out_with_its_end()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Server.World.Account.AddRole("deployer", path: "/ci/");
        var now = aws.Server.World.Clock.UtcNow;
        await PutAsync(aws, "deployer", "for-an-hour", Until.Replace("TIME", $"{now.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}", StringComparison.Ordinal));
        await PutAsync(aws, "deployer", "over", Until.Replace("TIME", $"{now.AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}", StringComparison.Ordinal));
        await PutAsync(aws, "deployer", "some", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""");
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
        var found = aws.Run("Get-TempAdmin deployer @aws | ForEach-Object { \"$($_.Kind) $($_.PolicyName) $($_.IsActive) $(-not $_.EndTime)\" }").Clean().Select(o => o.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(["Inline for-an-hour True False", "Inline over False False", "Managed AdministratorAccess True True"], found);
        Assert.Equal("arn:aws:iam::111122223333:role/ci/deployer", Assert.Single(aws.Run("(Get-TempAdmin deployer @aws)[0].RoleArn").Clean()).ToString());
        Assert.DoesNotContain(aws.Server.Log.Mutating, r => r.Principal?.Contains("operator", StringComparison.Ordinal) == true);

        // Its end comes by AWS's clock, without any call of ours.
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("False", Assert.Single(aws.Run("(Get-TempAdmin deployer @aws | Where-Object PolicyName -eq 'for-an-hour').IsActive").Clean()).ToString());
    }

    [Fact]
    public async Task A_role_that_is_not_there_is_one_error_and_the_others_go_on()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Server.World.Account.AddRole("one", policy: LocalAwsSession.Admin);
        aws.Server.World.Account.AddRole("two", policy: LocalAwsSession.Admin);
        var run = aws.Run("'one', 'missing', 'arn:aws:iam::444455556666:role/two', 'two' | Get-TempAdmin @aws");
        Assert.Equal(["one", "two"], run.Output.Select(o => (string)o.Properties["RoleName"].Value));
        Assert.Equal(["AwsNotFound,TrailOps.Cmdlets.GetTempAdminCommand", "AwsNotFound,TrailOps.Cmdlets.GetTempAdminCommand"], run.Errors.Select(e => e.FullyQualifiedErrorId));
        Assert.All(run.Errors, e => Assert.Equal(ErrorCategory.ObjectNotFound, e.CategoryInfo.Category));
        Assert.Contains("another account", run.Errors[1].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttled_pages_lose_and_double_nothing()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Server.World.Account.AddRole("deployer");
        for (var i = 0; i < 12; i++)
        {
            await PutAsync(aws, "deployer", $"p{i:00}", LocalAwsSession.Admin);
        }

        aws.Server.Faults.Add(new Fault(FaultKind.Throttle) { Service = "iam", Every = 3 });
        var names = aws.Run("Get-TempAdmin deployer @aws").Clean().Select(o => (string)o.Properties["PolicyName"].Value);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"p{i:00}"), names);
    }

    [Fact]
    public async Task A_refusal_names_the_action_and_is_an_error_of_the_role()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Server.World.Account.AddRole("deployer");
        aws.SetKeys(aws.Server.World.Account.AddUser("nobody"));
        var error = Assert.Single(aws.Run("Get-TempAdmin deployer @aws").Errors);
        Assert.Equal("AwsAccessDenied,TrailOps.Cmdlets.GetTempAdminCommand", error.FullyQualifiedErrorId);
        Assert.Contains("iam:GetRole", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("deployer", error.TargetObject.ToString());
    }

    private static Task PutAsync(LocalAwsSession aws, string role, string name, string policy) =>
        aws.Root().QueryAsync("iam", "PutRolePolicy", ("RoleName", role), ("PolicyName", name), ("PolicyDocument", policy));
}
