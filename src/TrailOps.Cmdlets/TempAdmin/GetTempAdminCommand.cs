using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Gets what makes a role admin, now or at another time.</summary>
/// <remarks>
/// <para>Looks at the role's own policies and at those attached to it, and puts out one object for each statement that allows every action on every resource:
/// with its start and end where the statement has them (aws:CurrentTime), and with what else must hold. Nothing comes out for a role that is no admin.</para>
/// <para>What other policies deny, and what a permissions boundary or the organisation's policies leave of it, is not judged: PermissionsBoundaryArn names the
/// boundary, and Test-RolePolicy judges.</para>
/// <para>Several roles are looked at side by side, and come out in the order in which they were given.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime">aws:CurrentTime</seealso>
[Cmdlet(VerbsCommon.Get, "TempAdmin")]
[OutputType(typeof(TempAdmin))]
public sealed class GetTempAdminCommand : AwsCmdlet
{
    /// <summary>The role: its name, its ARN, the ARN of one of its sessions, or a role object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [RoleNameTransformation]
    public RoleIdentity[] RoleName { get; set; } = [];

    /// <inheritdoc/>
    protected override bool NeedsRegion => false;

    /// <summary>A role takes many calls one after another, and IAM gives an account few in a second.</summary>
    protected override int Parallelism => 4;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var admins = new TempAdmins(this.Clients());
        ForEachRecord(RoleName, admins.OfAsync);
    }
}
