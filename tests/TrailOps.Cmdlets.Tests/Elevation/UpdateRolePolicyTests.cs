using System.Globalization;
using System.Management.Automation;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests.Elevation;

public sealed class UpdateRolePolicyTests
{
    private const string Arn = "arn:aws:iam::111122223333:policy/TrailOps-RolePolicy-deployer";
    private const string Update = "Update-RolePolicy deployer @aws -Confirm:$false";

    [Fact]
    public async Task The_policy_comes_onto_the_role_and_later_ones_add_to_it()
    {
        await using var aws = await StartAsync();
        var made = Assert.Single(aws.Run($"$one | {Update}").Clean());
        Assert.Equal(("Created", "v1", Arn, "TrailOps-RolePolicy-deployer"), (made.Value("Change")!.ToString(), made.Value("VersionId"), made.Value("PolicyArn"), made.Value("PolicyName")));
        Assert.Null(made.Value("Before"));
        Assert.Equal(Arn, await aws.StateAsync());

        var more = Assert.Single(aws.Run($"$other | {Update}").Clean());
        Assert.Equal(("Updated", "v2"), (more.Value("Change")!.ToString(), more.Value("VersionId")));
        Assert.Equal(["+ s3:PutObject on arn:aws:s3:::b/*"], Differences(more));
        Assert.Equal("s3:GetObject s3:PutObject", await ActionsAsync(aws));

        aws.Server.Log.Clear();
        var same = Assert.Single(aws.Run($"$one, $other | {Update}").Clean());
        Assert.Equal(("Unchanged", "v2"), (same.Value("Change")!.ToString(), same.Value("VersionId")));
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task Replace_shrinks()
    {
        await using var aws = await StartAsync();
        aws.Run($"$one, $other | {Update}").Clean();
        var less = Assert.Single(aws.Run($"$other | {Update} -Replace").Clean());
        Assert.Equal(["- s3:GetObject on arn:aws:s3:::b/*"], Differences(less));
        Assert.Equal("s3:PutObject", await ActionsAsync(aws));
    }

    [Fact]
    public async Task Events_become_what_the_role_may_do()
    {
        await using var aws = await StartAsync();
        var run = aws.Run("""
            $policy = Get-RoleEvents -LiteralPath $logs | ConvertTo-RolePolicy
            $policy | Update-RolePolicy @aws -Confirm:$false
            """, new { logs = Path.Combine(Repository.Root, "docs", "sample", "logs") });
        Assert.Contains("deployer", run.Values("RoleName"));
    }

    [Fact]
    public async Task The_role_of_the_policy_is_meant_where_none_is_named_and_only_in_its_own_account()
    {
        await using var aws = await StartAsync();
        using var logs = new LogFolder();
        logs.Add(new LogRecord("CreateBucket", "s3.amazonaws.com"));
        Assert.Equal("deployer", Assert.Single(aws.Run("Get-RoleEvents deployer -Path $logs | ConvertTo-RolePolicy -OutVariable policy | Update-RolePolicy @aws -Confirm:$false", new { logs = logs.Root }).Clean()).Value("RoleName"));
        Assert.Equal("RoleNotTold,TrailOps.Cmdlets.UpdateRolePolicyCommand", Assert.Single(aws.Run("$one | Update-RolePolicy @aws -Confirm:$false").ErrorIds));
        Assert.Contains("another account", Assert.Single(aws.Run("[pscustomobject] @{ RoleName = 'deployer'; RoleArn = 'arn:aws:iam::444455556666:role/deployer'; Json = $one } | Update-RolePolicy @aws -Confirm:$false").Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_and_what_tells_its_role_bind_from_the_pipeline()
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole("other");
        Assert.Equal(["other", "deployer"], aws.Run("[pscustomobject] @{ RoleName = 'other'; Arn = 'arn:aws:iam::111122223333:role/other' }, [pscustomobject] @{ RoleName = 'deployer' } | Update-RolePolicy -Policy $one @aws -Confirm:$false").Clean().Select(update => update.Value("RoleName")));
        Assert.Equal("other", Assert.Single(aws.Run("[pscustomobject] @{ RoleName = 'other'; PolicyName = 'p'; PolicyDocument = $other } | Update-RolePolicy @aws -Confirm:$false").Clean()).Value("RoleName"));
    }

    [Fact]
    public async Task Inline_it_is_a_policy_of_the_role_s_own()
    {
        await using var aws = await StartAsync();
        await aws.PutRolePolicyAsync("deployer", "work", One);
        Assert.Equal("Created", Assert.Single(aws.Run($"$one | {Update} -Inline").Clean()).Value("Change")!.ToString());
        var more = Assert.Single(aws.Run($"$other | {Update} -Inline").Clean());
        Assert.Equal(("Updated", null, "TrailOps-RolePolicy"), (more.Value("Change")!.ToString(), more.Value("VersionId"), more.Value("PolicyName")));
        Assert.Equal("Unchanged", Assert.Single(aws.Run($"$other | {Update} -Inline").Clean()).Value("Change")!.ToString());
        Assert.Equal("TrailOps-RolePolicy work", await aws.StateAsync());
        Assert.Equal("RolePolicyTooLarge", Assert.Single(aws.Run($"$large | {Update} -Inline", new { large = Large(300) }).ErrorIds).Split(',')[0]);

        // What IAM allows can't be raised.
        var values = string.Join(',', Enumerable.Range(0, 500).Select(n => $"\"value-number-{n}\""));
        var huge = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":[VALUES]}}}]}""".Replace("VALUES", values, StringComparison.Ordinal);
        var error = Assert.Single(aws.Run($"$huge | {Update}", new { huge }).Errors);
        Assert.Equal("RolePolicyTooLarge,TrailOps.Cmdlets.UpdateRolePolicyCommand", error.FullyQualifiedErrorId);
        Assert.EndsWith("but 6144 are allowed. Shorten the statement, or use -Inline.", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_oldest_of_five_versions_makes_room()
    {
        await using var aws = await StartAsync();
        for (var number = 1; number <= 8; number++)
        {
            Assert.Equal($"v{number}", Assert.Single(aws.Run($"$p | {Update}", new { p = Allow($"s3:GetObject", $"arn:aws:s3:::b{number}/*") }).Clean()).Value("VersionId"));
        }

        var versions = (await aws.Root().QueryAsync("iam", "ListPolicyVersions", ("PolicyArn", Arn))).Descendants("VersionId").Select(v => v.Value);
        Assert.Equal(["v4", "v5", "v6", "v7", "v8"], versions.Order(StringComparer.Ordinal));

        // Somebody went back: the version in force is what is added to, and is not the one to go.
        await aws.Root().QueryAsync("iam", "SetDefaultPolicyVersion", ("PolicyArn", Arn), ("VersionId", "v4"));
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("v9", Assert.Single(aws.Run($"$one | {Update}").Clean()).Value("VersionId"));
        Assert.Equal(5, (await ResourcesAsync(aws)).Count(resource => resource.StartsWith("arn", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("GetPolicyVersion", "CreatePolicyVersion", true)]
    [InlineData("CreatePolicyVersion", "CreatePolicyVersion", true)]
    [InlineData("CreatePolicyVersion", "CreatePolicyVersion", false)]
    [InlineData("GetPolicyVersion", "SetDefaultPolicyVersion", true)]
    [InlineData("CreatePolicyVersion", "SetDefaultPolicyVersion", true)]
    public async Task Somebody_else_s_change_meanwhile_is_left_as_it_is(string held, string by, bool isDefault)
    {
        await using var aws = await StartAsync();
        aws.Run($"$one | {Update}; $p | {Update}", new { p = Allow("s3:ListBucket", "arn:aws:s3:::c") }).Clean();
        aws.Hold(held);
        using var shell = aws.Session.Make($"$other | {Update}");
        var running = shell.BeginInvoke();
        aws.AssertHeld();
        if (by == "SetDefaultPolicyVersion")
        {
            await aws.Root().QueryAsync("iam", by, ("PolicyArn", Arn), ("VersionId", "v1"));
        }
        else
        {
            await aws.Root().QueryAsync("iam", by, ("PolicyArn", Arn), ("PolicyDocument", Allow("ec2:RunInstances", "*")), ("SetAsDefault", isDefault ? "true" : "false"));
        }

        aws.Server.Faults.Release();
        shell.EndInvoke(running);
        var error = Assert.Single(shell.Streams.Error);
        Assert.Equal("RolePolicyChanged,TrailOps.Cmdlets.UpdateRolePolicyCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ResourceBusy, error.CategoryInfo.Category);
        Assert.Equal(by == "SetDefaultPolicyVersion" ? "s3:GetObject" : isDefault ? "ec2:RunInstances" : "s3:GetObject s3:ListBucket", await ActionsAsync(aws));
        Assert.DoesNotContain("s3:PutObject", string.Join(' ', (await aws.Root().QueryAsync("iam", "ListPolicyVersions", ("PolicyArn", Arn))).Descendants("VersionId").Select(v => v.Value)), StringComparison.Ordinal);

        // Once more, it adds to what is there now; what is not in force and brand-new may be about to be.
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(2));
        aws.Run($"$other | {Update}").Clean();
        Assert.Contains("s3:PutObject", await ActionsAsync(aws), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_at_once_lose_nothing()
    {
        await using var aws = await StartAsync();
        aws.Run($"$one | {Update}").Clean();
        using var sessions = new Sessions(aws, 4);
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => sessions.TryAsync(n, $"'{Allow("s3:PutObject", $"arn:aws:s3:::b{n}/*")}' | {Update}")));
        var resources = (await ResourcesAsync(aws)).ToHashSet();
        Assert.Contains("arn:aws:s3:::b/*", resources);
        for (var n = 0; n < 4; n++)
        {
            Assert.Equal(runs[n].Errors.Count == 0, resources.Contains($"arn:aws:s3:::b{n}/*"));
            Assert.All(runs[n].ErrorIds, id => Assert.StartsWith("RolePolicyChanged", id, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_inline_policy_that_somebody_changed_meanwhile_is_left_as_it_is()
    {
        await using var aws = await StartAsync();
        aws.Run($"$one | {Update} -Inline").Clean();
        aws.Hold("GetRolePolicy", every: 2);
        using var shell = aws.Session.Make($"$other | {Update} -Inline");
        var running = shell.BeginInvoke();
        aws.AssertHeld();
        await aws.PutRolePolicyAsync("deployer", "TrailOps-RolePolicy", Allow("ec2:RunInstances", "*"));
        aws.Server.Faults.Release();
        shell.EndInvoke(running);
        Assert.Equal("RolePolicyChanged,TrailOps.Cmdlets.UpdateRolePolicyCommand", Assert.Single(shell.Streams.Error).FullyQualifiedErrorId);
    }

    [Fact]
    public async Task What_is_too_large_for_one_policy_becomes_several_that_grow_and_shrink()
    {
        await using var aws = await StartAsync();
        var first = aws.Run($"$large | {Update}", new { large = Large(150) }).Clean();
        Assert.Equal(["Created TrailOps-RolePolicy-deployer", "Created TrailOps-RolePolicy2-deployer"], first.Select(u => $"{u.Value("Change")} {u.Value("PolicyName")}"));
        Assert.Equal("0", aws.Run("@(Compare-RolePolicy -RoleName deployer $large @aws).Count").Clean()[0].ToString());

        // What was there stays where it is, and what comes finds its room.
        var second = aws.Run($"$more | {Update}", new { more = Large(170) }).Clean();
        Assert.DoesNotContain(second, update => Differences(update).Any(row => row.StartsWith('-')));
        Assert.Equal("0", aws.Run("@(Compare-RolePolicy -RoleName deployer $more @aws).Count").Clean()[0].ToString());

        var third = aws.Run($"$one | {Update} -Replace").Clean();
        Assert.Equal(["Updated TrailOps-RolePolicy-deployer", "Deleted TrailOps-RolePolicy2-deployer"], third.Select(u => $"{u.Value("Change")} {u.Value("PolicyName")}").Take(2));
        Assert.Equal("0", aws.Run("@(Compare-RolePolicy -RoleName deployer $one @aws).Count").Clean()[0].ToString());
        Assert.Equal(Arn, await aws.StateAsync());
    }

    [Fact]
    public async Task A_policy_of_that_name_which_somebody_else_made_is_never_touched()
    {
        await using var aws = await StartAsync();
        await aws.Root().QueryAsync("iam", "CreatePolicy", ("PolicyName", "TrailOps-RolePolicy-deployer"), ("PolicyDocument", One));
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", Arn));
        aws.Server.Log.Clear();
        var error = Assert.Single(aws.Run($"$other | {Update}").Errors);
        Assert.Equal("RolePolicyForeign,TrailOps.Cmdlets.UpdateRolePolicyCommand", error.FullyQualifiedErrorId);
        Assert.Contains("-Inline", error.Exception.Message, StringComparison.Ordinal);
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task Roles_whose_names_are_alike_have_policies_of_their_own()
    {
        await using var aws = await StartAsync();
        string[] roles = ["2-deployer", "RolePolicy-deployer", "deployer-deployer"];
        foreach (var role in roles)
        {
            aws.Server.World.Account.AddRole(role);
            aws.Run("$one | Update-RolePolicy $role @aws -Confirm:$false", new { role }).Clean();
        }

        Assert.Equal(2, aws.Run($"$large | {Update}", new { large = Large(150) }).Clean().Count);
        foreach (var role in roles)
        {
            Assert.Equal("Unchanged", Assert.Single(aws.Run("$one | Update-RolePolicy $role @aws -Confirm:$false", new { role }).Clean()).Value("Change")!.ToString());
        }
    }

    [Fact]
    public async Task A_policy_that_is_not_attached_any_more_is_attached_again()
    {
        await using var aws = await StartAsync();
        aws.Run($"$one | {Update}").Clean();
        await aws.Root().QueryAsync("iam", "DetachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", Arn));
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(("Updated", "v1"), (Assert.Single(aws.Run($"$one | {Update} -OutVariable u").Clean()).Value("Change")!.ToString(), aws.Run("$u.VersionId").Clean()[0].ToString()));
        Assert.Equal(Arn, await aws.StateAsync());
    }

    [Fact]
    public async Task A_policy_that_IAM_does_not_know_everywhere_yet_is_attached_a_moment_later()
    {
        await using var aws = await StartAsync();
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "AttachRolePolicy", Times = 1, Status = 404, Code = "NoSuchEntity" });
        Assert.Equal("Created", Assert.Single(aws.Run($"$one | {Update}").Clean()).Value("Change")!.ToString());
        Assert.Equal(Arn, await aws.StateAsync());
    }

    [Fact]
    public async Task A_policy_that_is_being_made_is_somebody_else_s()
    {
        await using var aws = await StartAsync();
        aws.Hold("AttachRolePolicy");
        using var sessions = new Sessions(aws, 1);
        var first = sessions.RunAsync(0, $"'{One}' | {Update}");
        aws.AssertHeld();
        Assert.StartsWith("RolePolicyChanged", Assert.Single(aws.Run($"$other | {Update}").ErrorIds), StringComparison.Ordinal);
        aws.Server.Faults.Release();
        await first;
        Assert.Equal("s3:GetObject", await ActionsAsync(aws));
        aws.Run($"$other | {Update}").Clean();
        Assert.Equal("s3:GetObject s3:PutObject", await ActionsAsync(aws));
    }

    [Fact]
    public async Task What_others_have_too_is_told_and_left()
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole("other");
        aws.Run($"$large | {Update}", new { large = Large(150) }).Clean();
        var second = Arn.Replace("RolePolicy-", "RolePolicy2-", StringComparison.Ordinal);
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "other"), ("PolicyArn", second));
        var run = aws.Run($"$one | {Update} -Replace");
        Assert.Empty(run.Errors);
        Assert.Contains("others have it too", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal(Arn, await aws.StateAsync());
        Assert.Equal(second, await aws.StateAsync("other"));
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.StartsWith("RolePolicyForeign", Assert.Single(aws.Run($"$large | {Update}").ErrorIds), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Denials_come_first_and_go_last()
    {
        await using var aws = await StartAsync();
        aws.UseProfile("max_attempts=1");
        aws.Run($"$large | {Update}", new { large = Large(150) }).Clean();
        var guarded = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Action":"s3:DeleteObject","Resource":[{{string.Join(',', Enumerable.Range(0, 30).Select(n => $"\"arn:aws:s3:::a-bucket-that-is-guarded-{n}/*\""))}}]}]}""";
        bool? deletes() => (bool?)Assert.Single(aws.Run("Test-RolePolicy -RoleName deployer -Action s3:DeleteObject -Resource arn:aws:s3:::a-bucket-that-is-guarded-7/k @aws").Clean()).Value("Allowed");
        for (var cut = 1; cut < 3; cut++)
        {
            aws.Server.Faults.Add(new Fault(FaultKind.Latency) { Operation = "SetDefaultPolicyVersion", Times = cut });
            aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "SetDefaultPolicyVersion", Status = 403, Code = "AccessDenied" });
            aws.Run($"$guarded | {Update}", new { guarded });
            aws.Server.Faults.Clear();
            Assert.False(deletes());
        }

        aws.Run($"$guarded | {Update}").Clean();
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "DetachRolePolicy", Status = 403, Code = "AccessDenied" });
        aws.Run($"$one | {Update} -Replace");
        Assert.False(deletes());
        aws.Server.Faults.Clear();
        aws.Run($"$one | {Update} -Replace").Clean();
        Assert.Equal("0", aws.Run("@(Compare-RolePolicy -RoleName deployer $one @aws).Count").Clean()[0].ToString());
    }

    [Fact]
    public async Task What_somebody_detached_does_not_come_back_with_what_is_added()
    {
        await using var aws = await StartAsync();
        aws.Run($"$one | {Update}").Clean();
        await aws.Root().QueryAsync("iam", "DetachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", Arn));
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(["+ s3:PutObject on arn:aws:s3:::b/*"], Differences(Assert.Single(aws.Run($"$other | {Update}").Clean())));
        Assert.Equal("s3:PutObject", await ActionsAsync(aws));
    }

    [Fact]
    public async Task A_failed_attempt_does_not_stand_in_the_way_of_the_next()
    {
        await using var aws = await StartAsync();
        aws.UseProfile("max_attempts=1");
        aws.Run($"$one | {Update}").Clean();
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "SetDefaultPolicyVersion", Times = 1, Status = 403, Code = "AccessDenied" });
        Assert.StartsWith("AwsAccessDenied", Assert.Single(aws.Run($"$other | {Update}").ErrorIds), StringComparison.Ordinal);
        Assert.Equal("s3:GetObject", await ActionsAsync(aws));
        Assert.Equal("v3", Assert.Single(aws.Run($"$other | {Update}").Clean()).Value("VersionId"));
    }

    [Fact]
    public async Task At_no_time_does_Replace_take_what_is_to_stay()
    {
        await using var aws = await StartAsync();
        aws.Run($"$large | {Update}", new { large = Large(150) }).Clean();
        var before = aws.Server.Log.All.Count;
        aws.UseProfile("max_attempts=1");
        for (var cut = 1; cut < 4; cut++)
        {
            // It ends after so many versions in force.
            aws.Server.Faults.Add(new Fault(FaultKind.Latency) { Operation = "SetDefaultPolicyVersion", Times = cut });
            aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "SetDefaultPolicyVersion" });
            aws.Run($"$next | {Update} -Replace", new { next = Large(170 + cut).Replace("bucket-number-1-of", "another-bucket-of", StringComparison.Ordinal) });
            aws.Server.Faults.Clear();
            var removed = aws.Run("Compare-RolePolicy $large 'arn:aws:iam::111122223333:role/deployer' @aws | Where-Object { $_.Change -eq 'Removed' } | ForEach-Object { \"$_\" }").Clean().Select(row => row.ToString());
            Assert.All(removed, row => Assert.Contains("bucket-number-1-of", row, StringComparison.Ordinal));
        }

        aws.Run($"$next | {Update} -Replace").Clean();
        Assert.Empty(aws.Run("Compare-RolePolicy -RoleName deployer $next @aws").Clean());
        Assert.True(before < aws.Server.Log.All.Count);
    }

    [Fact]
    public async Task What_can_not_be_attached_is_taken_away_again()
    {
        await using var aws = await StartAsync();
        for (var number = 0; number < 10; number++)
        {
            await aws.Root().QueryAsync("iam", "CreatePolicy", ("PolicyName", $"p{number}"), ("PolicyDocument", One));
            await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", $"arn:aws:iam::{aws.AccountId}:policy/p{number}"));
        }

        Assert.Equal("RoleAttachmentsFull,TrailOps.Cmdlets.UpdateRolePolicyCommand", Assert.Single(aws.Run($"$one | {Update}").ErrorIds));
        Assert.DoesNotContain((await aws.Root().QueryAsync("iam", "ListPolicies", ("Scope", "Local"))).Descendants("PolicyName"), name => name.Value.StartsWith("TrailOps", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_written_by_hand_stays_as_it_is()
    {
        const string ByHand = """{"Version":"2012-10-17","Statement":[{"Sid":"Mine","Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::mine/*"},{"Effect":"Deny","NotAction":["iam:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-central-1","us-east-1"]}}}]}""";
        await using var aws = await StartAsync();
        aws.Run($"$one | {Update}").Clean();
        await aws.Root().QueryAsync("iam", "CreatePolicyVersion", ("PolicyArn", Arn), ("PolicyDocument", ByHand), ("SetAsDefault", "true"));
        var update = Assert.Single(aws.Run($"$other | {Update}").Clean());
        Assert.Equal("v3", update.Value("VersionId"));
        var after = update.Value("After")!.ToString()!;
        Assert.Contains("\"Sid\": \"Mine\"", after, StringComparison.Ordinal);
        Assert.Contains("NotAction", after, StringComparison.Ordinal);
        Assert.Contains("s3:PutObject", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_policy_is_an_error()
    {
        await using var aws = await StartAsync();
        var error = Assert.Single(aws.Run($$"""[pscustomobject] @{ Json = '{"Version":"2012-10-17","Statement":[]}' } | {{Update}}""").Errors);
        Assert.True(error.FullyQualifiedErrorId.StartsWith("RolePolicyEmpty", StringComparison.Ordinal) || error.FullyQualifiedErrorId.StartsWith("PolicyNotReadable", StringComparison.Ordinal));
        using var logs = new LogFolder();
        logs.Add(new LogRecord("GetCallerIdentity", "sts.amazonaws.com"));
        Assert.Equal("RolePolicyEmpty,TrailOps.Cmdlets.UpdateRolePolicyCommand", Assert.Single(aws.Run("Get-RoleEvents deployer -Path $logs | ConvertTo-RolePolicy -WarningAction Ignore | Update-RolePolicy @aws -Replace -Confirm:$false", new { logs = logs.Root }).ErrorIds));
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task WhatIf_shows_what_comes_and_goes()
    {
        await using var aws = await StartAsync();
        aws.Run($"$one | {Update}").Clean();
        var run = aws.Run("$other | Update-RolePolicy deployer @aws -Replace -WhatIf");
        Assert.Contains("  - s3:GetObject on arn:aws:s3:::b/*\n  + s3:PutObject on arn:aws:s3:::b/*", run.HostText, StringComparison.Ordinal);
        Assert.Equal("s3:GetObject", await ActionsAsync(aws));
    }

    [Fact]
    public async Task Compare_and_Test_take_a_role_with_all_that_it_has()
    {
        await using var aws = await StartAsync();
        aws.Run($"$one | {Update}; $other | {Update} -Inline").Clean();
        await aws.Root().QueryAsync("iam", "AttachRolePolicy", ("RoleName", "deployer"), ("PolicyArn", "arn:aws:iam::aws:policy/AWSCloudTrail_ReadOnlyAccess"));
        await aws.Root().QueryAsync("iam", "CreatePolicy", ("PolicyName", "bounds"), ("PolicyDocument", One));
        await aws.Root().QueryAsync("iam", "PutRolePermissionsBoundary", ("RoleName", "deployer"), ("PermissionsBoundary", "arn:aws:iam::111122223333:policy/bounds"));
        aws.Server.World.Account.AddRole("empty");
        string[] allowed(string script) => [.. aws.Run(script).Clean().Select(decision => $"{decision.Value("Action")} {decision.Value("Allowed")}")];
        Assert.Equal(["s3:GetObject True", "s3:PutObject False"], allowed("Test-RolePolicy -RoleName deployer -Action s3:GetObject, s3:PutObject -Resource arn:aws:s3:::b/k @aws"));
        Assert.Equal(["s3:PutObject True"], allowed("Test-RolePolicy -RoleName deployer -Action s3:PutObject -Resource arn:aws:s3:::b/k @aws -PermissionsBoundary $other"));
        Assert.Equal(["s3:PutObject False"], allowed("Test-RolePolicy 'arn:aws:iam::111122223333:role/deployer' -Action s3:PutObject -Resource arn:aws:s3:::b/k @aws"));
        Assert.Equal("PolicyNotReadable", Assert.Single(aws.Run("Test-RolePolicy 'arn:aws:iam::111122223333:user/ann' -Action s3:PutObject @aws").ErrorIds).Split(',')[0]);

        // Temporary admin is none of what it has for its work.
        aws.Run("$null = Enable-TempAdmin deployer @aws -NoWait -Confirm:$false -WarningAction Ignore").Clean();
        var admin = aws.Run("Test-RolePolicy -RoleName deployer -Action ec2:RunInstances @aws");
        Assert.Equal(false, Assert.Single(admin.Output).Value("Allowed"));
        Assert.Contains("Temporary admin of deployer is left out", Assert.Single(admin.Warnings), StringComparison.Ordinal);
        aws.Run("Disable-TempAdmin deployer @aws -Confirm:$false").Clean();
        Assert.Equal(["s3:PutObject False"], allowed("Test-RolePolicy -RoleName empty -Action s3:PutObject -Resource arn:aws:s3:::b/k @aws"));
        Assert.Equal("+ cloudtrail:DescribeTrails on *", aws.Run("Compare-RolePolicy -RoleName empty ([pscustomobject] @{ RoleName = 'deployer'; Arn = 'arn:aws:iam::111122223333:role/deployer' }) @aws | ForEach-Object { \"$_\" } | Where-Object { $_ -like '*DescribeTrails*' }").Clean().Single().ToString());
        Assert.Contains("- s3:GetObject on arn:aws:s3:::b/*", aws.Run("$other | Compare-RolePolicy -RoleName deployer @aws | ForEach-Object { \"$_\" }").Clean().Select(o => o.ToString()));
        Assert.Equal("AwsNotFound,TrailOps.Cmdlets.CompareRolePolicyCommand", Assert.Single(aws.Run("$one | Compare-RolePolicy -RoleName missing @aws").ErrorIds));
        using var logs = new LogFolder();
        logs.Add(new LogRecord("DescribeTrails", "cloudtrail.amazonaws.com"), new LogRecord("CreateBucket", "s3.amazonaws.com"));
        Assert.Equal(["cloudtrail:DescribeTrails True", "s3:CreateBucket False"], allowed("Get-RoleEvents deployer -Path $logs | Test-RolePolicy -RoleName deployer @aws -PermissionsBoundary $full".Replace("$logs", $"'{logs.Root}'", StringComparison.Ordinal)));
    }

    private static readonly string One = Allow("s3:GetObject", "arn:aws:s3:::b/*");
    private static readonly string Other = Allow("s3:PutObject", "arn:aws:s3:::b/*");

    private static string Allow(string action, string resource) => """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ACTION","Resource":"RESOURCE"}]}""".Replace("ACTION", action, StringComparison.Ordinal).Replace("RESOURCE", resource, StringComparison.Ordinal);

    /// <summary>One action on so many resources that no wildcard has in common.</summary>
    private static string Large(int resources) => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', Enumerable.Range(0, resources).Select(n => """{"Effect":"Allow","Action":"ACTION","Resource":"arn:aws:s3:::bucket-number-NUMBER-of-many/*"}""".Replace("ACTION", n % 2 == 0 ? "s3:GetObject" : "s3:PutObject", StringComparison.Ordinal).Replace("NUMBER", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)))}}]}""";

    private static IEnumerable<string> Differences(PSObject update) => ((System.Collections.IEnumerable)update.Value("Difference")!).Cast<object>().Select(row => row.ToString()!);

    private static async Task<string> ActionsAsync(LocalAwsSession aws) => string.Join(' ', (await StatementsAsync(aws)).SelectMany(statement => statement.Action).Distinct().Order(StringComparer.Ordinal));

    private static async Task<IEnumerable<string>> ResourcesAsync(LocalAwsSession aws) => (await StatementsAsync(aws)).SelectMany(statement => statement.Resource);

    private static async Task<IEnumerable<(IEnumerable<string> Action, IEnumerable<string> Resource)>> StatementsAsync(LocalAwsSession aws)
    {
        var version = (await aws.Root().QueryAsync("iam", "GetPolicy", ("PolicyArn", Arn))).Descendants("DefaultVersionId").Single().Value;
        var text = Uri.UnescapeDataString((await aws.Root().QueryAsync("iam", "GetPolicyVersion", ("PolicyArn", Arn), ("VersionId", version))).Descendants("Document").Single().Value);
        using var json = System.Text.Json.JsonDocument.Parse(text);
        return [.. json.RootElement.GetProperty("Statement").EnumerateArray().Select(statement => (List(statement, "Action"), List(statement, "Resource")))];
    }

    private static IEnumerable<string> List(System.Text.Json.JsonElement statement, string name) =>
        !statement.TryGetProperty(name, out var value) ? [] : value.ValueKind == System.Text.Json.JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.GetString()!)] : [value.GetString()!];

    private static async Task<LocalAwsSession> StartAsync()
    {
        var aws = await LocalAwsSession.StartAsync();
        aws.Server.World.Account.AddRole("deployer");
        aws.Run("$null = 0", new { one = One, other = Other, full = AwsUnderTest.Admin }).Clean();
        return aws;
    }
}
