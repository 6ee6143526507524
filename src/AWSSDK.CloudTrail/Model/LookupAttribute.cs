using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>What events are looked up by: one attribute with the exact value it must have.</summary>
public class LookupAttribute
{
    /// <summary>The attribute.</summary>
    public LookupAttributeKey? AttributeKey { get; set; }

    /// <summary>The exact value, 1 to 2000 characters, case-sensitive.</summary>
    public string? AttributeValue { get; set; }

    internal static readonly JsonStructure<LookupAttribute> Shape = new JsonStructure<LookupAttribute>()
        .Member("AttributeKey", JsonScalar.Enum(LookupAttributeKey.FindValue), x => x.AttributeKey, (x, value) => x.AttributeKey = value)
        .Member("AttributeValue", JsonScalar.Text, x => x.AttributeValue, (x, value) => x.AttributeValue = value);
}
