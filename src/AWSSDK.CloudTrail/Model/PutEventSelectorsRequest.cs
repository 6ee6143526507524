using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of PutEventSelectors. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html</summary>
public class PutEventSelectorsRequest : AmazonCloudTrailRequest
{
    /// <summary>Advanced selectors.</summary>
    public List<AdvancedEventSelector>? AdvancedEventSelectors { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Basic selectors, at most five.</summary>
    public List<EventSelector>? EventSelectors { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The trail's name or ARN.</summary>
    public string? TrailName { get; set; }

    internal static readonly JsonStructure<PutEventSelectorsRequest> Shape = new JsonStructure<PutEventSelectorsRequest>()
        .Member(
            "AdvancedEventSelectors",
            new JsonList<AdvancedEventSelector>(AdvancedEventSelector.Shape),
            x => x.AdvancedEventSelectors,
            (x, value) => x.AdvancedEventSelectors = value)
        .Member("EventSelectors", new JsonList<EventSelector>(EventSelector.Shape), x => x.EventSelectors, (x, value) => x.EventSelectors = value)
        .Member("TrailName", JsonScalar.Text, x => x.TrailName, (x, value) => x.TrailName = value);
}
