using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of DeletePolicy.</summary>
public class DeletePolicyResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<DeletePolicyResponse> Shape = new QueryStructure<DeletePolicyResponse>();
}
