using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>A resource and its tags.</summary>
public class ResourceTag
{
    /// <summary>The ARN of the trail, event data store or channel.</summary>
    public string? ResourceId { get; set; }

    /// <summary>The tags.</summary>
    public List<Tag>? TagsList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly JsonStructure<ResourceTag> Shape = new JsonStructure<ResourceTag>()
        .Member("ResourceId", JsonScalar.Text, x => x.ResourceId, (x, value) => x.ResourceId = value)
        .Member("TagsList", new JsonList<Tag>(Tag.Shape), x => x.TagsList, (x, value) => x.TagsList = value);
}
