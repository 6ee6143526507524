using System.Management.Automation;
using TrailOps.LocalAws;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests.Elevation;

[Collection(ProcessEnvironment.Name)]
public sealed class InvokeTempAdminTests
{
    private const string Work = "Get-AuditTrail -EndpointUrl $url -Region us-east-1";
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_block_works_as_a_session_of_its_own_and_the_admin_is_gone_afterwards()
    {
        await using var aws = await StartAsync();
        var run = Assert.Single(aws.Run($"Invoke-TempAdmin deployer {{ $null = {Work} }} @aws -Confirm:$false -OutVariable run").Clean());
        Assert.Equal("", await aws.StateAsync());
        Assert.Equal(("deployer", "arn:aws:iam::111122223333:role/deployer", "us-east-1", null, null), (run.Value("RoleName"), run.Value("RoleArn"), run.Value("Region"), run.Value("ExitCode"), run.Value("Error")));
        Assert.Matches("^TrailOps-[a-z0-9]{10}$", (string)run.Value("SessionName")!);
        Assert.True(run.Value<DateTime>("StartTime") <= run.Value<DateTime>("EndTime"));
        Assert.Contains(aws.Requests, request => request.Operation == "DescribeTrails" && request.Status == 200 && request.Principal == $"arn:aws:sts::111122223333:assumed-role/deployer/{run.Value("SessionName")}");
        Assert.Equal(["DescribeTrails"], aws.Run("$run | Get-RoleEvents @aws").Clean().Select(e => e.Value("EventName")));
        Assert.Equal(["cloudtrail:DescribeTrails"], aws.Run("($run | Get-RoleEvents @aws | ConvertTo-RolePolicy).Actions.Action").Clean().Select(action => action.ToString()));
    }

    [Fact]
    public async Task The_loop_leaves_the_role_with_what_the_work_needs_and_no_more()
    {
        await using var aws = await StartAsync();
        aws.Run("$there = @{ Region = 'us-east-1'; EndpointUrl = $url }").Clean();
        Assert.StartsWith("AwsAccessDenied", Assert.Single(aws.Run("Get-AuditTrail @there -Credential (New-RoleSession deployer @aws)").ErrorIds), StringComparison.Ordinal);
        aws.Server.World.Account.AddTrail("management", "logs");
        var update = Assert.Single(aws.Run("Invoke-TempAdmin deployer { Get-AuditTrail @there } @aws -Confirm:$false | Get-RoleEvents @aws | ConvertTo-RolePolicy | Update-RolePolicy @aws -Confirm:$false").Clean());
        Assert.Equal("Created", update.Value("Change")!.ToString());

        // At the first try.
        Assert.Equal("management", Assert.Single(aws.Run("$session = New-RoleSession deployer @aws; Get-AuditTrail @there -Credential $session").Clean()).Value("Name"));
        Assert.Contains("iam:GetRole", Assert.Single(aws.Run("Get-TempAdmin deployer @there -Credential $session").Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Run("Get-TempAdmin deployer @aws").Clean());
    }

    [Fact]
    public Task Environment_and_variables_are_the_session_s_in_the_block_and_as_before_afterwards() => Child.RunAsync(typeof(InvokeTempAdminTests), nameof(Environment_in_a_child), "x");

    [Fact]
    public async Task Environment_in_a_child()
    {
        _ = Child.Current;
        await using var aws = await StartAsync();
        string[] names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CREDENTIAL_EXPIRATION", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SECURITY_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"];
        Environment.SetEnvironmentVariable("AWS_PROFILE", "mine");
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-north-1");
        var before = names.Select(Environment.GetEnvironmentVariable).ToList();
        var run = aws.Run("""
            $global:StoredAWSRegion = 'eu-west-3'
            $seen = [Collections.Generic.List[string]]::new()
            function Look { "$StoredAWSCredentials $StoredAWSRegion" }
            $module = [psmoduleinfo]::new({ function LookInModule { "$StoredAWSCredentials" } })
            $null = Invoke-TempAdmin deployer {
                foreach ($name in $args) { $seen.Add("$name=$([Environment]::GetEnvironmentVariable($name) -replace '^(?!ASIA|us-)...+', 'set')") }
                $seen.Add((Look)); $seen.Add((& $module { LookInModule }))
            } -ArgumentList $names @aws -Confirm:$false
            $seen
            "$StoredAWSCredentials|$StoredAWSRegion|$($null -eq $ExecutionContext.SessionState.PSVariable.Get('StoredAWSCredentials'))"
            """, new { names });
        var seen = run.Clean().Select(o => o.ToString()!).ToList();
        Assert.Matches("^AWS_ACCESS_KEY_ID=ASIA", seen[0]);
        Assert.All(seen.Take(4), line => Assert.False(line.EndsWith('=')));
        Assert.Equal(["AWS_PROFILE=", "AWS_DEFAULT_PROFILE=", "AWS_SECURITY_TOKEN=", "AWS_REGION=us-east-1", "AWS_DEFAULT_REGION=us-east-1"], seen.Skip(4).Take(5));
        Assert.Matches("^arn:aws:sts::111122223333:assumed-role/deployer/TrailOps-[a-z0-9]{10} us-east-1$", seen[9]);
        Assert.StartsWith("arn:aws:sts::", seen[10], StringComparison.Ordinal);
        Assert.Equal("|eu-west-3|True", seen[11]);
        Assert.Equal(before, names.Select(Environment.GetEnvironmentVariable));
    }

