using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of ListRolePolicies.</summary>
public class ListRolePoliciesResponse : AmazonWebServiceResponse
{
    /// <summary>Whether another page follows.</summary>
    public bool? IsTruncated { get; set; }

    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>The names of the policies.</summary>
    public List<string>? PolicyNames { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<ListRolePoliciesResponse> Shape = new QueryStructure<ListRolePoliciesResponse>()
        .Member("IsTruncated", QueryScalar.Boolean, x => x.IsTruncated, (x, value) => x.IsTruncated = value)
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("PolicyNames", new QueryList<string>(QueryScalar.Text), x => x.PolicyNames, (x, value) => x.PolicyNames = value);
}
