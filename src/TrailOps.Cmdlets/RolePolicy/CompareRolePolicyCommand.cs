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
/// <para>Where a side has several policies, they are taken together.</para>
/// </remarks>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the IAM JSON policy language</seealso>
[Cmdlet(VerbsData.Compare, "RolePolicy")]
[OutputType(typeof(RolePolicyDifference))]
public sealed class CompareRolePolicyCommand : PSCmdlet
{
    private readonly List<PSObject> _difference = [];

    /// <summary>What is compared with: RolePolicy objects, policy documents as JSON text, files with them, or what AWS.Tools gives for a policy.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("ReferenceObject")]
    [ValidateNotNull]
    public PSObject[] Reference { get; set; } = [];

    /// <summary>What is compared, in the same shapes.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("DifferenceObject")]
    [ValidateNotNull]
    public PSObject[] Difference { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _difference.AddRange(Difference);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var row in PolicyComparison.Compare(PolicyInput.Read(this, Reference), PolicyInput.Read(this, _difference)))
        {
            WriteObject(row);
        }
    }
}
