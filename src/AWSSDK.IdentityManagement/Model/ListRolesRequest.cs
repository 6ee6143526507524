using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of ListRoles. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html</summary>
public class ListRolesRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>Most items a page: 1 to 1000; 100 where not set. A page may have fewer though more follow.</summary>
    public int? MaxItems { get; set; }

    /// <summary>Only what has a path that begins so.</summary>
    public string? PathPrefix { get; set; }

    internal static readonly QueryStructure<ListRolesRequest> Shape = new QueryStructure<ListRolesRequest>()
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("MaxItems", QueryScalar.Integer, x => x.MaxItems, (x, value) => x.MaxItems = value)
        .Member("PathPrefix", QueryScalar.Text, x => x.PathPrefix, (x, value) => x.PathPrefix = value);
}
