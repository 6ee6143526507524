using System.Management.Automation;
using TrailOps.Posture;

namespace TrailOps.Cmdlets;

/// <summary>Refuses ids that are those of no check: what is not looked at does not fail either. A pattern that is none is told of elsewhere.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateTrailCheckAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (var id in ObjectMembers.Elements(arguments)?.Cast<object?>() ?? [arguments])
        {
            var pattern = new WildcardPattern(id?.ToString() ?? "", WildcardOptions.IgnoreCase);
            if (!AuditTrailCheckRule.All.Any(rule => pattern.IsMatch(rule.Id)))
            {
                throw new ValidationMetadataException($"There is no check '{id}'. The checks are {string.Join(", ", AuditTrailCheckRule.All.Select(rule => rule.Id))}.");
            }
        }
    }
}
