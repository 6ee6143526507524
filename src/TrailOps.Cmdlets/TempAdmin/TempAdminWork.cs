using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>The work of Invoke-TempAdmin: a script block between a grant and its end.</summary>
internal sealed class TempAdminWork(AwsCmdlet cmdlet, ScriptBlock block, object[] arguments)
{
    /// <summary>Through Out-Default, so that programs keep the terminal. The parameters' names are those of AWS.Tools' variables, which the block so sees in whatever scope it looks.</summary>
    private const string Script = "param($TrailOpsBlock, $TrailOpsArguments, $StoredAWSCredentials, $StoredAWSRegion) & $TrailOpsBlock @TrailOpsArguments | Out-Default";

    private const string ExitCode = "global:LASTEXITCODE";

    /// <summary>Checks, grants, works, and takes away.</summary>
    public void Do(TempAdminStay stay, RoleIdentity role)
    {
        if (!Succeeds(role, output => stay.CheckAsync(output.Stop)) || !cmdlet.ShouldProcess(stay.RoleName, "Make it admin, run the script block as it, and take the admin away"))
        {
            return;
        }

        TempAdminRun? run = null;
        Exception? left = null;
        var isOver = false;
        try
        {
            run = Succeeds(role, output => stay.BeginAsync(output.Stop)) ? Work(stay) : null;
            isOver = true;
        }
        finally
        {
            left = stay.HasGrants ? Task.Run(stay.EndAsync).GetAwaiter().GetResult() : null;
            if (left is not null && !isOver)
            {
                // The pipeline is being stopped and takes no more errors; that a role is left admin has to be said all the same.
                TellHost(ui => ui.WriteErrorLine($"{Errors.TempAdminNotRemoved(stay.Left(), left, role).Exception.Message}"));
            }
        }

        if (left is not null)
        {
            cmdlet.ThrowTerminatingError(Errors.TempAdminNotRemoved(stay.Left(), left, (object?)run ?? role));
        }

        if (run?.Error is ErrorRecord error)
        {
            cmdlet.WriteError(Errors.TempAdminWorkFailed(error.Exception, error.CategoryInfo.Category, run));
        }

        if (run is not null)
        {
            cmdlet.WriteObject(run);
        }
    }

    /// <summary>What AWS says no to is an error of the role, and the next one goes on.</summary>
    private bool Succeeds(RoleIdentity role, Func<WorkerOutput, Task> work)
    {
        try
        {
            cmdlet.Run(work);
            return true;
        }
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            cmdlet.WriteError(Errors.Aws(e, role));
            return false;
        }
    }

    private TempAdminRun Work(TempAdminStay stay)
    {
        var session = stay.Session!;
        var run = new TempAdminRun(stay.RoleName, stay.RoleArn, session.SessionName) { Region = session.Region, StartTime = Seconds.Down(stay.Now) };
        var variables = cmdlet.SessionState.PSVariable;
        var exitCode = variables.GetValue(ExitCode);
        using var over = new CancellationTokenSource();
        var environment = SessionEnvironment.Enter(session);
        var stored = new StoredVariables(variables, session);
        var keeping = Task.Run(() => stay.KeepAsync(text => TellHost(ui => ui.WriteWarningLine(text)), over.Token));
        RuntimeException? error = null;
        try
        {
            variables.Set(ExitCode, null);
            cmdlet.InvokeCommand.InvokeScript(Script, true, PipelineResultTypes.Output | PipelineResultTypes.Error, null, block, arguments, session, session.Region);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            error = e;
        }
        finally
        {
            // A grant that is being prolonged now has to be known when all are taken away.
            over.Cancel();
            keeping.GetAwaiter().GetResult();
            stored.Leave();
            environment.Leave();
        }

        var code = ObjectMembers.Unwrap(variables.GetValue(ExitCode));
        if (code is null)
        {
            variables.Set(ExitCode, exitCode);
        }

        return run with
        {
            EndTime = Seconds.Up(stay.Now),
            ExitCode = code is null ? null : Convert.ToInt32(code, CultureInfo.InvariantCulture),
            Error = error?.ErrorRecord,
            GrantId = stay.GrantIds,
        };
    }

    private void TellHost(Action<PSHostUserInterface> tell)
    {
        try
        {
            tell(cmdlet.Host.UI);
        }
        catch (Exception e) when (e is HostException or NotImplementedException or NotSupportedException or NullReferenceException or InvalidOperationException)
        {
            // A host without a screen: nobody is there to be told.
        }
    }

    /// <summary>AWS.Tools' variables of the session, which blocks of modules see when they are global.</summary>
    private sealed class StoredVariables
    {
        private readonly PSVariableIntrinsics _variables;
        private readonly List<(string Name, PSVariable? Before, object? Value)> _before = [];

        public StoredVariables(PSVariableIntrinsics variables, RoleSession session)
        {
            _variables = variables;
            Set("StoredAWSCredentials", session);
            if (session.Region is { } region)
            {
                Set("StoredAWSRegion", region);
            }
        }

        public void Leave()
        {
            foreach (var (name, before, value) in _before)
            {
                if (before is null)
                {
                    _variables.Remove($"global:{name}");
                }
                else
                {
                    _variables.Set($"global:{name}", value);
                }
            }
        }

        private void Set(string name, object value)
        {
            var before = _variables.Get($"global:{name}");
            _before.Add((name, before, before?.Value));
            _variables.Set($"global:{name}", value);
        }
    }
}
