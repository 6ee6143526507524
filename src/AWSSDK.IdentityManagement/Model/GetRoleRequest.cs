using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of GetRole. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html</summary>
public class GetRoleRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<GetRoleRequest> Shape = new QueryStructure<GetRoleRequest>()
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
