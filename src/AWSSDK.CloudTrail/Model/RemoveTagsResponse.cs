using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of RemoveTags.</summary>
public class RemoveTagsResponse : AmazonWebServiceResponse
{
    internal static readonly JsonStructure<RemoveTagsResponse> Shape = new JsonStructure<RemoveTagsResponse>();
}
