using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of GetInsightSelectors.</summary>
public class GetInsightSelectorsResponse : AmazonWebServiceResponse
{
    /// <summary>The ARN of the event data store that was asked about.</summary>
    public string? EventDataStoreArn { get; set; }

    /// <summary>The ARN of the event data store that Insights events go to.</summary>
    public string? InsightsDestination { get; set; }

    /// <summary>What is looked for.</summary>
    public List<InsightSelector>? InsightSelectors { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The trail's ARN.</summary>
    public string? TrailARN { get; set; }

    internal static readonly JsonStructure<GetInsightSelectorsResponse> Shape = new JsonStructure<GetInsightSelectorsResponse>()
        .Member("EventDataStoreArn", JsonScalar.Text, x => x.EventDataStoreArn, (x, value) => x.EventDataStoreArn = value)
        .Member("InsightsDestination", JsonScalar.Text, x => x.InsightsDestination, (x, value) => x.InsightsDestination = value)
        .Member("InsightSelectors", new JsonList<InsightSelector>(InsightSelector.Shape), x => x.InsightSelectors, (x, value) => x.InsightSelectors = value)
        .Member("TrailARN", JsonScalar.Text, x => x.TrailARN, (x, value) => x.TrailARN = value);
}
