using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of LookupEvents.</summary>
public class LookupEventsResponse : AmazonWebServiceResponse
{
    /// <summary>The events, newest first.</summary>
    public List<Event>? Events { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The token of the page that follows.</summary>
    public string? NextToken { get; set; }

    internal static readonly JsonStructure<LookupEventsResponse> Shape = new JsonStructure<LookupEventsResponse>()
        .Member("Events", new JsonList<Event>(Event.Shape), x => x.Events, (x, value) => x.Events = value)
        .Member("NextToken", JsonScalar.Text, x => x.NextToken, (x, value) => x.NextToken = value);
}
