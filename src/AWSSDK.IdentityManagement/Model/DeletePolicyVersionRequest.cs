using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of DeletePolicyVersion. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html</summary>
public class DeletePolicyVersionRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The ARN of the managed policy.</summary>
    public string? PolicyArn { get; set; }

    /// <summary>The version, such as <c>v1</c>.</summary>
    public string? VersionId { get; set; }

    internal static readonly QueryStructure<DeletePolicyVersionRequest> Shape = new QueryStructure<DeletePolicyVersionRequest>()
        .Member("PolicyArn", QueryScalar.Text, x => x.PolicyArn, (x, value) => x.PolicyArn = value)
        .Member("VersionId", QueryScalar.Text, x => x.VersionId, (x, value) => x.VersionId = value);
}
