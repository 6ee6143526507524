using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of StopLogging.</summary>
public class StopLoggingResponse : AmazonWebServiceResponse
{
    internal static readonly JsonStructure<StopLoggingResponse> Shape = new JsonStructure<StopLoggingResponse>();
}
