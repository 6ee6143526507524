using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TrailOps.Cmdlets.Tests;

/// <summary>A runspace of its own with the built module in it, and what stands in for cmdlets that the bare engine lacks.</summary>
internal sealed class Session : IDisposable
{
    private readonly TestHost _host;

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

    public string Location
    {
        set => Runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(value));
    }

    public void Dispose() => Runspace.Dispose();

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

        return new RunResult([.. output], shell.Streams, exception, _host.TakeText());
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

        return PowerShell.Create(Runspace).AddScript(script);
    }
}
