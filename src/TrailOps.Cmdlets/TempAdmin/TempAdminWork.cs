using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>The work of Invoke-TempAdmin: a script block between a grant and its end.</summary>
internal sealed class TempAdminWork(AwsCmdlet cmdlet, ScriptBlock block, object[] arguments)
{
    /// <summary>Through Out-Default, so that programs keep the terminal. The parameters' names are those of AWS.Tools' variables: what was in them before would come before the environment.</summary>
    private const string Script = "param($TrailOpsBlock, $TrailOpsArguments, $StoredAWSCredentials, $StoredAWSRegion) & $TrailOpsBlock @TrailOpsArguments | Out-Default";

    private const string ExitCode = "global:LASTEXITCODE";

    /// <summary>Checks, grants, works, and takes away.</summary>
    public void Do(TempAdminStay stay, RoleIdentity role)
    {
        if (SessionEnvironment.IsTaken)
        {
            cmdlet.WriteError(Errors.EnvironmentTaken(role));
            return;
        }

        if (!Succeeds(role, output => stay.CheckAsync(output.Stop)) || !cmdlet.ShouldProcess(stay.RoleName, "Make it admin, run the script block as it, and take the admin away"))
        {
            return;
        }

        TempAdminRun? run = null;
        Exception? left = null;
        var isOver = false;
        try
        {
            run = Succeeds(role, output => stay.BeginAsync(output.Stop)) ? Work(stay, role) : null;
            isOver = true;
        }
        finally
        {
            left = End(stay, isOver, role);
        }

        if (left is not null)
        {
            cmdlet.ThrowTerminatingError(Errors.TempAdminNotRemoved(stay.Left(), left, (object?)run ?? role));
        }

        if (run is not null)
        {
            PutOut(run);
        }
    }

    /// <summary>Takes the admin away, also where the pipeline is being stopped and takes no more errors: that a role is left admin has to be said all the same.</summary>
    private Exception? End(TempAdminStay stay, bool isOver, RoleIdentity role)
    {
        if (!stay.HasGrants)
        {
            return null;
        }

        Exception? left = null;
        var isStopped = !isOver;
        if (isOver)
        {
            // Credentials may have to be got anew, and ask for a code.
            try
            {
                cmdlet.Run(async output =>
                {
                    output.WriteVerbose($"Taking the admin of {stay.RoleName} away.");
                    left = await stay.EndAsync().ConfigureAwait(false);
                });
            }
            catch (PipelineStoppedException)
            {
                isStopped = true;
            }
        }

        if (isStopped)
        {
            left = Task.Run(stay.EndAsync).GetAwaiter().GetResult();
            if (left is not null)
            {
                TellHost(ui => ui.WriteErrorLine(Errors.TempAdminNotRemoved(stay.Left(), left, role).Exception.Message));
            }
        }

        return left;
    }

    /// <summary>The error at once, for what follows in the pipeline may wait for a quarter of an hour; unless the error ends it all and the run would be lost.</summary>
    private void PutOut(TempAdminRun run)
    {
        if (run.Error is not ErrorRecord error)
        {
            cmdlet.WriteObject(run);
            return;
        }

        var record = Errors.TempAdminWorkFailed(error.Exception, error.CategoryInfo.Category, run);
        var action = cmdlet.MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var given) ? given : cmdlet.SessionState.PSVariable.GetValue("ErrorActionPreference");
        if (LanguagePrimitives.TryConvertTo<ActionPreference>(action, out var preference) && preference == ActionPreference.Stop)
        {
            cmdlet.WriteObject(run);
            cmdlet.WriteError(record);
            return;
        }

        cmdlet.WriteError(record);
        cmdlet.WriteObject(run);
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

    private TempAdminRun? Work(TempAdminStay stay, RoleIdentity role)
    {
        var session = stay.Session!;
        var run = new TempAdminRun(stay.RoleName, stay.RoleArn, session.SessionName) { Region = session.Region, StartTime = Seconds.Down(stay.Now) };
        if (SessionEnvironment.TryEnter(session) is not { } environment)
        {
            cmdlet.WriteError(Errors.EnvironmentTaken(role));
            return null;
        }

        var variables = cmdlet.SessionState.PSVariable;
        var stored = new StoredVariables(variables);
        var exitCode = variables.GetValue(ExitCode);
        using var over = new CancellationTokenSource();
        var keeping = Task.CompletedTask;
        RuntimeException? error = null;
        int? code = null;
        try
        {
            stored.Set(session);
            keeping = Task.Run(() => stay.KeepAsync(text => TellHost(ui => ui.WriteWarningLine(text)), over.Token));
            variables.Set(ExitCode, null);
            cmdlet.InvokeCommand.InvokeScript(Script, true, PipelineResultTypes.Output | PipelineResultTypes.Error, null, block, arguments, session, session.Region);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            error = e;
        }
        finally
        {
            environment.Leave();
            stored.Leave();
            code = ObjectMembers.Unwrap(variables.GetValue(ExitCode)) as int?;
            if (code is null)
            {
                variables.Set(ExitCode, exitCode);
            }

            // A grant that is being prolonged now has to be known when all are taken away.
            over.Cancel();
            ((IAsyncResult)keeping).AsyncWaitHandle.WaitOne();
        }

        return run with
        {
            // AWS's time is known to a second.
            EndTime = Seconds.Up(stay.Now).AddSeconds(1),
            ExitCode = code,
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

    /// <summary>AWS.Tools' variables of the session, which blocks of modules see when they are global. One that can't be set stays as it is: the block's own come before it.</summary>
    private sealed class StoredVariables(PSVariableIntrinsics variables)
    {
        private readonly List<(string Name, bool WasThere, object? Value)> _before = [];

        public void Set(RoleSession session)
        {
            Set("StoredAWSCredentials", session);
            if (session.Region is { } region)
            {
                Set("StoredAWSRegion", region);
            }
        }

        public void Leave()
        {
            foreach (var (name, wasThere, value) in _before)
            {
                Try(() =>
                {
                    if (wasThere)
                    {
                        variables.Set($"global:{name}", value);
                    }
                    else
                    {
                        variables.Remove($"global:{name}");
                    }
                });
            }
        }

        private void Set(string name, object value)
        {
            var before = variables.Get($"global:{name}");
            var (wasThere, old) = (before is not null, before?.Value);
            if (Try(() => variables.Set($"global:{name}", value)))
            {
                _before.Add((name, wasThere, old));
            }
        }

        /// <summary>Somebody has made it read-only, or of another type.</summary>
        private static bool Try(Action change)
        {
            try
            {
                change();
                return true;
            }
            catch (RuntimeException e) when (e is not PipelineStoppedException)
            {
                return false;
            }
        }
    }
}
