using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of ListAccountAliases.</summary>
public class ListAccountAliasesResponse : AmazonWebServiceResponse
{
    /// <summary>The alias, if there is one.</summary>
    public List<string>? AccountAliases { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Whether another page follows.</summary>
    public bool? IsTruncated { get; set; }

    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    internal static readonly QueryStructure<ListAccountAliasesResponse> Shape = new QueryStructure<ListAccountAliasesResponse>()
        .Member("AccountAliases", new QueryList<string>(QueryScalar.Text), x => x.AccountAliases, (x, value) => x.AccountAliases = value)
        .Member("IsTruncated", QueryScalar.Boolean, x => x.IsTruncated, (x, value) => x.IsTruncated = value)
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value);
}
