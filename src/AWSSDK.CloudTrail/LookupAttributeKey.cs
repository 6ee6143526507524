using Amazon.Runtime;

namespace Amazon.CloudTrail;

/// <summary>Attributes that events can be looked up by.</summary>
public class LookupAttributeKey : ConstantClass
{
    /// <summary>AccessKeyId</summary>
    public static readonly LookupAttributeKey AccessKeyId = new("AccessKeyId");

    /// <summary>EventId</summary>
    public static readonly LookupAttributeKey EventId = new("EventId");

    /// <summary>EventName</summary>
    public static readonly LookupAttributeKey EventName = new("EventName");

    /// <summary>EventSource</summary>
    public static readonly LookupAttributeKey EventSource = new("EventSource");

    /// <summary>ReadOnly</summary>
    public static readonly LookupAttributeKey ReadOnly = new("ReadOnly");

    /// <summary>ResourceName</summary>
    public static readonly LookupAttributeKey ResourceName = new("ResourceName");

    /// <summary>ResourceType</summary>
    public static readonly LookupAttributeKey ResourceType = new("ResourceType");

    /// <summary>Username</summary>
    public static readonly LookupAttributeKey Username = new("Username");

    /// <summary>A value that the constants here leave out.</summary>
    public LookupAttributeKey(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static LookupAttributeKey FindValue(string value) => FindValue<LookupAttributeKey>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator LookupAttributeKey(string value) => FindValue(value);
}
