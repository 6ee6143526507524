using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>A key by which the events of an event data store are laid out.</summary>
public class PartitionKey
{
    /// <summary>The key's name.</summary>
    public string? Name { get; set; }

    /// <summary>The type of its values, such as <c>bigint</c> or <c>string</c>.</summary>
    public string? Type { get; set; }

    internal static readonly JsonStructure<PartitionKey> Shape = new JsonStructure<PartitionKey>()
        .Member("Name", JsonScalar.Text, x => x.Name, (x, value) => x.Name = value)
        .Member("Type", JsonScalar.Text, x => x.Type, (x, value) => x.Type = value);
}
