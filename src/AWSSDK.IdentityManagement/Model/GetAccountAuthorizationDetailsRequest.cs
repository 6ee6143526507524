using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>
/// The request of GetAccountAuthorizationDetails. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
/// </summary>
public class GetAccountAuthorizationDetailsRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>Only entities of these kinds; see <see cref="EntityType" />.</summary>
    public List<string>? Filter { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>Most items a page: 1 to 1000; 100 where not set. A page may have fewer though more follow.</summary>
    public int? MaxItems { get; set; }

    internal static readonly QueryStructure<GetAccountAuthorizationDetailsRequest> Shape = new QueryStructure<GetAccountAuthorizationDetailsRequest>()
        .Member("Filter", new QueryList<string>(QueryScalar.Text), x => x.Filter, (x, value) => x.Filter = value)
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("MaxItems", QueryScalar.Integer, x => x.MaxItems, (x, value) => x.MaxItems = value);
}
