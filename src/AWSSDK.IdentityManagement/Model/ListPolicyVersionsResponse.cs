using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of ListPolicyVersions.</summary>
public class ListPolicyVersionsResponse : AmazonWebServiceResponse
{
    /// <summary>Whether another page follows.</summary>
    public bool? IsTruncated { get; set; }

    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>The versions.</summary>
    public List<PolicyVersion>? Versions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<ListPolicyVersionsResponse> Shape = new QueryStructure<ListPolicyVersionsResponse>()
        .Member("IsTruncated", QueryScalar.Boolean, x => x.IsTruncated, (x, value) => x.IsTruncated = value)
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("Versions", new QueryList<PolicyVersion>(PolicyVersion.Shape), x => x.Versions, (x, value) => x.Versions = value);
}
