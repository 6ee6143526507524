using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Makes a role admin for a while.</summary>
/// <remarks>
/// <para>The role gets a policy of its own that allows everything until a time that stands in the policy itself, counted from AWS's clock: it ends by itself, and nothing
/// has to run for that. Each call makes a grant of its own; whoever needs longer makes another, and none ends one of somebody else's.</para>
/// <para>IAM judges each request as it comes, so sessions that exist are elevated too, and lose it again. For the work make a session of its own name all the same
/// (New-RoleSession, or Invoke-TempAdmin, which does it all): its calls stand apart in CloudTrail.</para>
/// <para>IAM enforces a change seconds after it shows it. The cmdlet comes back when the grant works: a session of its own, named TrailOps-Probe-…, asks for
/// something that the role could not do before. Its events count for no policy. Where the credentials can't assume the role, a warning says that it was not seen.</para>
/// <para>With -ManagedPolicy the policy AdministratorAccess is attached in place of that. It does not end by itself: a tag of the role says when it is to end, and
/// Disable-TempAdmin detaches it with the last grant, unless it had been attached before.</para>
/// <para>An elevated role can do everything, so also prolong its own grant. A permissions boundary, or a service control policy, is what keeps it in.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime">aws:CurrentTime</seealso>
[Cmdlet(VerbsLifecycle.Enable, "TempAdmin", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = InlineSet)]
[OutputType(typeof(TempAdmin))]
public sealed class EnableTempAdminCommand : GrantingCmdlet
{
    private const string InlineSet = "Inline";
    private const string ManagedSet = "Managed";

    /// <summary>Attaches a managed policy, as the recipes with the AWS CLI do, in place of a policy that ends by itself.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ManagedSet)]
    public SwitchParameter ManagedPolicy { get; set; }

    /// <summary>Which managed policy. Default: AdministratorAccess of the role's partition.</summary>
    [Parameter(Position = 1, ParameterSetName = ManagedSet)]
    [ValidatePattern("^arn:[a-z0-9-]+:iam::(aws|[0-9]{12}):policy/.+$")]
    public string? PolicyArn { get; set; }

    /// <summary>Does not wait until the grant works.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var making = new TempAdminMaking(this.Clients());
        var request = new TempAdminRequest(Duration) { Reason = Reason, IsManaged = ManagedPolicy, PolicyArn = PolicyArn };
        var waits = !NoWait;
        ForEachRecord(RoleName, (role, stop) => making.GrantAsync(role, request, waits, stop));
    }
}
