using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of DeleteRolePermissionsBoundary.</summary>
public class DeleteRolePermissionsBoundaryResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<DeleteRolePermissionsBoundaryResponse> Shape = new QueryStructure<DeleteRolePermissionsBoundaryResponse>();
}
