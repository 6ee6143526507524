using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of GetRole.</summary>
public class GetRoleResponse : AmazonWebServiceResponse
{
    /// <summary>The role.</summary>
    public Role? Role { get; set; }

    internal static readonly QueryStructure<GetRoleResponse> Shape = new QueryStructure<GetRoleResponse>()
        .Member("Role", Role.Shape, x => x.Role, (x, value) => x.Role = value);
}
