using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of ListAccountAliases. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html</summary>
public class ListAccountAliasesRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>Most items a page: 1 to 1000; 100 where not set. A page may have fewer though more follow.</summary>
    public int? MaxItems { get; set; }

    internal static readonly QueryStructure<ListAccountAliasesRequest> Shape = new QueryStructure<ListAccountAliasesRequest>()
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("MaxItems", QueryScalar.Integer, x => x.MaxItems, (x, value) => x.MaxItems = value);
}
