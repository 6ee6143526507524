using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of GetAccountSummary.</summary>
public class GetAccountSummaryResponse : AmazonWebServiceResponse
{
    /// <summary>Numbers by name: what there is (<c>Roles</c>) and how much there may be (<c>RolesQuota</c>).</summary>
    public Dictionary<string, int>? SummaryMap { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<GetAccountSummaryResponse> Shape = new QueryStructure<GetAccountSummaryResponse>()
        .Member("SummaryMap", new QueryMap<int>(QueryScalar.Integer), x => x.SummaryMap, (x, value) => x.SummaryMap = value);
}
