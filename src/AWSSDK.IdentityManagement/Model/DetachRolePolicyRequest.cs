using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of DetachRolePolicy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html</summary>
public class DetachRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The ARN of the managed policy.</summary>
    public string? PolicyArn { get; set; }

    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<DetachRolePolicyRequest> Shape = new QueryStructure<DetachRolePolicyRequest>()
        .Member("PolicyArn", QueryScalar.Text, x => x.PolicyArn, (x, value) => x.PolicyArn = value)
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
