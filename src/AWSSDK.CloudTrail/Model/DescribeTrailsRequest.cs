using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of DescribeTrails. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html</summary>
public class DescribeTrailsRequest : AmazonCloudTrailRequest
{
    /// <summary>Whether to name trails of other regions and of the organisation too; true where not set.</summary>
    public bool? IncludeShadowTrails { get; set; }

    /// <summary>The names or ARNs of trails; all trails of the region where not set.</summary>
    public List<string>? TrailNameList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly JsonStructure<DescribeTrailsRequest> Shape = new JsonStructure<DescribeTrailsRequest>()
        .Member("includeShadowTrails", JsonScalar.Boolean, x => x.IncludeShadowTrails, (x, value) => x.IncludeShadowTrails = value)
        .Member("trailNameList", new JsonList<string>(JsonScalar.Text), x => x.TrailNameList, (x, value) => x.TrailNameList = value);
}
