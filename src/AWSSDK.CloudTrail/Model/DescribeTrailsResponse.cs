using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of DescribeTrails.</summary>
public class DescribeTrailsResponse : AmazonWebServiceResponse
{
    /// <summary>The trails.</summary>
    public List<Trail>? TrailList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly JsonStructure<DescribeTrailsResponse> Shape = new JsonStructure<DescribeTrailsResponse>()
        .Member("trailList", new JsonList<Trail>(Trail.Shape), x => x.TrailList, (x, value) => x.TrailList = value);
}
