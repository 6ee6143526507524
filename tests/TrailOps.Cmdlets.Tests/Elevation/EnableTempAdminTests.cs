using System.Management.Automation;
using TrailOps.LocalAws;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests.Elevation;

public sealed class EnableTempAdminTests
{
    private const string Enable = "Enable-TempAdmin deployer @aws -Confirm:$false";
    private const string AdministratorAccess = "arn:aws:iam::aws:policy/AdministratorAccess";

    [Fact]
    public async Task A_granted_role_may_do_anything_until_the_end_which_comes_by_itself()
    {
        await using var aws = await StartAsync();
        var old = await aws.AssumeAsync();
        Assert.False(await RoleAtWork.MayWorkAsync(old));
        var grant = Assert.Single(aws.Run($"{Enable} -Duration 00:30:00").Clean());
        var session = await aws.AssumeAsync(session: "the-work");

        // Sessions that were there before are elevated as well.
        Assert.True(await RoleAtWork.MayWorkAsync(session));
        Assert.True(await RoleAtWork.MayWorkAsync(old));
        var asked = aws.Asked.Count;
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await RoleAtWork.MayWorkAsync(session));
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(1.5));
        Assert.False(await RoleAtWork.MayWorkAsync(session));
        Assert.False(await RoleAtWork.MayWorkAsync(old));
        Assert.Equal(asked, aws.Asked.Count);
        Assert.Equal((true, "Inline"), (grant.Value("IsActive"), grant.Value("Kind")!.ToString()));
    }

    [Fact]
    public async Task A_grant_is_an_inline_policy_whose_name_and_document_tell_the_end()
    {
        await using var aws = await StartAsync();

        // AWS's clock counts, not this machine's.
        aws.Server.World.Clock.Ahead = TimeSpan.FromMinutes(3);
        var before = aws.Server.World.Clock.UtcNow;
        var grant = Assert.Single(aws.Run($"{Enable} -Duration 02:00:00").Clean());
        var end = grant.Value<DateTime>("EndTime");
        Assert.InRange(end, before.UtcDateTime.AddHours(2).AddSeconds(-1), aws.Server.World.Clock.UtcNow.UtcDateTime.AddHours(2).AddSeconds(2));
        Assert.Equal(DateTimeKind.Utc, end.Kind);
        var name = (string)grant.Value("PolicyName")!;
        Assert.Matches($"^TrailOps-TempAdmin-{grant.Value("GrantId")}-{end:yyyyMMdd'T'HHmmss}Z$", name);
        Assert.Equal(name, await aws.StateAsync());
        var document = Uri.UnescapeDataString((await aws.Root().QueryAsync("iam", "GetRolePolicy", ("RoleName", "deployer"), ("PolicyName", name))).Descendants("PolicyDocument").Single().Value);
        Assert.Equal("""{"Version":"2012-10-17","Statement":[{"Sid":"TrailOpsTempAdmin","Effect":"Allow","Action":["*"],"Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"END"}}}]}""".Replace("END", $"{end:yyyy-MM-ddTHH:mm:ss}Z", StringComparison.Ordinal), document);
    }

    [Fact]
    public async Task Each_call_is_a_grant_of_its_own_and_ends_no_other()
    {
        await using var aws = await StartAsync();
        var grants = aws.Run($"{Enable} -Duration 00:10:00 -NoWait; {Enable} -Duration 01:00:00 -NoWait").Clean();
        Assert.Equal(2, grants.Select(grant => grant.Value("GrantId")).Distinct().Count());
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.True(await RoleAtWork.MayWorkAsync(await aws.AssumeAsync()));
        Assert.Equal(["True", "False"], aws.Run("Get-TempAdmin deployer @aws").Clean().OrderBy(grant => grant.Value("EndTime")).Select(grant => grant.Value("IsExpired")!.ToString()));
    }

    [Fact]
    public async Task It_comes_back_when_the_grant_works()
    {
        await using var aws = await StartAsync(new LocalAwsOptions { PolicyDelay = TimeSpan.FromSeconds(2) });
        aws.Run(Enable).Clean();
        Assert.True(await RoleAtWork.MayWorkAsync(await aws.AssumeAsync()));
    }

    [Fact]
    public async Task It_is_seen_to_work_also_where_every_other_answer_is_a_throttle()
    {
        await using var aws = await StartAsync();
        aws.Server.Faults.Add(new Fault(FaultKind.Throttle) { Operation = "DecodeAuthorizationMessage", Every = 2 });
        aws.Run(Enable).Clean();
    }

    [Fact]
    public async Task A_role_that_is_none_is_not_said_to_be_everybody_s()
    {
        await using var aws = await StartAsync();
        Assert.DoesNotContain("every role", Assert.Single(aws.Run("Enable-TempAdmin 'a b' @aws").Errors).ToString(), StringComparison.Ordinal);
        Assert.Contains("leave the parameter out for every role", Assert.Single(aws.Run("Get-TempAdmin 'a b' @aws").Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_to_see_it_works_counts_for_no_policy()
    {
        await using var aws = await StartAsync();
        var run = aws.Run($"$null = {Enable}; $events = Get-RoleEvents deployer @aws; $events.Count; $policy = $events | ConvertTo-RolePolicy; $policy.Actions.Count; $policy.Uncounted.Reason; $events | Test-RolePolicy $policy");
        Assert.Equal("3", run.Output[0].ToString());
        Assert.Equal("0", run.Output[1].ToString());
        Assert.All(run.Output.Skip(2), reason => Assert.StartsWith("TrailOps asked this itself", reason.ToString(), StringComparison.Ordinal));
        Assert.Empty(run.Errors);
    }

    [Theory]
    [InlineData("nobody", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}""", null, "can't assume the role")]
    [InlineData("able", null, """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:Decode*","Resource":"*"}}""", "may do already")]
    [InlineData("denied", null, """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"sts:Decode*","Resource":"*"}}""", "explicit deny")]
    public async Task Where_it_can_not_be_seen_a_warning_says_so(string role, string? trust, string? policy, string why)
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole(role, trust, policy);
        var run = aws.Run("Enable-TempAdmin $role @aws -Confirm:$false", new { role });
        Assert.Empty(run.Errors);
        Assert.Single(run.Output);
        Assert.Contains(why, Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Contains("could not be seen", run.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoWait_asks_nothing_of_the_role()
    {
        await using var aws = await StartAsync();
        aws.Run($"{Enable} -NoWait").Clean();
        Assert.Equal(["GetRole", "PutRolePolicy"], aws.Asked);
    }

    [Fact]
    public async Task A_permissions_boundary_is_warned_of()
    {
        await using var aws = await StartAsync();
        await aws.Root().QueryAsync("iam", "PutRolePermissionsBoundary", ("RoleName", "deployer"), ("PermissionsBoundary", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
        var run = aws.Run(Enable);
        Assert.Contains("permissions boundary arn:aws:iam::aws:policy/ReadOnlyAccess", run.Warnings[0], StringComparison.Ordinal);
        Assert.Equal("arn:aws:iam::aws:policy/ReadOnlyAccess", Assert.Single(run.Output).Value("PermissionsBoundaryArn"));
    }

    [Fact]
    public async Task A_reason_stands_in_a_tag_and_comes_back_as_it_was_given()
    {
        const string Reason = "OPS #42: „Überfällig“, 100 % = true (a\nb) 🚀";
        await using var aws = await StartAsync();
        aws.Run($"{Enable} -Reason $reason", new { reason = Reason }).Clean();
        Assert.Equal(Reason, Assert.Single(aws.Run("Get-TempAdmin deployer @aws").Clean()).Value("Reason"));
        Assert.Equal(["TagRole", "PutRolePolicy"], aws.Requests.Where(request => request.IsMutating).Select(request => request.Operation));
        aws.Run("Disable-TempAdmin deployer @aws -Confirm:$false").Clean();
        Assert.Equal("", await aws.StateAsync());
    }

    [Theory]
    [InlineData("-Duration 00:00:30", "DurationUnusual")]
    [InlineData("-Duration 12:00:01", "DurationUnusual")]
    [InlineData("-Duration 00:00:00.5 -Force", "ParameterArgumentValidationError")]
    [InlineData("-Duration -01:00:00", "ParameterArgumentValidationError")]
    [InlineData("-ManagedPolicy not-an-arn", "ParameterArgumentValidationError")]
    public async Task What_is_no_duration_or_no_policy_is_refused_before_anything_is_asked(string arguments, string id)
    {
        await using var aws = await StartAsync();
        var run = aws.Run($"{Enable} {arguments}");
        Assert.Equal($"{id},TrailOps.Cmdlets.EnableTempAdminCommand", Assert.Single(run.ErrorIds));
        Assert.Empty(aws.Asked);
    }

    [Fact]
    public async Task Force_makes_it_shorter_or_longer()
    {
        await using var aws = await StartAsync();
        var grants = aws.Run($"{Enable} -Duration 00:00:30 -Force -NoWait; {Enable} -Duration 2.00:00:00 -Force -NoWait").Clean();
        Assert.Equal([0, 2], grants.Select(grant => (int)Math.Round((grant.Value<DateTime>("EndTime") - DateTime.UtcNow).TotalDays)));
    }

    [Fact]
    public async Task A_role_that_AWS_alone_may_change_is_refused_and_the_others_go_on()
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole("AWSServiceRoleForX", path: "/aws-service-role/x.amazonaws.com/");
        aws.Server.World.Account.AddRole("AWSReservedSSO_Admin_1234", path: "/aws-reserved/sso.amazonaws.com/eu-west-1/");
        var run = aws.Run("'AWSServiceRoleForX', 'AWSReservedSSO_Admin_1234', 'missing', 'arn:aws:iam::444455556666:role/deployer', 'arn:aws:iam::111122223333:role/other/deployer', 'deployer' | Enable-TempAdmin @aws -Confirm:$false");
        Assert.Equal("deployer", Assert.Single(run.Output).Value("RoleName"));
        Assert.Equal(["RoleReserved", "RoleReserved", "AwsNotFound", "AwsNotFound", "AwsNotFound"], run.ErrorIds.Select(id => id.Split(',')[0]));
        Assert.Equal(ErrorCategory.InvalidOperation, run.Errors[0].CategoryInfo.Category);
        Assert.Contains("service-linked", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("IAM Identity Center", run.Errors[1].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("has the path /", run.Errors[4].Exception.Message, StringComparison.Ordinal);

        // Nor does it get a policy, or lose its sessions; and nothing is begun.
        aws.Server.Log.Clear();
        var others = aws.Run($"'{AwsUnderTest.Admin}' | Update-RolePolicy AWSServiceRoleForX @aws -Confirm:$false; Disable-TempAdmin AWSServiceRoleForX -RevokeSessions @aws -Confirm:$false");
        Assert.Equal(["RoleReserved", "RoleReserved"], others.ErrorIds.Select(id => id.Split(',')[0]));
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task No_room_for_an_inline_policy_is_an_error_that_says_what_to_do_and_leaves_nothing()
    {
        await using var aws = await StartAsync();
        var big = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::NAME"}}""".Replace("NAME", new string('b', 10_080), StringComparison.Ordinal);
        await aws.PutRolePolicyAsync("deployer", "big", big);
        var error = Assert.Single(aws.Run($"{Enable} -Reason because").Errors);
        Assert.Equal("RoleInlineFull,TrailOps.Cmdlets.EnableTempAdminCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.LimitsExceeded, error.CategoryInfo.Category);
        Assert.Equal("LimitExceeded", PSObject.AsPSObject(error.Exception).Value("ErrorCode"));
        Assert.Contains("-ManagedPolicy", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("big", await aws.StateAsync());
    }

    [Fact]
    public async Task No_room_for_a_tag_or_an_attachment_is_an_error_that_says_what_to_do()
    {
        await using var aws = await StartAsync();
        for (var number = 0; number < 10; number++)
        {
            await aws.Root().QueryAsync("iam", "CreatePolicy", ("PolicyName", $"p{number}"), ("PolicyDocument", AwsUnderTest.Admin));
            await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", $"arn:aws:iam::{aws.AccountId}:policy/p{number}"));
        }

        var before = await aws.StateAsync();
        Assert.Equal("RoleAttachmentsFull", Assert.Single(aws.Run($"{Enable} -ManagedPolicy").ErrorIds).Split(',')[0]);
        Assert.Equal(before, await aws.StateAsync());
        await aws.Root().QueryAsync("iam", "TagRole", [("RoleName", "deployer"), .. Enumerable.Range(1, 50).SelectMany(n => new[] { ($"Tags.member.{n}.Key", $"t{n}"), ($"Tags.member.{n}.Value", "v") })]);
        Assert.Equal("RoleTagsFull", Assert.Single(aws.Run($"{Enable} -Reason r").ErrorIds).Split(',')[0]);
        Assert.Equal("ReasonTooLong", Assert.Single(aws.Run($"{Enable} -Reason ('x' * 250)").ErrorIds).Split(',')[0]);
    }

    [Fact]
    public async Task A_managed_policy_is_attached_after_its_tag_and_detached_with_the_last_grant()
    {
        await using var aws = await StartAsync();
        var run = aws.Run($"{Enable} -ManagedPolicy -Duration 00:30:00 -OutVariable one; {Enable} -ManagedPolicy -OutVariable other -Reason r -NoWait");
        Assert.Empty(run.Errors);
        Assert.All(run.Warnings.Where(warning => !warning.Contains("could not be seen", StringComparison.Ordinal)), warning => Assert.Contains("does not end by itself", warning, StringComparison.Ordinal));
        Assert.Equal(["TagRole", "AttachRolePolicy", "TagRole", "AttachRolePolicy"], aws.Requests.Where(request => request.IsMutating && request.Service == "iam").Select(request => request.Operation));
        var found = aws.Run("Get-TempAdmin deployer @aws").Clean();
        Assert.Equal(["Managed AdministratorAccess True", "Managed AdministratorAccess True"], found.Select(o => $"{o.Value("Kind")} {o.Value("PolicyName")} {o.Value("IsActive")}"));
        Assert.True(await RoleAtWork.MayWorkAsync(await aws.AssumeAsync()));

        aws.Run("$one | Disable-TempAdmin @aws -Confirm:$false").Clean();
        Assert.Contains(AdministratorAccess, await aws.StateAsync(), StringComparison.Ordinal);
        Assert.Equal("r", Assert.Single(aws.Run("Get-TempAdmin deployer @aws").Clean()).Value("Reason"));
        aws.Run("$other | Disable-TempAdmin @aws -Confirm:$false").Clean();
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task What_was_attached_before_is_never_detached()
    {
        await using var aws = await StartAsync();
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", AdministratorAccess));
        aws.Run($"{Enable} -ManagedPolicy -NoWait -WarningAction SilentlyContinue; {Enable} -ManagedPolicy -NoWait -WarningAction SilentlyContinue").Clean();
        var found = aws.Run("Get-TempAdmin deployer @aws").Clean();
        Assert.Equal(3, found.Count);
        Assert.Single(found, o => o.Value("GrantId") is null && o.Value("EndTime") is null);
        var run = aws.Run("Disable-TempAdmin deployer @aws -Confirm:$false");
        Assert.Empty(run.Errors);
        Assert.Equal(2, run.Warnings.Count);
        Assert.All(run.Warnings, warning => Assert.Contains("it is still admin", warning, StringComparison.Ordinal));
        Assert.Equal(AdministratorAccess, await aws.StateAsync());
    }

    [Fact]
    public async Task Another_managed_policy_can_be_named()
    {
        await using var aws = await StartAsync();
        var policy = "arn:aws:iam::aws:policy/PowerUserAccess";
        var grant = Assert.Single(aws.Run($"{Enable} -ManagedPolicy {policy} -NoWait").Output);
        Assert.Equal(policy, grant.Value("PolicyArn"));
        Assert.Contains(policy, await aws.StateAsync(), StringComparison.Ordinal);
        var error = Assert.Single(aws.Run($"{Enable} -ManagedPolicy arn:aws:iam::111122223333:policy/nowhere -NoWait").Errors);
        Assert.StartsWith("Aws", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        aws.Run("Disable-TempAdmin deployer @aws -Confirm:$false").Clean();
        Assert.Equal("", await aws.StateAsync());
    }

    [Theory]
    [InlineData("aws-cn", "cn-north-1")]
    [InlineData("aws-us-gov", "us-gov-west-1")]
    public async Task Other_partitions_have_policies_of_their_own(string partition, string region)
    {
        await using var aws = await LocalAwsSession.StartAsync(new LocalAwsOptions { Accounts = [("111122223333", partition)] });
        aws.Server.World.Account.AddRole("deployer");
        aws.Run($"$aws.Region = '{region}'").Clean();
        Assert.Equal(["AwsNotFound", "RoleNotAssumable"], aws.Run("'arn:aws:iam::111122223333:role/deployer' | ForEach-Object { Enable-TempAdmin $_ @aws -Confirm:$false; New-RoleSession $_ @aws }").ErrorIds.Select(id => id.Split(',')[0]));
        var run = aws.Run($"{Enable}; {Enable} -ManagedPolicy -NoWait");
        Assert.Empty(run.Errors);
        Assert.Equal($"arn:{partition}:iam::aws:policy/AdministratorAccess", run.Output[1].Value("PolicyArn"));
        Assert.Equal($"arn:{partition}:sts::111122223333:assumed-role/deployer/mine", Assert.Single(aws.Run("New-RoleSession deployer mine @aws").Clean()).Value("AssumedRoleArn"));
        aws.Run("Disable-TempAdmin deployer @aws -Confirm:$false").Clean();
        Assert.Equal(["Created arn:" + partition + ":iam::111122223333:policy/TrailOps-RolePolicy-deployer"], aws.Run(
            """'{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}' | Update-RolePolicy deployer @aws -Confirm:$false | ForEach-Object { "$($_.Change) $($_.PolicyArn)" }""").Clean().Select(o => o.ToString()));
    }

    [Theory]
    [InlineData("Enable-TempAdmin deployer @aws -WhatIf")]
    [InlineData("Enable-TempAdmin deployer @aws -ManagedPolicy -Reason r -WhatIf")]
    [InlineData("Disable-TempAdmin deployer @aws -RevokeSessions -IncludeUnmanaged -WhatIf")]
    [InlineData("Disable-TempAdmin deployer @aws -Expired -WhatIf")]
    [InlineData("""'{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}' | Update-RolePolicy deployer @aws -WhatIf""")]
    [InlineData("""'{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}' | Update-RolePolicy deployer @aws -Inline -WhatIf""")]
    public Task WhatIf_changes_nothing(string script) => CheckWhatIfAsync(script);

    internal static async Task CheckWhatIfAsync(string script)
    {
        await using var aws = await StartAsync();
        aws.Run($"{Enable} -ManagedPolicy -NoWait -WarningAction SilentlyContinue; {Enable} -NoWait").Clean();
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", AdministratorAccess));
        var before = await aws.StateAsync();
        aws.Server.Log.Clear();
        var run = aws.Run(script);
        Assert.Empty(run.Errors);
        Assert.Empty(run.Output);
        Assert.Equal(!script.StartsWith("New-RoleSession", StringComparison.Ordinal), aws.Asked.Count > 0);
        aws.AssertNothingChanged();
        Assert.DoesNotContain("AssumeRole", aws.Asked);
        Assert.Equal(before, await aws.StateAsync());
        Assert.True(script.Contains("-Expired", StringComparison.Ordinal) || run.HostText.Contains("What if: Performing the operation", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Enable-TempAdmin", ConfirmImpact.High)]
    [InlineData("Disable-TempAdmin", ConfirmImpact.High)]
    [InlineData("Invoke-TempAdmin", ConfirmImpact.High)]
    [InlineData("Update-RolePolicy", ConfirmImpact.High)]
    [InlineData("New-RoleSession", ConfirmImpact.Low)]
    public void What_gives_or_takes_rights_is_confirmed(string cmdlet, ConfirmImpact impact)
    {
        using var session = new Session();
        var type = ((CmdletInfo)session.Run($"Get-Command {cmdlet}").Clean().Single().BaseObject).ImplementingType;
        var attribute = (CmdletAttribute)type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Single();
        Assert.True(attribute.SupportsShouldProcess);
        Assert.Equal(impact, attribute.ConfirmImpact);
    }

    [Fact]
    public async Task A_call_whose_end_nobody_knows_leaves_what_can_be_found_and_tidied()
    {
        await using var aws = await StartAsync();
        aws.UseProfile("max_attempts=1");
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "AttachRolePolicy", Times = 1 });
        Assert.StartsWith("AwsServiceFailed", Assert.Single(aws.Run($"{Enable} -ManagedPolicy -NoWait").ErrorIds), StringComparison.Ordinal);
        Assert.Equal((false, "AdministratorAccess"), (Assert.Single(aws.Run("Get-TempAdmin deployer @aws -OutVariable left").Clean()).Value("IsActive"), aws.Run("$left.PolicyName").Clean()[0].ToString()));
        aws.Run("Disable-TempAdmin deployer @aws -Confirm:$false").Clean();
        Assert.Equal("", await aws.StateAsync());
    }

    private static async Task<LocalAwsSession> StartAsync(LocalAwsOptions? options = null)
    {
        var aws = await LocalAwsSession.StartAsync(options);
        aws.Server.World.Account.AddRole("deployer");
        return aws;
    }
}

/// <summary>Those that are refused while another test has made a session the process's environment.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class EnvironmentWhatIfTests
{
    [Theory]
    [InlineData("Invoke-TempAdmin deployer { throw } @aws -WhatIf")]
    [InlineData("New-RoleSession deployer @aws -AsEnvironment -WhatIf")]
    public Task WhatIf_changes_nothing(string script) => EnableTempAdminTests.CheckWhatIfAsync(script);
}
