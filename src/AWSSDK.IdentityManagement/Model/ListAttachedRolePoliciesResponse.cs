using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of ListAttachedRolePolicies.</summary>
public class ListAttachedRolePoliciesResponse : AmazonWebServiceResponse
{
    /// <summary>The managed policies.</summary>
    public List<AttachedPolicyType>? AttachedPolicies { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Whether another page follows.</summary>
    public bool? IsTruncated { get; set; }

    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    internal static readonly QueryStructure<ListAttachedRolePoliciesResponse> Shape = new QueryStructure<ListAttachedRolePoliciesResponse>()
        .Member(
            "AttachedPolicies",
            new QueryList<AttachedPolicyType>(AttachedPolicyType.Shape),
            x => x.AttachedPolicies,
            (x, value) => x.AttachedPolicies = value)
        .Member("IsTruncated", QueryScalar.Boolean, x => x.IsTruncated, (x, value) => x.IsTruncated = value)
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value);
}
