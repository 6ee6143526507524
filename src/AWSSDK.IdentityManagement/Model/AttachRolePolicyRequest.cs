using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of AttachRolePolicy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html</summary>
public class AttachRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The ARN of the managed policy.</summary>
    public string? PolicyArn { get; set; }

    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<AttachRolePolicyRequest> Shape = new QueryStructure<AttachRolePolicyRequest>()
        .Member("PolicyArn", QueryScalar.Text, x => x.PolicyArn, (x, value) => x.PolicyArn = value)
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
