using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TrailOps.Cmdlets.Tests;

/// <summary>
/// A runspace of its own with the built module in it, and what stands in for cmdlets that the bare engine lacks. A test whose session shows one of
/// its <see cref="Secrets"/> fails.
/// </summary>
internal sealed class Session : IDisposable
{
    private const int MostRendered = 3;

    private readonly TestHost _host;
    private readonly SecretWatch _watch = new();

    /// <summary>The engine makes tables that all runspaces share when the first one opens: one alone, or another that opens meanwhile may lack commands.</summary>
    static Session()
    {
        using var first = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        first.Open();
        using var shell = PowerShell.Create(first);
        shell.AddCommand("Get-Command").AddArgument("Import-Module").Invoke();
    }

    public Session(int width = 120, bool import = true)
    {
        _host = new TestHost(width);
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        StandIns.AddTo(state);
        Runspace = RunspaceFactory.CreateRunspace(_host, state);
        Runspace.Open();
        Runspace.SessionStateProxy.Path.SetLocation(System.IO.Path.GetTempPath());
        if (import)
        {
            Run("Import-Module $manifest", new { manifest = Repository.Manifest }).Clean();
        }
    }

    public Runspace Runspace { get; }

    /// <summary>What is typed at a prompt, given its message and the field's name.</summary>
    public Func<string, string, object> Typed
    {
        set => _host.Typed = value;
    }

    /// <summary>What no run may show from now on. Verbose and debug lines are all written, whatever a script asks for, so that there is more to look at.</summary>
    public Func<IEnumerable<string>> Secrets
    {
        set
        {
            _watch.Secrets = value;
            Runspace.SessionStateProxy.SetVariable("VerbosePreference", ActionPreference.Continue);
            Runspace.SessionStateProxy.SetVariable("DebugPreference", ActionPreference.Continue);
        }
    }

    /// <summary>All warnings that a console would have shown.</summary>
    public IEnumerable<string> HostWarnings => _host.Warnings;

    public string Location
    {
        set => Runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(value));
    }

    public void Dispose()
    {
        Runspace.Dispose();
        _watch.Check();
    }

    /// <summary>Runs a script; the members of <paramref name="variables"/> are its variables.</summary>
    public RunResult Run(string script, object? variables = null)
    {
        using var shell = Make(script, variables);
        RuntimeException? exception = null;
        using var output = new PSDataCollection<PSObject>();
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException e)
        {
            exception = e;
        }

        var run = new RunResult([.. output], shell.Streams, exception, _host.TakeText());
        CheckForSecrets(run);
        return run;
    }

    /// <summary>The text that a console of the session's width shows for a script's output.</summary>
    public string Render(string script, object? variables = null)
    {
        var run = Run($"& {{ {script} }} | Out-Default", variables);
        Assert.Null(run.Exception);
        Assert.Empty(run.Errors);
        return run.HostText;
    }

    /// <summary>A shell that is not started yet, for those that begin and stop it themselves.</summary>
    public PowerShell Make(string script, object? variables = null)
    {
        foreach (var variable in variables?.GetType().GetProperties() ?? [])
        {
            Runspace.SessionStateProxy.SetVariable(variable.Name, variable.GetValue(variables));
        }

        var shell = PowerShell.Create(Runspace).AddScript(script);
        _watch.Watch(shell);
        return shell;
    }

    private void CheckForSecrets(RunResult run)
    {
        if (_watch.Secrets is null)
        {
            return;
        }

        _watch.Show("host", run.HostText);
        _watch.Show("error", run.Exception?.ErrorRecord);
        _watch.ShowErrors((IEnumerable)Runspace.SessionStateProxy.GetVariable("Error"));
        foreach (var item in run.Output.OfType<PSObject>())
        {
            _watch.Show("output", item.ToString());
        }

        foreach (var view in new[] { "Out-Default", "Format-List" })
        {
            using var shell = PowerShell.Create(Runspace).AddCommand(view);
            if (view != "Out-Default")
            {
                shell.AddCommand("Out-Default");
            }

            shell.Invoke(run.Output.Where(item => item?.BaseObject.GetType().Namespace == "TrailOps").Take(MostRendered));
            _watch.Show("view", _host.TakeText());
        }

        _watch.Check();
    }
}
