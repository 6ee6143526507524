using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of GetPolicy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html</summary>
public class GetPolicyRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The ARN of the managed policy.</summary>
    public string? PolicyArn { get; set; }

    internal static readonly QueryStructure<GetPolicyRequest> Shape = new QueryStructure<GetPolicyRequest>()
        .Member("PolicyArn", QueryScalar.Text, x => x.PolicyArn, (x, value) => x.PolicyArn = value);
}
