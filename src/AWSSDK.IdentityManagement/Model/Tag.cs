using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>A tag.</summary>
public class Tag
{
    /// <summary>The tag's key.</summary>
    public string? Key { get; set; }

    /// <summary>The tag's value.</summary>
    public string? Value { get; set; }

    internal static readonly QueryStructure<Tag> Shape = new QueryStructure<Tag>()
        .Member("Key", QueryScalar.Text, x => x.Key, (x, value) => x.Key = value)
        .Member("Value", QueryScalar.Text, x => x.Value, (x, value) => x.Value = value);
}
