using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of GetEventSelectors.</summary>
public class GetEventSelectorsResponse : AmazonWebServiceResponse
{
    /// <summary>Advanced selectors.</summary>
    public List<AdvancedEventSelector>? AdvancedEventSelectors { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Basic selectors, at most five.</summary>
    public List<EventSelector>? EventSelectors { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The trail's ARN.</summary>
    public string? TrailARN { get; set; }

    internal static readonly JsonStructure<GetEventSelectorsResponse> Shape = new JsonStructure<GetEventSelectorsResponse>()
        .Member(
            "AdvancedEventSelectors",
            new JsonList<AdvancedEventSelector>(AdvancedEventSelector.Shape),
            x => x.AdvancedEventSelectors,
            (x, value) => x.AdvancedEventSelectors = value)
        .Member("EventSelectors", new JsonList<EventSelector>(EventSelector.Shape), x => x.EventSelectors, (x, value) => x.EventSelectors = value)
        .Member("TrailARN", JsonScalar.Text, x => x.TrailARN, (x, value) => x.TrailARN = value);
}
