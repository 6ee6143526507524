using Amazon.Runtime;

namespace Amazon.CloudTrail;

/// <summary>Categories of events that can be looked up besides management events.</summary>
public class EventCategory : ConstantClass
{
    /// <summary>insight</summary>
    public static readonly EventCategory Insight = new("insight");

    /// <summary>A value that the constants here leave out.</summary>
    public EventCategory(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static EventCategory FindValue(string value) => FindValue<EventCategory>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator EventCategory(string value) => FindValue(value);
}
