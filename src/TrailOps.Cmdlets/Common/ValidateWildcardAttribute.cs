using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>Refuses texts that are no wildcard pattern, such as one with a bracket that isn't closed, before any work is done. Null is none.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateWildcardAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (var text in ObjectMembers.Elements(arguments)?.Cast<object?>() ?? [arguments])
        {
            try
            {
                // A pattern is looked at no earlier than when it is first used.
                _ = new WildcardPattern(text?.ToString() ?? "").IsMatch("");
            }
            catch (WildcardPatternException e)
            {
                throw new ValidationMetadataException($"{e.Message.TrimEnd('.')}. A bracket that is meant as it is needs a backtick before it.", e);
            }
        }
    }
}
