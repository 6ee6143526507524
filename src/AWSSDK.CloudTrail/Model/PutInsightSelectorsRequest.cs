using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of PutInsightSelectors. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutInsightSelectors.html</summary>
public class PutInsightSelectorsRequest : AmazonCloudTrailRequest
{
    /// <summary>The ARN, or id, of an event data store; instead of a trail.</summary>
    public string? EventDataStore { get; set; }

    /// <summary>The ARN of the event data store that Insights events go to.</summary>
    public string? InsightsDestination { get; set; }

    /// <summary>What is looked for.</summary>
    public List<InsightSelector>? InsightSelectors { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The trail's name or ARN.</summary>
    public string? TrailName { get; set; }

    internal static readonly JsonStructure<PutInsightSelectorsRequest> Shape = new JsonStructure<PutInsightSelectorsRequest>()
        .Member("EventDataStore", JsonScalar.Text, x => x.EventDataStore, (x, value) => x.EventDataStore = value)
        .Member("InsightsDestination", JsonScalar.Text, x => x.InsightsDestination, (x, value) => x.InsightsDestination = value)
        .Member("InsightSelectors", new JsonList<InsightSelector>(InsightSelector.Shape), x => x.InsightSelectors, (x, value) => x.InsightSelectors = value)
        .Member("TrailName", JsonScalar.Text, x => x.TrailName, (x, value) => x.TrailName = value);
}
