using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of CreatePolicyVersion. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html</summary>
public class CreatePolicyVersionRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The ARN of the managed policy.</summary>
    public string? PolicyArn { get; set; }

    /// <summary>The policy, as plain JSON.</summary>
    public string? PolicyDocument { get; set; }

    /// <summary>Whether the new version is to be the one that counts.</summary>
    public bool? SetAsDefault { get; set; }

    internal static readonly QueryStructure<CreatePolicyVersionRequest> Shape = new QueryStructure<CreatePolicyVersionRequest>()
        .Member("PolicyArn", QueryScalar.Text, x => x.PolicyArn, (x, value) => x.PolicyArn = value)
        .Member("PolicyDocument", QueryScalar.Text, x => x.PolicyDocument, (x, value) => x.PolicyDocument = value)
        .Member("SetAsDefault", QueryScalar.Boolean, x => x.SetAsDefault, (x, value) => x.SetAsDefault = value);
}
