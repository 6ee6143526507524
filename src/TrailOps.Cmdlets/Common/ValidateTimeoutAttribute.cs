using System.Globalization;
using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>A time-out of a second or more. A bare number is a count of 100 nanoseconds in PowerShell, and never what was meant.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateTimeoutAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan time && time < TimeSpan.FromSeconds(1))
        {
            throw new ValidationMetadataException(string.Create(CultureInfo.InvariantCulture, $"The time-out is {time}, which is less than a second. Give hours, minutes and seconds, such as 00:10:00."));
        }
    }
}
