using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of UpdateAssumeRolePolicy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html</summary>
public class UpdateAssumeRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The policy, as plain JSON.</summary>
    public string? PolicyDocument { get; set; }

    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<UpdateAssumeRolePolicyRequest> Shape = new QueryStructure<UpdateAssumeRolePolicyRequest>()
        .Member("PolicyDocument", QueryScalar.Text, x => x.PolicyDocument, (x, value) => x.PolicyDocument = value)
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
