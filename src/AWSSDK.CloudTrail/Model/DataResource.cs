using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>Resources whose data events a basic selector logs.</summary>
public class DataResource
{
    /// <summary>The kind of resource, such as <c>AWS::S3::Object</c>.</summary>
    public string? Type { get; set; }

    /// <summary>ARNs, or what ARNs begin with.</summary>
    public List<string>? Values { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly JsonStructure<DataResource> Shape = new JsonStructure<DataResource>()
        .Member("Type", JsonScalar.Text, x => x.Type, (x, value) => x.Type = value)
        .Member("Values", new JsonList<string>(JsonScalar.Text), x => x.Values, (x, value) => x.Values = value);
}
