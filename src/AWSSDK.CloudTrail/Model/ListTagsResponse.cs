using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of ListTags.</summary>
public class ListTagsResponse : AmazonWebServiceResponse
{
    /// <summary>The token of the page that follows.</summary>
    public string? NextToken { get; set; }

    /// <summary>The resources and their tags.</summary>
    public List<ResourceTag>? ResourceTagList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly JsonStructure<ListTagsResponse> Shape = new JsonStructure<ListTagsResponse>()
        .Member("NextToken", JsonScalar.Text, x => x.NextToken, (x, value) => x.NextToken = value)
        .Member("ResourceTagList", new JsonList<ResourceTag>(ResourceTag.Shape), x => x.ResourceTagList, (x, value) => x.ResourceTagList = value);
}
