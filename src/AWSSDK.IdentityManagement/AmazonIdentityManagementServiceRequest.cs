using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>What all requests to IAM are.</summary>
public class AmazonIdentityManagementServiceRequest : AmazonWebServiceRequest
{
}
