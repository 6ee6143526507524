using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Runs a script block while a role is admin, in a session of the role, and takes the admin away again, whatever happens.</summary>
/// <remarks>
/// <para>The role gets a grant as of Enable-TempAdmin. When it works, the block runs with a session of the role in the environment (AWS_* variables, and AWS.Tools'
/// $StoredAWSCredentials and $StoredAWSRegion), so that terraform, the aws CLI and cmdlets work as the role. Programs keep the terminal. Afterwards the
/// environment is as it was and the grant is gone: also after an error, Ctrl+C, or a pipeline that was closed. If even this shell dies, the grant ends by itself.</para>
/// <para>What comes out says how to find what was done: piped to Get-RoleEvents it gives the session's events. What the block puts out is shown, and does not come out.</para>
/// <para>To keep what the block shows in a file, redirect around it, as PowerShell loses what script blocks of cmdlets write to a redirected error stream:
/// &amp; { Invoke-TempAdmin deployer { terraform apply } } 2>&amp;1 | Tee-Object apply.log</para>
/// <para>A process has one environment, so a second Invoke-TempAdmin at the same time takes a process of its own (Start-Job); one in the block of another is fine.</para>
/// <para>An error of the block is written, as TempAdminWorkFailed with this object as its target; the exit code of its last program is in ExitCode.</para>
/// <para>Before anything is changed it is checked that a session can last as long as -Duration. A warning comes before admin or session end. With -Renew the grant
/// is prolonged for as long as the session lasts.</para>
/// </remarks>
[Cmdlet(VerbsLifecycle.Invoke, "TempAdmin", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TempAdminRun))]
public sealed class InvokeTempAdminCommand : GrantingCmdlet
{
    /// <summary>What to do.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <summary>What the block gets as its arguments.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public object[] ArgumentList { get; set; } = [];

    /// <summary>Prolongs the grant while the block runs, for as long as the session lasts: the longest that the role allows.</summary>
    [Parameter]
    public SwitchParameter Renew { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var role in RoleName)
        {
            var stay = new TempAdminStay(this.Clients(), role, new TempAdminRequest(Duration) { Reason = Reason }, Renew);
            new TempAdminWork(this, ScriptBlock, ArgumentList).Do(stay, role);
        }
    }
}
