using System.Collections;
using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>Lets a region be given by its name, or as an object that has a Region, such as Get-AWSRegion puts out, or a SystemName.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RegionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ObjectMembers.Unwrap(inputData) switch
    {
        null => null,
        IEnumerable many and not string and not IDictionary => many.Cast<object?>().Select(NameOf).ToArray(),
        var one => new[] { NameOf(one) },
    };

    private static string NameOf(object? item)
    {
        var value = ObjectMembers.Unwrap(item);
        return value as string
            ?? (value is null ? null : ObjectMembers.Find(value, "Region") as string ?? ObjectMembers.Find(value, "SystemName") as string)
            ?? throw new ArgumentTransformationMetadataException($"'{value}' names no region. Give a name such as eu-central-1, or an object that has a Region.");
    }
}
