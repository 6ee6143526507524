using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of GetRolePolicy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html</summary>
public class GetRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The policy's name.</summary>
    public string? PolicyName { get; set; }

    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<GetRolePolicyRequest> Shape = new QueryStructure<GetRolePolicyRequest>()
        .Member("PolicyName", QueryScalar.Text, x => x.PolicyName, (x, value) => x.PolicyName = value)
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
