using System.Management.Automation;
using TrailOps.LocalAws;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests.Elevation;

public sealed class DisableTempAdminTests
{
    private const string AdministratorAccess = "arn:aws:iam::aws:policy/AdministratorAccess";
    private const string Disable = "Disable-TempAdmin deployer @aws -Confirm:$false";

    [Fact]
    public async Task Exactly_what_was_granted_goes()
    {
        await using var aws = await StartAsync();
        await aws.PutRolePolicyAsync("deployer", "TrailOps-TempAdmin-by-hand");
        await aws.PutRolePolicyAsync("deployer", "TrailOps-RolePolicy");
        await aws.Root().QueryAsync("iam", "CreatePolicy", ("PolicyName", "work"), ("PolicyDocument", AwsUnderTest.Admin));
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", $"arn:aws:iam::{aws.AccountId}:policy/work"));
        await aws.Root().QueryAsync("iam", "TagRole", ("RoleName", "deployer"), ("Tags.member.1.Key", "TrailOps:TempAdmin:mine"), ("Tags.member.1.Value", "x"));
        var before = await aws.StateAsync();
        Grant(aws, "-NoWait");
        Grant(aws, "-NoWait -ManagedPolicy -WarningAction SilentlyContinue");
        Assert.Empty(aws.Run(Disable).Clean());
        Assert.Equal(before, await aws.StateAsync());
    }

    [Fact]
    public async Task It_may_be_done_again()
    {
        await using var aws = await StartAsync();
        Grant(aws, "-NoWait");
        aws.Run($"$left = Get-TempAdmin deployer @aws; {Disable}; {Disable}; $left | Disable-TempAdmin @aws -Confirm:$false; {Disable} -GrantId abcdefghij").Clean();
        Assert.Single(aws.Asked, operation => operation == "DeleteRolePolicy");
    }

    [Fact]
    public async Task What_somebody_else_took_away_meanwhile_is_no_error()
    {
        await using var aws = await StartAsync();
        Grant(aws, "-NoWait");
        var name = await aws.StateAsync();
        aws.Hold("DeleteRolePolicy");
        using var other = aws.Session.Make(Disable);
        var running = other.BeginInvoke();
        aws.AssertHeld();
        await aws.Root().QueryAsync("iam", "DeleteRolePolicy", ("RoleName", "deployer"), ("PolicyName", name));
        aws.Server.Faults.Release();
        other.EndInvoke(running);
        Assert.Empty(other.Streams.Error);
        Assert.Equal("NoSuchEntity", Assert.Single(aws.Requests, request => request.Operation == "DeleteRolePolicy").ErrorCode);
    }

    [Theory]
    [InlineData("$nothing = $null; Disable-TempAdmin deployer -GrantId $nothing.GrantId @aws -Confirm:$false")]
    [InlineData("Disable-TempAdmin deployer -GrantId @() @aws -Confirm:$false")]
    [InlineData("Disable-TempAdmin deployer -PolicyName $null @aws -Confirm:$false")]
    [InlineData("[pscustomobject] @{ RoleName = 'deployer'; GrantId = ''; PolicyName = '' } | Disable-TempAdmin @aws -Confirm:$false")]
    public async Task A_grant_that_is_none_is_not_everybody_s(string script)
    {
        await using var aws = await StartAsync();
        Grant(aws, "-NoWait");
        Assert.Equal("GrantIdEmpty,TrailOps.Cmdlets.DisableTempAdminCommand", Assert.Single(aws.Run(script).ErrorIds));
        Assert.Single(aws.Run("Get-TempAdmin deployer @aws").Clean());
    }

    [Fact]
    public async Task A_policy_that_is_named_is_not_everybody_s_grant()
    {
        await using var aws = await StartAsync();
        Grant(aws, "-NoWait");
        Grant(aws, "-NoWait -ManagedPolicy -WarningAction SilentlyContinue");
        aws.Run("Disable-TempAdmin deployer -PolicyArn arn:aws:iam::aws:policy/ReadOnlyAccess @aws -Confirm:$false; Disable-TempAdmin deployer -PolicyName AdministratorAccess @aws -Confirm:$false -WarningAction Ignore").Clean();
        Assert.Equal(2, aws.Run("Get-TempAdmin deployer @aws").Clean().Count);
    }

