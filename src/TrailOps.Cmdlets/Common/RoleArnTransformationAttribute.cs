using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>Lets roles be given by their ARNs, which may be patterns, or as objects that have one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RoleArnTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ObjectMembers.NamesIn(
        inputData, "names no role. Give a role's ARN (arn:aws:iam::111122223333:role/BreakGlass), or an object that has an Arn.", "Arn", "RoleArn");
}
