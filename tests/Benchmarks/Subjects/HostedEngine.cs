using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TrailOps.Benchmarks.Subjects;

/// <summary>A PowerShell engine in this process, as a host opens it.</summary>
internal sealed class HostedEngine : IDisposable
{
    private readonly Runspace _runspace;

    public HostedEngine()
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    public void Import(string manifest) => Run("param($Path) Import-Module $Path", ("Path", manifest));

    /// <summary>Runs a script; its output. Errors end the benchmark.</summary>
    public IReadOnlyList<PSObject> Run(string script, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript("$ErrorActionPreference = 'Stop'").Invoke();
        shell.Commands.Clear();
        shell.AddScript(script);
        foreach (var (name, value) in parameters)
        {
            shell.AddParameter(name, value);
        }

        var output = shell.Invoke();
        return shell.Streams.Error is [var first, ..] ? throw new InvalidOperationException(first.ToString()) : output;
    }

    public void Dispose() => _runspace.Dispose();
}
