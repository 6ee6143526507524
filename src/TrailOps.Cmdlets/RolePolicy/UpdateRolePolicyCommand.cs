using System.Management.Automation;
using TrailOps.Aws;

namespace TrailOps.Cmdlets;

/// <summary>Puts a policy onto a role on AWS: adds what it allows to what TrailOps has put there before.</summary>
/// <remarks>
/// <para>The role gets a managed policy, named TrailOps-RolePolicy- and the role's name, that TrailOps keeps for it; later calls write versions of that policy. What does
/// not fit into one goes into several. With -Inline it is a policy of the role's own. No other policy is ever changed: one of that name which somebody else made is
/// an error.</para>
/// <para>What the policy holds stays: statements with a Sid, a Deny, NotAction, NotResource or several conditions as they are, the others in as few statements as can say it with
/// what comes. -Replace puts what is given in its place. IAM keeps five
/// versions of a managed policy: the oldest makes room, and the versions before are what to go back to (Set-IAMDefaultPolicyVersion).</para>
/// <para>Where somebody else changes the policy at the same time, an error says so: of a managed policy nothing is overwritten; an inline policy has no versions, and whoever
/// writes last is seen only afterwards.</para>
/// <para>-WhatIf and -Confirm show which permissions come and go, as Compare-RolePolicy tells them.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html">Versioning IAM policies</seealso>
[Cmdlet(VerbsData.Update, "RolePolicy", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RolePolicyUpdate))]
public sealed class UpdateRolePolicyCommand : AwsCmdlet
{
    private readonly HashSet<string> _warned = [];
    private readonly List<(RoleIdentity Role, List<PSObject> Policies)> _wanted = [];
    private bool _isRoleOfPolicy;

    /// <summary>The role: its name, its ARN, or a role object. Default: the role that the policy was made for. Roles bind from the pipeline where -Policy is given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [RoleNameTransformation(Otherwise = "the role that the policy was made for")]
    public RoleIdentity[]? RoleName { get; set; }

    /// <summary>What the role is to be allowed: what ConvertTo-RolePolicy makes, policy documents as JSON text, files with them, or what AWS.Tools gives for a policy.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject[] Policy { get; set; } = [];

    /// <summary>As a policy of the role's own, in place of a managed one.</summary>
    [Parameter]
    public SwitchParameter Inline { get; set; }

    /// <summary>Puts it in the place of what the policy held.</summary>
    [Parameter]
    public SwitchParameter Replace { get; set; }

    /// <inheritdoc/>
    protected override bool NeedsRegion => false;

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        _isRoleOfPolicy = !MyInvocation.BoundParameters.ContainsKey(nameof(RoleName)) && !MyInvocation.BoundParameters.ContainsKey(nameof(Policy));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var policy in Policy)
        {
            // Of a piped policy the ARN says more than the name that was bound: also the account.
            foreach (var role in RoleName is { } roles && !(_isRoleOfPolicy && RoleArnOf(policy) is not null) ? roles : [RoleOf(policy)])
            {
                WarnOfOther(policy, role);
                var there = _wanted.Find(wanted => wanted.Role == role);
                if (there.Policies is null)
                {
                    _wanted.Add(there = (role, []));
                }

                there.Policies.Add(policy);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Parts of one policy come one after another, and are one.
        foreach (var (role, policies) in _wanted)
        {
            var documents = PolicyInput.Read(this, policies);
            var updates = new RolePolicyUpdates(this.Clients(), new RolePolicyTarget(Inline, Replace));
            ForEach([role], (identity, stop) => updates.UpdateAsync(identity, documents, stop));
        }
    }

    /// <summary>Refusals and events are often of several roles and users: what is of another than is meant has to be seen.</summary>
    private void WarnOfOther(PSObject policy, RoleIdentity role)
    {
        if (RoleArnOf(policy) is { } made && _warned.Add($"{made} {role}")
            && !made[(made.LastIndexOf('/') + 1)..].Equals(role.Name, StringComparison.OrdinalIgnoreCase))
        {
            WriteWarning($"A policy that was made for {made} is put onto {role}.");
        }
    }

    private static string? RoleArnOf(PSObject policy) =>
        ObjectMembers.Unwrap(policy) is { } value and not string && ObjectMembers.Find(value, "RoleArn") is string { Length: > 0 } arn ? arn : null;

    private RoleIdentity RoleOf(PSObject policy)
    {
        if (RoleIdentity.TryParse(RoleArnOf(policy), out var role))
        {
            return role.WithoutPath;
        }

        ThrowTerminatingError(Errors.RoleNotTold(policy));
        throw new PipelineStoppedException();
    }
}
