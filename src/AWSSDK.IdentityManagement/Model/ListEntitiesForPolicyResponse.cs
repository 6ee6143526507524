using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of ListEntitiesForPolicy.</summary>
public class ListEntitiesForPolicyResponse : AmazonWebServiceResponse
{
    /// <summary>Whether another page follows.</summary>
    public bool? IsTruncated { get; set; }

    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>The groups.</summary>
    public List<PolicyGroup>? PolicyGroups { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The roles.</summary>
    public List<PolicyRole>? PolicyRoles { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The users.</summary>
    public List<PolicyUser>? PolicyUsers { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<ListEntitiesForPolicyResponse> Shape = new QueryStructure<ListEntitiesForPolicyResponse>()
        .Member("IsTruncated", QueryScalar.Boolean, x => x.IsTruncated, (x, value) => x.IsTruncated = value)
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("PolicyGroups", new QueryList<PolicyGroup>(PolicyGroup.Shape), x => x.PolicyGroups, (x, value) => x.PolicyGroups = value)
        .Member("PolicyRoles", new QueryList<PolicyRole>(PolicyRole.Shape), x => x.PolicyRoles, (x, value) => x.PolicyRoles = value)
        .Member("PolicyUsers", new QueryList<PolicyUser>(PolicyUser.Shape), x => x.PolicyUsers, (x, value) => x.PolicyUsers = value);
}
