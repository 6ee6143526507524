using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of PutRolePermissionsBoundary.</summary>
public class PutRolePermissionsBoundaryResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<PutRolePermissionsBoundaryResponse> Shape = new QueryStructure<PutRolePermissionsBoundaryResponse>();
}
