using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of ListEventDataStores.</summary>
public class ListEventDataStoresResponse : AmazonWebServiceResponse
{
    /// <summary>The stores of the region.</summary>
    public List<EventDataStore>? EventDataStores { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The token of the page that follows.</summary>
    public string? NextToken { get; set; }

    internal static readonly JsonStructure<ListEventDataStoresResponse> Shape = new JsonStructure<ListEventDataStoresResponse>()
        .Member("EventDataStores", new JsonList<EventDataStore>(EventDataStore.Shape), x => x.EventDataStores, (x, value) => x.EventDataStores = value)
        .Member("NextToken", JsonScalar.Text, x => x.NextToken, (x, value) => x.NextToken = value);
}
