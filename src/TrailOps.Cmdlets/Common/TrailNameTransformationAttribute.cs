using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>Lets a trail be given by its name or its ARN, or as an object that has a TrailARN. An object's Name does not do: buckets and roles have one too.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TrailNameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ObjectMembers.NamesIn(
        inputData, "names no trail. Give a trail's name, its ARN (arn:aws:cloudtrail:eu-central-1:111122223333:trail/management), or an object that has a TrailARN.", "TrailARN");
}
