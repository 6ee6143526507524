using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of ListPolicyVersions. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html</summary>
public class ListPolicyVersionsRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>Most items a page: 1 to 1000; 100 where not set. A page may have fewer though more follow.</summary>
    public int? MaxItems { get; set; }

    /// <summary>The ARN of the managed policy.</summary>
    public string? PolicyArn { get; set; }

    internal static readonly QueryStructure<ListPolicyVersionsRequest> Shape = new QueryStructure<ListPolicyVersionsRequest>()
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("MaxItems", QueryScalar.Integer, x => x.MaxItems, (x, value) => x.MaxItems = value)
        .Member("PolicyArn", QueryScalar.Text, x => x.PolicyArn, (x, value) => x.PolicyArn = value);
}
