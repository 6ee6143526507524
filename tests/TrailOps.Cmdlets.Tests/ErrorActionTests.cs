using System.Collections;
using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests;

/// <summary>One bad file of three, under each -ErrorAction.</summary>
public sealed class ErrorActionTests : IDisposable
{
    private const string Id = "LogFileTruncated,TrailOps.Cmdlets.GetRoleEventsCommand";

    private readonly Session _session = new();
    private readonly LogFolder _logs = new();
    private readonly string _bad;

    public ErrorActionTests()
    {
        _logs.Add(new LogRecord("First"));
        _bad = _logs.Add(new LogRecord("One"), new LogRecord("Two"), new LogRecord("Three"));
        _logs.Add(new LogRecord("Last"));
        File.WriteAllBytes(_bad, LogErrorTests.Damaged("cut by one byte"));
    }

    public void Dispose()
    {
        _session.Dispose();
        _logs.Dispose();
    }

    [Theory]
    [InlineData("Continue", 1, 1)]
    [InlineData("SilentlyContinue", 0, 1)]
    [InlineData("Ignore", 0, 0)]
    public void The_rest_goes_on(string action, int shown, int kept)
    {
        var run = Run($"Get-RoleEvents deployer -Path $logs -ErrorAction {action} -ErrorVariable problems");
        Assert.Null(run.Exception);
        Assert.Equal(["First", "One", "Two", "Three", "Last"], run.EventNames);
        Assert.Equal(Enumerable.Repeat(Id, shown), run.ErrorIds);
        var problems = ((IEnumerable)_session.Runspace.SessionStateProxy.GetVariable("problems")).OfType<ErrorRecord>().ToList();
        Assert.Equal(kept, problems.Count);
        Assert.All(problems, problem => Assert.Equal(_bad, problem.TargetObject));

        // The source knows in any case.
        var source = PSObject.AsPSObject(run.Output[0].Value("Source")!);
        Assert.Single(source.Value<IEnumerable>("Failed"));
        Assert.True(source.Value<bool>("IsComplete"));
    }

    [Fact]
    public void Stop_stops_at_the_first_error()
    {
        var run = Run("Get-RoleEvents deployer -Path $logs -ErrorAction Stop");
        var stop = Assert.IsType<ActionPreferenceStopException>(run.Exception);
        Assert.Equal(Id, stop.ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal(_bad, stop.ErrorRecord.TargetObject);
        Assert.Equal(["First", "One", "Two", "Three"], run.EventNames);
    }

    [Fact]
    public void A_script_can_catch_it()
    {
        var run = Run("$ErrorActionPreference = 'Stop'; try { $null = Get-RoleEvents deployer -Path $logs } catch [IO.InvalidDataException] { $_.FullyQualifiedErrorId }");
        Assert.Equal([Id], run.Clean().Select(id => id.ToString()));
    }

    [Fact]
    public void Errors_of_several_files_come_in_the_files_order()
    {
        var second = _logs.Write("AWSLogs/zz/z.json", "{\"Records\":[");
        var run = Run("Get-RoleEvents deployer -Path $logs");
        Assert.Equal([_bad, second], run.Errors.Select(error => error.TargetObject));
        Assert.Equal(["First", "One", "Two", "Three", "Last"], run.EventNames);
    }

    [Fact]
    public void A_bad_path_does_not_keep_the_others_from_being_read()
    {
        var run = Run("Get-RoleEvents deployer -Path nowhere, $logs -ErrorAction SilentlyContinue");
        Assert.Equal(5, run.Output.Count);
        Assert.IsType<ActionPreferenceStopException>(Run("Get-RoleEvents deployer -Path nowhere, $logs -ErrorAction Stop").Exception);
    }

    private RunResult Run(string script) => _session.Run(script, new { logs = _logs.Root });
}