    [Fact]
    public async Task What_the_block_puts_out_is_shown_and_its_errors_are_errors()
    {
        await using var aws = await StartAsync();
        var run = aws.Run("$global:LASTEXITCODE = 7; Invoke-TempAdmin deployer { 'shown'; Get-IamAction no:Such; 'still' } @aws -Confirm:$false; $LASTEXITCODE");
        Assert.Equal(2, run.Output.Count);
        Assert.Equal("7", run.Output[1].ToString());
        Assert.Null(run.Output[0].Value("Error"));
        Assert.Contains("shown", run.HostText, StringComparison.Ordinal);
        Assert.Contains("still", run.HostText, StringComparison.Ordinal);
        Assert.StartsWith("IamActionNotFound", Assert.Single(run.ErrorIds), StringComparison.Ordinal);
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task The_exit_code_of_the_last_program_comes_out()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It takes sh.");
        await using var aws = await StartAsync();
        var run = Assert.Single(aws.Run("Invoke-TempAdmin deployer { sh -c 'test -n \"$AWS_SESSION_TOKEN\" && exit 3' } @aws -Confirm:$false").Clean());
        Assert.Equal(3, run.Value("ExitCode"));
    }

    [Theory]
    [InlineData("throw 'bad'", "bad")]
    [InlineData("Get-IamAction no:Such -ErrorAction Stop", "no:Such")]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-IamAction no:Such", "no:Such")]
    [InlineData("[int]::Parse('x')", "x")]
    [InlineData("No-SuchCommand", "No-SuchCommand")]
    public async Task An_error_that_ends_the_block_is_an_error_and_the_admin_is_gone(string block, string text)
    {
        await using var aws = await StartAsync();
        var run = aws.Run($"Invoke-TempAdmin deployer {{ {block} }} @aws -Confirm:$false; 'goes on'");
        Assert.Contains(text, run.Errors[^1].Exception.Message, StringComparison.Ordinal);
        Assert.Equal("goes on", run.Output[^1].ToString());
        Assert.Equal("", await aws.StateAsync());
        if (run.Output[0].Value("Error") is { } error)
        {
            Assert.Equal("TempAdminWorkFailed,TrailOps.Cmdlets.InvokeTempAdminCommand", run.Errors[^1].FullyQualifiedErrorId);
            Assert.Same(run.Output[0].BaseObject, run.Errors[^1].TargetObject);
            Assert.Contains(text, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("foreach ($i in 1..3) { Invoke-TempAdmin deployer { break } @aws -Confirm:$false; 'not here' }; 'after'")]
    [InlineData("foreach ($i in 1) { Invoke-TempAdmin deployer { continue } @aws -Confirm:$false; 'not here' }; 'after'")]
    [InlineData("& { Invoke-TempAdmin deployer { return } @aws -Confirm:$false } | ForEach-Object { }; 'after'")]
    [InlineData("& { Invoke-TempAdmin deployer { Get-IamAction s3:* | Select-Object -First 1 } @aws -Confirm:$false } | Select-Object -First 1 | ForEach-Object { }; 'after'")]
    public async Task Flow_control_passes_and_the_admin_is_gone(string script)
    {
        await using var aws = await StartAsync();
        Assert.Equal(["after"], aws.Run(script).Clean().Select(o => o.ToString()));
        Assert.Equal("", await aws.StateAsync());
        Assert.Null(Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN"));
    }

    [Fact]
    public async Task Ctrl_C_in_the_block_takes_the_admin_away()
    {
        await using var aws = await StartAsync();
        aws.Run("$global:at = [Threading.ManualResetEventSlim]::new()").Clean();
        var at = (ManualResetEventSlim)aws.Session.Runspace.SessionStateProxy.GetVariable("at");
        await aws.StopAsync("Invoke-TempAdmin deployer { $at.Set(); while ($true) { [Threading.Thread]::Sleep(20) } } @aws -Confirm:$false", () => at.IsSet);
        Assert.Equal("", await aws.StateAsync());
        Assert.Null(Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN"));
    }

    [Theory]
    [InlineData("PutRolePolicy")]
    [InlineData("AssumeRole")]
    [InlineData("DecodeAuthorizationMessage")]
    public async Task Ctrl_C_before_the_block_leaves_nothing(string operation)
    {
        await using var aws = await StartAsync();
        aws.Server.Faults.Add(new Fault(FaultKind.Latency) { Operation = operation, Every = operation == "PutRolePolicy" ? 1 : 2, Times = 1, Latency = TimeSpan.FromMinutes(10) });
        await aws.StopAsync("Invoke-TempAdmin deployer { 'never' } @aws -Confirm:$false", () => aws.Server.Faults.HeldCount == 1);
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task Cut_between_any_two_requests_it_leaves_at_worst_what_ends_by_itself()
    {
        // The process dies after so many requests: nothing it asks from then on gets to AWS.
        var cut = 0;
        for (var isThrough = false; !isThrough; cut++)
        {
            await using var aws = await StartAsync();
            aws.UseProfile("max_attempts=1");
            if (cut > 0)
            {
                // Of the faults that match a request, the first one hits.
                aws.Server.Faults.Add(new Fault(FaultKind.Latency) { Times = cut });
            }

            aws.Server.Faults.Add(new Fault(FaultKind.CloseBeforeRequest));
            var run = aws.Run("Invoke-TempAdmin deployer { } -Reason why @aws -Confirm:$false");
            isThrough = run.Errors.Count == 0;
            aws.Server.Faults.Clear();
            Assert.True(isThrough || run.Output.Count == 0 || cut > 8, $"cut {cut}: {string.Join(' ', run.Errors)}");

            // At worst admin for the hour that was asked for.
            aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(62));
            Assert.False(await RoleAtWork.MayWorkAsync(await aws.AssumeAsync()), $"cut {cut}");
            var left = await aws.StateAsync();
            var found = aws.Run("Get-TempAdmin deployer @aws").Clean();
            Assert.Equal(left.Length > 0, found.Count > 0);
            Assert.All(found, admin => Assert.Equal((false, true), (admin.Value("IsActive"), admin.Value("IsExpired"))));
            aws.Run("Get-TempAdmin @aws | Disable-TempAdmin @aws -Expired -Confirm:$false").Clean();
            Assert.Equal("", await aws.StateAsync());
        }

        Assert.InRange(cut, 10, 30);
    }

    [Fact]
    public async Task Two_at_once_do_not_take_each_other_s()
    {
        await using var aws = await StartAsync();
        using var sessions = new Sessions(aws, 1);
        aws.Run("$global:inside = [Threading.ManualResetEventSlim]::new(); $global:over = [Threading.ManualResetEventSlim]::new()").Clean();
        var (inside, over) = ((ManualResetEventSlim)aws.Session.Runspace.SessionStateProxy.GetVariable("inside"), (ManualResetEventSlim)aws.Session.Runspace.SessionStateProxy.GetVariable("over"));
        using var one = aws.Session.Make($"Invoke-TempAdmin deployer {{ $inside.Set(); $over.Wait(); $null = {Work} }} @aws -Confirm:$false");
        var running = one.BeginInvoke();
        Assert.True(inside.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        var other = await sessions.RunAsync(0, "Enable-TempAdmin deployer @aws -NoWait -Confirm:$false -OutVariable mine | Disable-TempAdmin @aws -Confirm:$false; $mine");
        Assert.Single(other.Output);
        Assert.True(await RoleAtWork.MayWorkAsync(await aws.AssumeAsync()));
        over.Set();
        Assert.Null(PSObject.AsPSObject(Assert.Single(one.EndInvoke(running))).Value("Error"));
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task Two_in_one_process_do_not_work_as_each_other()
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole("other");
        using var sessions = new Sessions(aws, 1);
        aws.Run("$global:inside = [Threading.ManualResetEventSlim]::new(); $global:over = [Threading.ManualResetEventSlim]::new()").Clean();
        var (inside, over) = ((ManualResetEventSlim)aws.Session.Runspace.SessionStateProxy.GetVariable("inside"), (ManualResetEventSlim)aws.Session.Runspace.SessionStateProxy.GetVariable("over"));
        using var one = aws.Session.Make("Invoke-TempAdmin deployer { $inside.Set(); $over.Wait() } @aws -Confirm:$false");
        var running = one.BeginInvoke();
        Assert.True(inside.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        foreach (var script in new[] { "Invoke-TempAdmin other { 'never' } @aws -Confirm:$false", "New-RoleSession other @aws -AsEnvironment" })
        {
            var run = await sessions.TryAsync(0, script);
            Assert.StartsWith("SessionEnvironmentTaken", Assert.Single(run.ErrorIds), StringComparison.Ordinal);
            Assert.Empty(run.Output);
        }

        over.Set();
        one.EndInvoke(running);
        Assert.Null(Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN"));
        Assert.Equal("", await aws.StateAsync("other"));

        // One within the other is one after the other.
        Assert.Single(aws.Run("Invoke-TempAdmin deployer { Invoke-TempAdmin other { } @aws -Confirm:$false } @aws -Confirm:$false").Clean());
        Assert.Null(Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN"));
    }

    [Fact]
    public async Task A_variable_that_can_not_be_set_leaves_nothing_behind()
    {
        await using var aws = await StartAsync();
        aws.Run("$ExecutionContext.SessionState.PSVariable.Set([psvariable]::new('global:StoredAWSRegion', 'eu-west-9', 'ReadOnly'))");
        aws.Run("Invoke-TempAdmin deployer { } @aws -Confirm:$false").Clean();
        Assert.Null(Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN"));
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task With_ErrorAction_Stop_the_run_still_comes_out()
    {
        await using var aws = await StartAsync();
        var run = aws.Run("try { Invoke-TempAdmin deployer { throw 'bad' } @aws -Confirm:$false -ErrorAction Stop -OutVariable run } catch { \"$($_.TargetObject.RoleName) $($run.Count)\" }");
        Assert.Equal("deployer 1", run.Output[^1].ToString());
    }

    [Fact]
    public async Task A_removal_that_fails_at_first_is_tried_again()
    {
        await using var aws = await StartAsync();
        aws.UseProfile("max_attempts=1");
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "DeleteRolePolicy", Times = 2 });
        Assert.Single(aws.Run("Invoke-TempAdmin deployer { } @aws -Confirm:$false").Clean());
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task A_removal_that_fails_for_good_says_what_is_left_and_how_to_remove_it()
    {
        await using var aws = await StartAsync();
        aws.UseProfile("max_attempts=1");
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "DeleteRolePolicy" });
        var run = aws.Run("try { Invoke-TempAdmin deployer { } @aws -Confirm:$false; 'not here' } catch { $_ }");
        var error = Assert.IsType<ErrorRecord>(Assert.Single(run.Output).BaseObject);
        Assert.Equal("TempAdminNotRemoved,TrailOps.Cmdlets.InvokeTempAdminCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ResourceUnavailable, error.CategoryInfo.Category);
        Assert.Contains("ends by itself", error.Exception.Message, StringComparison.Ordinal);
        var command = error.Exception.Message[error.Exception.Message.IndexOf("Disable-TempAdmin", StringComparison.Ordinal)..];
        aws.Server.Faults.Clear();
        aws.Run($"{command} @aws -Confirm:$false").Clean();
        Assert.Equal("", await aws.StateAsync());
    }

    [Theory]
    [InlineData("closed", "", "RoleNotAssumable")]
    [InlineData("deployer", "-Duration 02:00:00", "RoleSessionTooLong")]
    [InlineData("missing", "", "AwsNotFound")]
    [InlineData("AWSServiceRoleForX", "", "RoleReserved")]
    public async Task What_can_not_work_is_said_before_anything_is_changed(string role, string arguments, string id)
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole("closed", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}""");
        aws.Server.World.Account.AddRole("AWSServiceRoleForX", path: "/aws-service-role/x.amazonaws.com/");
        var run = aws.Run($"Invoke-TempAdmin {role} {{ 'never' }} {arguments} @aws -Confirm:$false");
        Assert.Equal($"{id},TrailOps.Cmdlets.InvokeTempAdminCommand", Assert.Single(run.ErrorIds));
        Assert.Empty(run.Output);
        Assert.DoesNotContain("never", run.HostText, StringComparison.Ordinal);
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task A_chained_session_has_an_hour_and_that_is_said_before()
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole("first", policy: AwsUnderTest.Admin);
        await aws.Root().QueryAsync("iam", "UpdateRole", ("RoleName", "deployer"), ("MaxSessionDuration", "43200"));
        aws.Run("$chain = New-RoleSession first @aws; $at = @{ EndpointUrl = $aws.EndpointUrl; Credential = $chain }").Clean();
        var error = Assert.Single(aws.Run("Invoke-TempAdmin deployer { } -Duration 02:00:00 @at -Confirm:$false").Errors);
        Assert.Contains("one hour at most", error.Exception.Message, StringComparison.Ordinal);
        Assert.Single(aws.Run("Invoke-TempAdmin deployer { } @at -Confirm:$false").Clean());
        Assert.Single(aws.Run("Invoke-TempAdmin deployer { } -Duration 02:00:00 @aws -Confirm:$false").Clean());
    }

    [Fact]
    public async Task Before_the_end_it_warns()
    {
        await using var aws = await StartAsync();
        var isWarned = () => SpinWait.SpinUntil(() => aws.Session.HostWarnings.Any(warning => warning.Contains("The admin of deployer ends", StringComparison.Ordinal)), Soon);
        var run = aws.Run("Invoke-TempAdmin deployer { $null = $isWarned.Invoke() } -Duration 00:00:03 -Force @aws -Confirm:$false", new { isWarned });
        Assert.Single(run.Output);
        Assert.True(isWarned());
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task Renew_prolongs_the_grant_while_the_block_runs()
    {
        await using var aws = await StartAsync();
        // The first grant is tidied away when it has ended: so what is done then, another allows.
        var isRenewed = () => SpinWait.SpinUntil(() => aws.Asked.Contains("DeleteRolePolicy"), Soon);
        var run = aws.Run($"Invoke-TempAdmin deployer {{ $isRenewed.Invoke(); $null = {Work} }} -Duration 00:00:03 -Force -Renew @aws -Confirm:$false", new { isRenewed });
        Assert.Empty(run.Errors);
        Assert.True(((System.Collections.IList)Assert.Single(run.Output).Value("GrantId")!).Count > 1);
        Assert.Empty(aws.Session.HostWarnings);
        Assert.Equal("", await aws.StateAsync());
    }

    [Fact]
    public async Task Roles_one_after_another_each_have_their_run()
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole("other");
        var run = aws.Run("'deployer', 'missing', 'other' | Invoke-TempAdmin -ScriptBlock { } @aws -Confirm:$false");
        Assert.Equal(["deployer", "other"], run.Values("RoleName"));
        Assert.Equal("missing", Assert.Single(run.Errors).TargetObject.ToString());
    }

    private static async Task<LocalAwsSession> StartAsync(LocalAwsOptions? options = null)
    {
        var aws = await LocalAwsSession.StartAsync(options);
        aws.Server.World.Account.AddRole("deployer");
        await AwsUnderTest.AddTrailBucketAsync(aws.Root());
        aws.Run("$url = $aws.EndpointUrl").Clean();
        return aws;
    }
}
