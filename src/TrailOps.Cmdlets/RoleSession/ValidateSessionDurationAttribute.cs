using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>How long AWS lets sessions last: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateSessionDurationAttribute : ValidateArgumentsAttribute
{
    /// <summary>The shortest.</summary>
    internal static readonly TimeSpan Shortest = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan duration && (duration < Shortest || duration > Longest))
        {
            throw new ValidationMetadataException($"A session can't last {duration:c}: AWS gives 15 minutes to 12 hours. Give a time such as 01:00:00.");
        }
    }
}
