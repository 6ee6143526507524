using Xunit.Sdk;

namespace TrailOps.Cmdlets.Tests;

/// <summary>The check for secrets that every session of the AWS tests makes: wherever one is shown, the test fails.</summary>
public sealed class SecretWatchTests
{
    private const string Secret = "sEcReT/wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLE";

    public static TheoryData<string, string> Leaks => new()
    {
        { "output", "$secret" },
        { "output", "[pscustomobject] @{ Key = $secret }" },
        { "host", "$Host.UI.WriteLine($secret)" },
        { "verbose", "$PSCmdlet.WriteVerbose($secret)" },
        { "debug", "$PSCmdlet.WriteDebug($secret)" },
        { "warning", "$PSCmdlet.WriteWarning($secret)" },
        { "information", "$PSCmdlet.WriteInformation($secret, @())" },
        { "progress", "$PSCmdlet.WriteProgress([Management.Automation.ProgressRecord]::new(1, 'Working', $secret))" },
        { "error", "$PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new($secret), 'Id', 0, $null))" },
        { "error", "$PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new('outer', [Exception]::new('inner', [Exception]::new($secret))), 'Id', 0, $null))" },
        { "error", "$PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([AggregateException]::new([Exception[]] @([Exception]::new('one'), [Exception]::new($secret))), 'Id', 0, $null))" },
        { "error", "$PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([IO.FileNotFoundException]::new('gone', $secret), 'Id', 0, $null))" },
        { "error", "$PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new('x'), 'Id', 0, $secret))" },
        { "error", "$record = [Management.Automation.ErrorRecord]::new([Exception]::new('x'), 'Id', 0, $null); $record.ErrorDetails = $secret; $PSCmdlet.WriteError($record)" },
        { "error", "throw $secret" },
        { "error", "try { throw $secret } catch { }" },
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public void A_leak_fails_the_test_that_leaks(string where, string script)
    {
        using var session = new Session { Secrets = () => [Secret] };
        session.Run("$clean = $secret.Length", new { secret = Secret }).Clean();
        var failure = Assert.Throws<TrueException>(() => session.Run($"& {{ [CmdletBinding()] param() {script} }}"));
        Assert.Contains($"{where}: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("<SECRET>", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.Message, StringComparison.Ordinal);

        // Told once; the session can go on.
        session.Run("'clean'").Clean();
    }

    [Fact]
    public void A_view_that_shows_what_its_object_hides_is_a_leak()
    {
        using var logs = new LogFolder();
        logs.Add(new LogRecord { Key = Secret });
        using var session = new Session { Secrets = () => [Secret] };
        var failure = Assert.Throws<TrueException>(() => session.Run("Get-RoleEvents deployer -Path $logs", new { logs = logs.Root }));
        Assert.Contains("view: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_leak_of_a_shell_that_a_test_runs_itself_fails_at_the_session_s_end()
    {
        var session = new Session { Secrets = () => [Secret] };
        using (var shell = session.Make("& { [CmdletBinding()] param() $PSCmdlet.WriteVerbose($secret) }", new { secret = Secret }))
        {
            shell.Invoke();
        }

        Assert.Contains("verbose: <SECRET>", Assert.Throws<TrueException>(session.Dispose).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_verbose_and_debug_lines_are_looked_at_without_being_asked_for()
    {
        using var aws = new AwsTestSession();
        var run = aws.Run("Get-ProbeIdentity @aws");
        Assert.NotEmpty(run.Verbose);
        Assert.NotEmpty(run.Debug);
    }
}
