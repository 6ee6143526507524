using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of AddTags.</summary>
public class AddTagsResponse : AmazonWebServiceResponse
{
    internal static readonly JsonStructure<AddTagsResponse> Shape = new JsonStructure<AddTagsResponse>();
}
