using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of ListPolicies.</summary>
public class ListPoliciesResponse : AmazonWebServiceResponse
{
    /// <summary>Whether another page follows.</summary>
    public bool? IsTruncated { get; set; }

    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>The managed policies.</summary>
    public List<ManagedPolicy>? Policies { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<ListPoliciesResponse> Shape = new QueryStructure<ListPoliciesResponse>()
        .Member("IsTruncated", QueryScalar.Boolean, x => x.IsTruncated, (x, value) => x.IsTruncated = value)
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("Policies", new QueryList<ManagedPolicy>(ManagedPolicy.Shape), x => x.Policies, (x, value) => x.Policies = value);
}
