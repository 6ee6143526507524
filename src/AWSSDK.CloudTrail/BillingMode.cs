using Amazon.Runtime;

namespace Amazon.CloudTrail;

/// <summary>How an event data store is paid for.</summary>
public class BillingMode : ConstantClass
{
    /// <summary>EXTENDABLE_RETENTION_PRICING</summary>
    public static readonly BillingMode EXTENDABLE_RETENTION_PRICING = new("EXTENDABLE_RETENTION_PRICING");

    /// <summary>FIXED_RETENTION_PRICING</summary>
    public static readonly BillingMode FIXED_RETENTION_PRICING = new("FIXED_RETENTION_PRICING");

    /// <summary>A value that the constants here leave out.</summary>
    public BillingMode(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static BillingMode FindValue(string value) => FindValue<BillingMode>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator BillingMode(string value) => FindValue(value);
}
