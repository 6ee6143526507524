using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of DetachRolePolicy.</summary>
public class DetachRolePolicyResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<DetachRolePolicyResponse> Shape = new QueryStructure<DetachRolePolicyResponse>();
}
