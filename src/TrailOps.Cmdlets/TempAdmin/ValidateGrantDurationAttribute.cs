using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>How long a grant may last at all. What is more than usual takes -Force, which the cmdlet sees to.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateGrantDurationAttribute : ValidateArgumentsAttribute
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan Absurd = TimeSpan.FromDays(366);

    /// <summary>Whether it takes no -Force.</summary>
    internal static bool IsUsual(TimeSpan duration) => duration >= Shortest && duration <= Longest;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan duration && (duration < TimeSpan.FromSeconds(1) || duration > Absurd))
        {
            throw new ValidationMetadataException($"A grant of admin for {duration:c} is none. Give a time from a minute to twelve hours, such as 01:00:00; with -Force from a second to a year.");
        }
    }
}
