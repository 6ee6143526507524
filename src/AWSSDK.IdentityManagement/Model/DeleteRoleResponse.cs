using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of DeleteRole.</summary>
public class DeleteRoleResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<DeleteRoleResponse> Shape = new QueryStructure<DeleteRoleResponse>();
}
