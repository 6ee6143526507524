using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of ListTrails.</summary>
public class ListTrailsResponse : AmazonWebServiceResponse
{
    /// <summary>The token of the page that follows.</summary>
    public string? NextToken { get; set; }

    /// <summary>The trails.</summary>
    public List<TrailInfo>? Trails { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly JsonStructure<ListTrailsResponse> Shape = new JsonStructure<ListTrailsResponse>()
        .Member("NextToken", JsonScalar.Text, x => x.NextToken, (x, value) => x.NextToken = value)
        .Member("Trails", new JsonList<TrailInfo>(TrailInfo.Shape), x => x.Trails, (x, value) => x.Trails = value);
}
