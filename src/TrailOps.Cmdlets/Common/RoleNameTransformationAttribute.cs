using System.Collections;
using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>Lets a role be named by its name, its ARN, the ARN of one of its sessions, or any object that has one of these.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RoleNameTransformationAttribute : ArgumentTransformationAttribute
{
    // The ARN says more than the name does, so it comes first.
    private static readonly string[] Members = ["Arn", "RoleArn", "RoleName"];

    /// <summary>What stands in for the parameter where it is left out; null where it can't be.</summary>
    public string? Otherwise { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : inputData;
        return value switch
        {
            null => null,
            IEnumerable many and not string => many.Cast<object?>().Select(ToRole).ToArray(),
            _ => new[] { ToRole(value) },
        };
    }

    private RoleIdentity ToRole(object? item)
    {
        var value = item is PSObject { BaseObject: RoleIdentity or string } wrapped ? wrapped.BaseObject : item;
        if (value is RoleIdentity role)
        {
            return role;
        }

        var text = value as string ?? FromMembers(value);
        return RoleIdentity.TryParse(text, out var parsed)
            ? parsed
            : throw new ArgumentTransformationMetadataException(
                $"'{text ?? item}' names no role. Give a role's name (up to 64 letters, digits and _+=,.@-), its ARN (arn:aws:iam::111122223333:role/deployer), the ARN of one of its sessions, or a role object{(Otherwise is null ? "" : $"; leave the parameter out for {Otherwise}")}.");
    }

    private static string? FromMembers(object? item) =>
        item is null ? null : Members.Select(member => PSObject.AsPSObject(item).Properties[member]?.Value as string).FirstOrDefault(text => !string.IsNullOrEmpty(text));
}
