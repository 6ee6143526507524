using Amazon.Runtime;

namespace Amazon.CloudTrail;

/// <summary>Whether an event data store can be queried through AWS Glue and Amazon Athena.</summary>
public class FederationStatus : ConstantClass
{
    /// <summary>DISABLED</summary>
    public static readonly FederationStatus DISABLED = new("DISABLED");

    /// <summary>DISABLING</summary>
    public static readonly FederationStatus DISABLING = new("DISABLING");

    /// <summary>ENABLED</summary>
    public static readonly FederationStatus ENABLED = new("ENABLED");

    /// <summary>ENABLING</summary>
    public static readonly FederationStatus ENABLING = new("ENABLING");

    /// <summary>A value that the constants here leave out.</summary>
    public FederationStatus(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static FederationStatus FindValue(string value) => FindValue<FederationStatus>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator FederationStatus(string value) => FindValue(value);
}
