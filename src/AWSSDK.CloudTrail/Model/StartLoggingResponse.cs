using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of StartLogging.</summary>
public class StartLoggingResponse : AmazonWebServiceResponse
{
    internal static readonly JsonStructure<StartLoggingResponse> Shape = new JsonStructure<StartLoggingResponse>();
}
