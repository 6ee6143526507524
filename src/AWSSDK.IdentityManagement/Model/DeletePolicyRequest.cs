using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of DeletePolicy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html</summary>
public class DeletePolicyRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The ARN of the managed policy.</summary>
    public string? PolicyArn { get; set; }

    internal static readonly QueryStructure<DeletePolicyRequest> Shape = new QueryStructure<DeletePolicyRequest>()
        .Member("PolicyArn", QueryScalar.Text, x => x.PolicyArn, (x, value) => x.PolicyArn = value);
}
