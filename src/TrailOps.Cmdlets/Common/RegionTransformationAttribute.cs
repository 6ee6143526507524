using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>Lets a region be given by its name, or as an object that has a Region, such as Get-AWSRegion puts out, or a SystemName. An empty text is none, as of a piped object that does not tell it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RegionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        ObjectMembers.Unwrap(inputData) is "" ? null : ObjectMembers.NamesIn(inputData, "names no region. Give a name such as eu-central-1, or an object that has a Region.", "Region", "SystemName");
}
