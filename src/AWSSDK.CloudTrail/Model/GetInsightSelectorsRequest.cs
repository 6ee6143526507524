using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of GetInsightSelectors. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetInsightSelectors.html</summary>
public class GetInsightSelectorsRequest : AmazonCloudTrailRequest
{
    /// <summary>The ARN, or id, of an event data store; instead of a trail.</summary>
    public string? EventDataStore { get; set; }

    /// <summary>The trail's name or ARN.</summary>
    public string? TrailName { get; set; }

    internal static readonly JsonStructure<GetInsightSelectorsRequest> Shape = new JsonStructure<GetInsightSelectorsRequest>()
        .Member("EventDataStore", JsonScalar.Text, x => x.EventDataStore, (x, value) => x.EventDataStore = value)
        .Member("TrailName", JsonScalar.Text, x => x.TrailName, (x, value) => x.TrailName = value);
}
