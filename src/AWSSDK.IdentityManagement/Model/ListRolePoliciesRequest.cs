using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of ListRolePolicies. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html</summary>
public class ListRolePoliciesRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>Most items a page: 1 to 1000; 100 where not set. A page may have fewer though more follow.</summary>
    public int? MaxItems { get; set; }

    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<ListRolePoliciesRequest> Shape = new QueryStructure<ListRolePoliciesRequest>()
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("MaxItems", QueryScalar.Integer, x => x.MaxItems, (x, value) => x.MaxItems = value)
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
