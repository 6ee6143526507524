using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of GetEventDataStore. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventDataStore.html</summary>
public class GetEventDataStoreRequest : AmazonCloudTrailRequest
{
    /// <summary>The store's ARN, or the id at the end of it.</summary>
    public string? EventDataStore { get; set; }

    internal static readonly JsonStructure<GetEventDataStoreRequest> Shape = new JsonStructure<GetEventDataStoreRequest>()
        .Member("EventDataStore", JsonScalar.Text, x => x.EventDataStore, (x, value) => x.EventDataStore = value);
}
