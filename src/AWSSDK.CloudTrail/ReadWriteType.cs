using Amazon.Runtime;

namespace Amazon.CloudTrail;

/// <summary>Which calls are logged.</summary>
public class ReadWriteType : ConstantClass
{
    /// <summary>All</summary>
    public static readonly ReadWriteType All = new("All");

    /// <summary>ReadOnly</summary>
    public static readonly ReadWriteType ReadOnly = new("ReadOnly");

    /// <summary>WriteOnly</summary>
    public static readonly ReadWriteType WriteOnly = new("WriteOnly");

    /// <summary>A value that the constants here leave out.</summary>
    public ReadWriteType(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static ReadWriteType FindValue(string value) => FindValue<ReadWriteType>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator ReadWriteType(string value) => FindValue(value);
}
