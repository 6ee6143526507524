using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of DeleteTrail.</summary>
public class DeleteTrailResponse : AmazonWebServiceResponse
{
    internal static readonly JsonStructure<DeleteTrailResponse> Shape = new JsonStructure<DeleteTrailResponse>();
}