    [Fact]
    public async Task One_grant_that_can_not_be_removed_does_not_keep_the_others()
    {
        await using var aws = await StartAsync();
        aws.UseProfile("max_attempts=1");
        Grant(aws, "-NoWait");
        Grant(aws, "-NoWait -Reason r");
        Grant(aws, "-NoWait");
        await aws.Root().QueryAsync("iam", "TagRole", ("RoleName", "deployer"), ("Tags.member.1.Key", "TrailOps:TempAdmin:abcdefghi2"), ("Tags.member.1.Value", "2030-01-01T00:00:00Z "));
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "DeleteRolePolicy", Times = 1, Status = 403, Code = "AccessDenied" });
        var run = aws.Run($"{Disable} -PassThru -RevokeSessions");
        Assert.StartsWith("AwsAccessDenied", Assert.Single(run.ErrorIds), StringComparison.Ordinal);
        Assert.Equal(2, run.Output.Count);
        Assert.Contains("TrailOps-RevokeOlderSessions", await aws.StateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_that_somebody_made_up_takes_no_guard_away()
    {
        await using var aws = await StartAsync();
        await aws.Root().QueryAsync("iam", "CreatePolicy", ("PolicyName", "guard"), ("PolicyDocument", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"iam:*","Resource":"*"}}"""));
        var guard = $"arn:aws:iam::{aws.AccountId}:policy/guard";
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", guard));
        await aws.Root().QueryAsync("iam", "TagRole", ("RoleName", "deployer"), ("Tags.member.1.Key", "TrailOps:TempAdmin:abcdefghi2"), ("Tags.member.1.Value", $"2020-01-01T00:00:00Z {guard}"));
        var run = aws.Run("Get-TempAdmin @aws | Disable-TempAdmin @aws -Expired -Confirm:$false");
        Assert.Equal("ManagedPolicyDenies,TrailOps.Cmdlets.DisableTempAdminCommand", Assert.Single(run.ErrorIds));
        Assert.Equal("ManagedPolicyDenies,TrailOps.Cmdlets.EnableTempAdminCommand", Assert.Single(aws.Run("Enable-TempAdmin deployer -ManagedPolicy $guard @aws -NoWait -Confirm:$false -WarningAction Ignore", new { guard }).ErrorIds));
        Assert.Contains(guard, await aws.StateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_grant_found_attached_and_another_attached_anew_goes_with_the_last()
    {
        await using var aws = await StartAsync();
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", AdministratorAccess));
        Grant(aws, "-NoWait -ManagedPolicy -WarningAction SilentlyContinue");
        await aws.Root().QueryAsync("iam", "DetachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", AdministratorAccess));
        Grant(aws, "-NoWait -ManagedPolicy -Duration 00:30:00 -WarningAction SilentlyContinue");
        aws.Run(Disable).Clean();
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task A_long_reason_does_not_stand_in_the_way_of_the_removal()
    {
        await using var aws = await StartAsync();
        Grant(aws, "-NoWait -ManagedPolicy -Reason ('x' * 180) -WarningAction SilentlyContinue");
        aws.Run(Disable).Clean();
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task What_IAM_is_busy_with_is_asked_for_again()
    {
        await using var aws = await StartAsync();
        aws.UseProfile("max_attempts=1");
        foreach (var operation in new[] { "TagRole", "PutRolePolicy", "DeleteRolePolicy", "UntagRole" })
        {
            aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = operation, Times = 2, Status = 409, Code = "ConcurrentModification" });
        }

        Grant(aws, "-NoWait -Reason r");
        aws.Run(Disable).Clean();
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task Of_a_piped_grant_that_one_goes()
    {
        await using var aws = await StartAsync();
        var mine = Grant(aws, "-NoWait -OutVariable mine");
        Grant(aws, "-NoWait");
        var gone = Assert.Single(aws.Run("$mine | Disable-TempAdmin @aws -Confirm:$false -PassThru").Clean());
        Assert.Equal((mine.Value("GrantId"), false), (gone.Value("GrantId"), gone.Value("IsActive")));
        Assert.Single(aws.Run("Get-TempAdmin deployer @aws").Clean());
        aws.Run("Get-TempAdmin deployer @aws | Disable-TempAdmin @aws -Confirm:$false").Clean();
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task Expired_tidies_leftovers_alone()
    {
        await using var aws = await StartAsync();
        Grant(aws, "-NoWait -Duration 00:05:00 -Reason old");
        Grant(aws, "-NoWait -Duration 00:05:00 -ManagedPolicy -WarningAction SilentlyContinue");
        Grant(aws, "-NoWait -Duration 02:00:00");
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(10));
        var found = aws.Run("Get-TempAdmin @aws").Clean();
        Assert.Equal(["Inline False True", "Inline True False", "Managed True True"], found.Select(o => $"{o.Value("Kind")} {o.Value("IsActive")} {o.Value("IsExpired")}").Order(StringComparer.Ordinal));
        aws.Run("Get-TempAdmin @aws | Disable-TempAdmin @aws -Expired -Confirm:$false").Clean();
        Assert.False(Assert.Single(aws.Run("Get-TempAdmin @aws").Clean()).Value<bool>("IsExpired"));
        Assert.DoesNotContain(AdministratorAccess, await aws.StateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_attached_by_hand_goes_only_when_asked_for()
    {
        await using var aws = await StartAsync();
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", AdministratorAccess));
        aws.Run(Disable).Clean();
        var run = aws.Run("Get-TempAdmin deployer @aws | Disable-TempAdmin @aws -Confirm:$false");
        Assert.Contains("-IncludeUnmanaged", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal(AdministratorAccess, await aws.StateAsync());
        Assert.Equal("AdministratorAccess", Assert.Single(aws.Run($"{Disable} -IncludeUnmanaged -PassThru").Clean()).Value("PolicyName"));
        Assert.Equal("", await aws.StateAsync());
        aws.Run($"{Disable} -IncludeUnmanaged").Clean();

        // Also where a grant had found it, and nobody is told that it stays.
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", AdministratorAccess));
        Grant(aws, "-NoWait -ManagedPolicy -WarningAction SilentlyContinue");
        aws.Run($"{Disable} -IncludeUnmanaged -WarningAction Stop").Clean();
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task RevokeSessions_ends_all_that_exist_and_none_that_come_after()
    {
        await using var aws = await StartAsync();
        await aws.PutRolePolicyAsync("deployer", "work");
        var (mine, other) = (await aws.AssumeAsync(), await aws.AssumeAsync(session: "other"));
        Assert.True(await RoleAtWork.MayWorkAsync(mine));
        var run = aws.Run($"{Disable} -RevokeSessions");
        Assert.Empty(run.Errors);
        Assert.Contains("arn:aws:iam::111122223333:root", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.False(await RoleAtWork.MayWorkAsync(mine));
        Assert.False(await RoleAtWork.MayWorkAsync(other));
        Assert.True(await RoleAtWork.MayWorkAsync(await aws.AssumeAsync()));

        // The policy is tidied when no session can be left that it denies, and not before.
        Assert.Contains("TrailOps-RevokeOlderSessions", await aws.StateAsync(), StringComparison.Ordinal);
        aws.Run($"{Disable} -Expired").Clean();
        Assert.Contains("TrailOps-RevokeOlderSessions", await aws.StateAsync(), StringComparison.Ordinal);
        aws.Server.World.Clock.Advance(TimeSpan.FromHours(12.1));
        aws.Run($"{Disable} -Expired").Clean();
        Assert.Equal("work", await aws.StateAsync());
    }

    [Fact]
    public async Task No_room_for_the_denial_is_an_error()
    {
        await using var aws = await StartAsync();
        await aws.PutRolePolicyAsync("deployer", "big", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::NAME"}}""".Replace("NAME", new string('b', 10_080), StringComparison.Ordinal));
        Assert.Equal("RoleInlineFull,TrailOps.Cmdlets.DisableTempAdminCommand", Assert.Single(aws.Run($"{Disable} -RevokeSessions").ErrorIds));
        Assert.Equal("big", await aws.StateAsync());
    }

    [Fact]
    public async Task One_bad_role_of_three_is_one_error()
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole("other");
        Grant(aws, "-NoWait");
        aws.Run("Enable-TempAdmin other @aws -NoWait -Confirm:$false").Clean();
        var run = aws.Run("'deployer', 'missing', 'other' | Disable-TempAdmin @aws -Confirm:$false -PassThru");
        Assert.Equal(["deployer", "other"], run.Values("RoleName"));
        Assert.Equal("missing", Assert.Single(run.Errors).TargetObject.ToString());
        Assert.Empty(aws.Run("Get-TempAdmin @aws").Clean());
    }

    [Fact]
    public async Task Two_at_once_leave_neither_a_policy_without_a_tag_nor_a_grant_without_its_policy()
    {
        await using var aws = await StartAsync();
        for (var round = 0; round < 5; round++)
        {
            Grant(aws, "-NoWait -ManagedPolicy -WarningAction SilentlyContinue -OutVariable one");
            Grant(aws, "-NoWait -ManagedPolicy -WarningAction SilentlyContinue -OutVariable two");
            var ids = aws.Run("$one.GrantId, $two.GrantId").Clean().Select(id => id.ToString()!).ToList();
            using var sessions = new Sessions(aws, 3);
            await Task.WhenAll(
                sessions.RunAsync(0, $"Disable-TempAdmin deployer @aws -GrantId {ids[0]} -Confirm:$false"),
                sessions.RunAsync(1, $"Disable-TempAdmin deployer @aws -GrantId {ids[1]} -Confirm:$false"),
                sessions.RunAsync(2, "Enable-TempAdmin deployer @aws -ManagedPolicy -NoWait -Confirm:$false -WarningAction SilentlyContinue"));
            Assert.Contains(AdministratorAccess, await aws.StateAsync(), StringComparison.Ordinal);
            Assert.NotNull(Assert.Single(aws.Run("Get-TempAdmin deployer @aws").Clean()).Value("GrantId"));
            aws.Run(Disable).Clean();
            Assert.Equal("", await aws.StateAsync());
        }
    }

    private static PSObject Grant(LocalAwsSession aws, string arguments) => Assert.Single(aws.Run($"Enable-TempAdmin deployer @aws -Confirm:$false {arguments}").Clean());

    private static async Task<LocalAwsSession> StartAsync(LocalAwsOptions? options = null)
    {
        var aws = await LocalAwsSession.StartAsync(options);
        aws.Server.World.Account.AddRole("deployer");
        return aws;
    }
}
