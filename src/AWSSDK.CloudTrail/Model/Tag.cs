using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>A tag.</summary>
public class Tag
{
    /// <summary>The tag's key.</summary>
    public string? Key { get; set; }

    /// <summary>The tag's value.</summary>
    public string? Value { get; set; }

    internal static readonly JsonStructure<Tag> Shape = new JsonStructure<Tag>()
        .Member("Key", JsonScalar.Text, x => x.Key, (x, value) => x.Key = value)
        .Member("Value", JsonScalar.Text, x => x.Value, (x, value) => x.Value = value);
}
