using Amazon.Runtime;

namespace Amazon.CloudTrail;

/// <summary>Kinds of unusual activity.</summary>
public class InsightType : ConstantClass
{
    /// <summary>ApiCallRateInsight</summary>
    public static readonly InsightType ApiCallRateInsight = new("ApiCallRateInsight");

    /// <summary>ApiErrorRateInsight</summary>
    public static readonly InsightType ApiErrorRateInsight = new("ApiErrorRateInsight");

    /// <summary>A value that the constants here leave out.</summary>
    public InsightType(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static InsightType FindValue(string value) => FindValue<InsightType>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator InsightType(string value) => FindValue(value);
}
