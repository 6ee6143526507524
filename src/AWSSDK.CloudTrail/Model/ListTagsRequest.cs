using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of ListTags. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListTags.html</summary>
public class ListTagsRequest : AmazonCloudTrailRequest
{
    /// <summary>The token of the page that follows.</summary>
    public string? NextToken { get; set; }

    /// <summary>ARNs of trails, event data stores or channels.</summary>
    public List<string>? ResourceIdList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly JsonStructure<ListTagsRequest> Shape = new JsonStructure<ListTagsRequest>()
        .Member("NextToken", JsonScalar.Text, x => x.NextToken, (x, value) => x.NextToken = value)
        .Member("ResourceIdList", new JsonList<string>(JsonScalar.Text), x => x.ResourceIdList, (x, value) => x.ResourceIdList = value);
}
