using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TrailOps;

/// <summary>Makes a session's credentials for another build of the AWS SDK, such as the one of AWS.Tools: of the types that it will look for.</summary>
public sealed class RoleSessionConverter : TypeConverter
{
    private const string Wanted = "Amazon.Runtime.AWSCredentials";
    private const string Made = "Amazon.Runtime.SessionAWSCredentials";

    /// <inheritdoc/>
    public override bool CanConvertTo(ITypeDescriptorContext? context, Type? destinationType) =>
        destinationType?.FullName is Wanted or Made && destinationType.Assembly.GetName().Name == "AWSSDK.Core";

    /// <inheritdoc/>
    /// <exception cref="InvalidCastException">The target is another type, or its assembly does not have what is needed.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The other SDK is loaded by whoever wants its types; nobody trims it.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Likewise.")]
    public override object ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType)
    {
        ArgumentNullException.ThrowIfNull(destinationType);
        var constructor = CanConvertTo(context, destinationType) ? destinationType.Assembly.GetType(Made)?.GetConstructor([typeof(string), typeof(string), typeof(string)]) : null;
        return value is RoleSession session && constructor is not null
            ? constructor.Invoke([session.AccessKeyId, session.SecretAccessKey, session.SessionToken])
            : throw new InvalidCastException($"A session can't become a {destinationType.FullName} of {destinationType.Assembly.GetName().Name}.");
    }
}
