using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>Refuses a collection without elements, which asks for nothing and would be taken for everything. Null is what a piped object does not tell.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateNotEmptyAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (ObjectMembers.Elements(arguments)?.Cast<object?>().Any() == false)
        {
            throw new ValidationMetadataException("The argument is an empty collection. Give one value or more, or leave the parameter out.");
        }
    }
}
