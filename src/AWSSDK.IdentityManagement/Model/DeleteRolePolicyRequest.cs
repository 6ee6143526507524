using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of DeleteRolePolicy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html</summary>
public class DeleteRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The policy's name.</summary>
    public string? PolicyName { get; set; }

    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<DeleteRolePolicyRequest> Shape = new QueryStructure<DeleteRolePolicyRequest>()
        .Member("PolicyName", QueryScalar.Text, x => x.PolicyName, (x, value) => x.PolicyName = value)
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
