using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of UpdateRole.</summary>
public class UpdateRoleResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<UpdateRoleResponse> Shape = new QueryStructure<UpdateRoleResponse>();
}
