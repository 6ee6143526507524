using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of DeletePolicyVersion.</summary>
public class DeletePolicyVersionResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<DeletePolicyVersionResponse> Shape = new QueryStructure<DeletePolicyVersionResponse>();
}
