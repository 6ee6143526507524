using System.Management.Automation;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

public abstract class GetTempAdminTests
{
    private const string Until = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"TIME"}}}}""";

    [Fact]
    public async Task What_makes_a_role_admin_comes_out_with_its_end()
    {
        await using var aws = await StartAsync();
        await aws.AddRoleAsync("deployer", path: "/ci/");
        var now = DateTime.UtcNow;
        await aws.PutRolePolicyAsync("deployer", "for-an-hour", Until.Replace("TIME", $"{now.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}", StringComparison.Ordinal));
        await aws.PutRolePolicyAsync("deployer", "over", Until.Replace("TIME", $"{now.AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}", StringComparison.Ordinal));
        await aws.PutRolePolicyAsync("deployer", "some", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""");
        await aws.Root().QueryAsync("iam", "CreatePolicy", ("PolicyName", "attached"), ("PolicyDocument", AwsUnderTest.Admin));
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", $"arn:aws:iam::{aws.AccountId}:policy/attached"));
        var found = aws.Run("Get-TempAdmin deployer @aws | ForEach-Object { \"$($_.Kind) $($_.PolicyName) $($_.IsActive) $(-not $_.EndTime)\" }").Clean().Select(o => o.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(["Inline for-an-hour True False", "Inline over False False", "Managed attached True True"], found);
        Assert.Equal($"arn:aws:iam::{aws.AccountId}:role/ci/deployer", Assert.Single(aws.Run("(Get-TempAdmin deployer @aws)[0].RoleArn").Clean()).ToString());
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task AdministratorAccess_is_known_by_its_name()
    {
        await using var aws = (LocalAwsSession)await StartAsync("has AWS's own policies only if it loads them all for each account, a second each");
        await aws.AddRoleAsync("deployer");
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
        var admin = Assert.Single(aws.Run("Get-TempAdmin deployer @aws").Clean());
        Assert.Equal(("AdministratorAccess", true, null), (admin.Value("PolicyName"), admin.Value("IsActive"), admin.Value("EndTime")));
        Assert.DoesNotContain("GetPolicyVersion", aws.Asked);
    }

    [Fact]
    public async Task Without_a_role_all_roles_are_looked_at()
    {
        await using var aws = await StartAsync();
        foreach (var role in new[] { "one", "two", "three" })
        {
            await aws.AddRoleAsync(role);
        }

        await aws.PutRolePolicyAsync("one", "mine");
        var grant = aws.Run("Enable-TempAdmin three @aws -NoWait -Reason 'for a test' -Confirm:$false").Clean().Single();
        await aws.Root().QueryAsync("iam", "CreatePolicy", ("PolicyName", "attached"), ("PolicyDocument", AwsUnderTest.Admin));
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "two"), ("PolicyArn", $"arn:aws:iam::{aws.AccountId}:policy/attached"));
        var found = aws.Run("Get-TempAdmin @aws").Clean().OrderBy(o => (string)o.Value("RoleName")!, StringComparer.Ordinal).ToList();
        Assert.Equal([$"one mine  ", $"three {grant.Value("PolicyName")} {grant.Value("GrantId")} for a test", "two attached  "], found.Select(o => $"{o.Value("RoleName")} {o.Value("PolicyName")} {o.Value("GrantId")} {o.Value("Reason")}"));
    }

    [Fact]
    public async Task Many_roles_take_few_requests_and_show_progress()
    {
        await using var aws = (LocalAwsSession)await StartAsync("has pages of its own size");
        for (var number = 0; number < 250; number++)
        {
            aws.Server.World.Account.AddRole($"role-{number:D3}", policy: number % 50 == 0 ? AwsUnderTest.Admin : null);
        }

        aws.Server.Faults.Add(new Fault(FaultKind.Latency) { Operation = "GetAccountSummary", Latency = TimeSpan.FromSeconds(1.2) });
        var run = aws.Run("Get-TempAdmin @aws");
        Assert.Equal(5, run.Clean().Count);
        Assert.InRange(aws.Asked.Count, 2, 10);
        Assert.Contains("of 250 roles", run.Progress[0].StatusDescription, StringComparison.Ordinal);
        Assert.Equal(ProgressRecordType.Completed, run.Progress[^1].RecordType);
    }

    [Fact]
    public async Task What_can_not_be_read_hides_nothing_else()
    {
        await using var aws = (LocalAwsSession)await StartAsync("judges no policies");
        await aws.AddRoleAsync("deployer");
        await aws.PutRolePolicyAsync("deployer", "mine");
        await aws.Root().QueryAsync("iam", "CreatePolicy", ("PolicyName", "hidden"), ("PolicyDocument", AwsUnderTest.Admin));
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", $"arn:aws:iam::{aws.AccountId}:policy/hidden"));
        aws.SetKeys(aws.Server.World.Account.AddUser("reader", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","NotAction":"iam:GetPolicy","Resource":"*"}}"""));
        foreach (var script in new[] { "Get-TempAdmin deployer @aws", "Get-TempAdmin @aws" })
        {
            var run = aws.Run(script);
            Assert.Empty(run.Errors);
            Assert.Equal("mine", Assert.Single(run.Output).Value("PolicyName"));
            Assert.Contains("policy/hidden of deployer can't be read", Assert.Single(run.Warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_only_looks_like_a_grant_is_none()
    {
        await using var aws = await StartAsync();
        await aws.AddRoleAsync("deployer");
        foreach (var name in new[] { "TrailOps-TempAdmin-x", "TrailOps-TempAdmin-abcdefghij-20301301T000000Z", "TrailOps-TempAdmin-abcdefghij", "TrailOps-TempAdmin-ABCDEFGHIJ-20300101T000000Z" })
        {
            await aws.PutRolePolicyAsync("deployer", name);
        }

        Assert.All(aws.Run("Get-TempAdmin deployer @aws").Clean(), admin => Assert.Null(admin.Value("GrantId")));
        aws.Run("Disable-TempAdmin deployer @aws -Confirm:$false").Clean();
        Assert.Equal(4, aws.Run("Get-TempAdmin deployer @aws").Clean().Count);
    }

    [Fact]
    public async Task Its_end_comes_by_the_clock_of_AWS()
    {
        await using var aws = (LocalAwsSession)await StartAsync("has this machine's clock");
        await aws.AddRoleAsync("deployer");
        await aws.PutRolePolicyAsync("deployer", "for-an-hour", Until.Replace("TIME", $"{aws.Server.World.Clock.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}", StringComparison.Ordinal));
        Assert.Equal("True", Assert.Single(aws.Run("(Get-TempAdmin deployer @aws).IsActive").Clean()).ToString());
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("False", Assert.Single(aws.Run("(Get-TempAdmin deployer @aws).IsActive").Clean()).ToString());
    }

    [Fact]
    public async Task A_role_that_is_not_there_is_one_error_and_the_others_go_on()
    {
        await using var aws = await StartAsync();
        foreach (var role in new[] { "one", "two" })
        {
            await aws.AddRoleAsync(role);
            await aws.PutRolePolicyAsync(role, "initial");
        }

        var run = aws.Run("'one', 'missing', 'arn:aws:iam::444455556666:role/two', 'two' | Get-TempAdmin @aws");
        Assert.Equal(["one", "two"], run.Output.Select(o => (string)o.Properties["RoleName"].Value));
        Assert.Equal(["AwsNotFound,TrailOps.Cmdlets.GetTempAdminCommand", "AwsNotFound,TrailOps.Cmdlets.GetTempAdminCommand"], run.Errors.Select(e => e.FullyQualifiedErrorId));
        Assert.All(run.Errors, e => Assert.Equal(ErrorCategory.ObjectNotFound, e.CategoryInfo.Category));
        Assert.Contains("another account", run.Errors[1].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_action_and_is_an_error_of_the_role()
    {
        await using var aws = (LocalAwsSession)await StartAsync("judges no policies");
        await aws.AddRoleAsync("deployer");
        aws.SetKeys(aws.Server.World.Account.AddUser("nobody"));
        var error = Assert.Single(aws.Run("Get-TempAdmin deployer @aws").Errors);
        Assert.Equal("AwsAccessDenied,TrailOps.Cmdlets.GetTempAdminCommand", error.FullyQualifiedErrorId);
        Assert.Contains("iam:GetRole", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("deployer", error.TargetObject.ToString());
    }

    private protected abstract Task<AwsUnderTest> StartAsync(string? motoLacks = null);

    public sealed class OnLocalAws : GetTempAdminTests
    {
        private protected override async Task<AwsUnderTest> StartAsync(string? motoLacks = null) => await LocalAwsSession.StartAsync();
    }

    public sealed class OnMoto(Moto moto) : GetTempAdminTests
    {
        private protected override Task<AwsUnderTest> StartAsync(string? motoLacks = null) => moto.OpenAsync(motoLacks);
    }
}
