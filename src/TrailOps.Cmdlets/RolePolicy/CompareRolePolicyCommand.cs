using System.Management.Automation;
using TrailOps.Policies;

namespace TrailOps.Cmdlets;

/// <summary>Tells what two policies differ in by what they mean, not by how they are written.</summary>
/// <remarks>
/// <para>Puts out one object for each action that one side allows or denies on resources, or under a condition, and the other does not: Removed (-) where only the
/// reference does, Added (+) where only the other one does. Policies that mean the same give nothing.</para>
/// <para>Wildcards in actions stand for all actions of the catalogue that they match, so s3:Get* and a list of these actions are the same. The order and number of
/// statements, Sids, and what another statement covers do not count, and neither does what is allowed and always denied. Conditions are kept apart: the same action
/// under another condition goes and comes. Actions that AWS adds later are not seen.</para>
/// <para>Where a side has several policies, they are taken together. A role's ARN, or a role object, stands for all policies that the role has on AWS, its own and attached
/// ones; so does -RoleName for the reference.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the IAM JSON policy language</seealso>
[Cmdlet(VerbsData.Compare, "RolePolicy", DefaultParameterSetName = PolicySet)]
[OutputType(typeof(RolePolicyDifference))]
public sealed class CompareRolePolicyCommand : AwsCmdlet
{
    private const string PolicySet = "Policy";
    private const string RoleSet = "Role";

    private readonly List<PSObject> _difference = [];

    /// <summary>What is compared with: RolePolicy objects, policy documents as JSON text, files with them, what AWS.Tools gives for a policy, or roles.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PolicySet)]
    [Alias("ReferenceObject")]
    [ValidateNotNull]
    public PSObject[] Reference { get; set; } = [];

    /// <summary>The role on AWS with whose policies is compared.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RoleSet)]
    [ValidateNotNullOrEmpty]
    [RoleNameTransformation]
    public RoleIdentity[] RoleName { get; set; } = [];

    /// <summary>What is compared, in the same shapes.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PolicySet, ValueFromPipeline = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RoleSet, ValueFromPipeline = true)]
    [Alias("DifferenceObject")]
    [ValidateNotNull]
    public PSObject[] Difference { get; set; } = [];

    /// <inheritdoc/>
    protected override bool NeedsRegion => false;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _difference.AddRange(Difference);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var reference = ParameterSetName == RoleSet ? [.. RoleName.Select(PSObject.AsPSObject)] : Reference;
        foreach (var row in PolicyComparison.Compare(PolicyInput.Read(this, RolesOnAws.Read(this, reference).Policies), PolicyInput.Read(this, RolesOnAws.Read(this, _difference).Policies)))
        {
            WriteObject(row);
        }
    }
}
