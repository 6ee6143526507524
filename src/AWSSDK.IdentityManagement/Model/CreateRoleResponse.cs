using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of CreateRole.</summary>
public class CreateRoleResponse : AmazonWebServiceResponse
{
    /// <summary>The role.</summary>
    public Role? Role { get; set; }

    internal static readonly QueryStructure<CreateRoleResponse> Shape = new QueryStructure<CreateRoleResponse>()
        .Member("Role", Role.Shape, x => x.Role, (x, value) => x.Role = value);
}
