using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of SetDefaultPolicyVersion. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html</summary>
public class SetDefaultPolicyVersionRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The ARN of the managed policy.</summary>
    public string? PolicyArn { get; set; }

    /// <summary>The version, such as <c>v1</c>.</summary>
    public string? VersionId { get; set; }

    internal static readonly QueryStructure<SetDefaultPolicyVersionRequest> Shape = new QueryStructure<SetDefaultPolicyVersionRequest>()
        .Member("PolicyArn", QueryScalar.Text, x => x.PolicyArn, (x, value) => x.PolicyArn = value)
        .Member("VersionId", QueryScalar.Text, x => x.VersionId, (x, value) => x.VersionId = value);
}
