using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of RemoveTags. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_RemoveTags.html</summary>
public class RemoveTagsRequest : AmazonCloudTrailRequest
{
    /// <summary>The ARN of the trail, event data store or channel.</summary>
    public string? ResourceId { get; set; }

    /// <summary>The tags.</summary>
    public List<Tag>? TagsList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly JsonStructure<RemoveTagsRequest> Shape = new JsonStructure<RemoveTagsRequest>()
        .Member("ResourceId", JsonScalar.Text, x => x.ResourceId, (x, value) => x.ResourceId = value)
        .Member("TagsList", new JsonList<Tag>(Tag.Shape), x => x.TagsList, (x, value) => x.TagsList = value);
}
