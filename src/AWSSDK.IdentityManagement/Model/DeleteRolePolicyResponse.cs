using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of DeleteRolePolicy.</summary>
public class DeleteRolePolicyResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<DeleteRolePolicyResponse> Shape = new QueryStructure<DeleteRolePolicyResponse>();
}
