using Amazon.Runtime;

namespace Amazon.CloudTrail;

/// <summary>What all requests to CloudTrail are.</summary>
public class AmazonCloudTrailRequest : AmazonWebServiceRequest
{
}
