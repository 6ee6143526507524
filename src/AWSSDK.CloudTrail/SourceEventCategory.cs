using Amazon.Runtime;

namespace Amazon.CloudTrail;

/// <summary>Categories of events that are looked through for unusual activity.</summary>
public class SourceEventCategory : ConstantClass
{
    /// <summary>Data</summary>
    public static readonly SourceEventCategory Data = new("Data");

    /// <summary>Management</summary>
    public static readonly SourceEventCategory Management = new("Management");

    /// <summary>A value that the constants here leave out.</summary>
    public SourceEventCategory(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static SourceEventCategory FindValue(string value) => FindValue<SourceEventCategory>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator SourceEventCategory(string value) => FindValue(value);
}
