using Amazon.CloudTrail.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.CloudTrail;

/// <summary>CloudTrail, as far as TrailOps calls it: a part of the official client's interface.</summary>
public interface IAmazonCloudTrail : IAmazonService, IDisposable
{
    /// <summary>Enumerates what comes in pages.</summary>
    ICloudTrailPaginatorFactory Paginators { get; }

    /// <summary>
    /// Adds tags to a trail, event data store or channel, or changes their values.
    /// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AddTags.html
    /// </summary>
    Task<AddTagsResponse> AddTagsAsync(AddTagsRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a trail that delivers log files to a bucket. It logs only after StartLogging.
    /// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html
    /// </summary>
    Task<CreateTrailResponse> CreateTrailAsync(CreateTrailRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes a trail; the bucket and its log files stay. Only in the trail's home region.
    /// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteTrail.html
    /// </summary>
    Task<DeleteTrailResponse> DeleteTrailAsync(DeleteTrailRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the settings of the trails in a region, shadow trails included. All come in one answer.
    /// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
    /// </summary>
    Task<DescribeTrailsResponse> DescribeTrailsAsync(DescribeTrailsRequest request, CancellationToken cancellationToken = default);

    /// <summary>DescribeTrails without parameters.</summary>
    Task<DescribeTrailsResponse> DescribeTrailsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the settings of one event data store. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventDataStore.html
    /// </summary>
    Task<GetEventDataStoreResponse> GetEventDataStoreAsync(GetEventDataStoreRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads which events a trail logs. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html</summary>
    Task<GetEventSelectorsResponse> GetEventSelectorsAsync(GetEventSelectorsRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads which unusual activity a trail or event data store looks for.
    /// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetInsightSelectors.html
    /// </summary>
    Task<GetInsightSelectorsResponse> GetInsightSelectorsAsync(GetInsightSelectorsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads the settings of one trail. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrail.html</summary>
    Task<GetTrailResponse> GetTrailAsync(GetTrailRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Whether a trail logs, and its last deliveries and their errors, as the region asked knows them.
    /// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
    /// </summary>
    Task<GetTrailStatusResponse> GetTrailStatusAsync(GetTrailStatusRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the names and ARNs of a region's event data stores. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListEventDataStores.html
    /// </summary>
    Task<ListEventDataStoresResponse> ListEventDataStoresAsync(ListEventDataStoresRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// The public keys whose private keys signed a region's digest files in a time range.
    /// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
    /// </summary>
    Task<ListPublicKeysResponse> ListPublicKeysAsync(ListPublicKeysRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the tags of trails, event data stores or channels. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListTags.html
    /// </summary>
    Task<ListTagsResponse> ListTagsAsync(ListTagsRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the names and home regions of the account's trails. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListTrails.html
    /// </summary>
    Task<ListTrailsResponse> ListTrailsAsync(ListTrailsRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Looks up management events of the last 90 days in the event history of one region, newest first. Two calls a second are let through for each
    /// account and region. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
    /// </summary>
    Task<LookupEventsResponse> LookupEventsAsync(LookupEventsRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets which events a trail logs; the other kind of selectors, basic or advanced, is erased. Only in the trail's home region.
    /// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
    /// </summary>
    Task<PutEventSelectorsResponse> PutEventSelectorsAsync(PutEventSelectorsRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets which unusual activity a trail or event data store looks for.
    /// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutInsightSelectors.html
    /// </summary>
    Task<PutInsightSelectorsResponse> PutInsightSelectorsAsync(PutInsightSelectorsRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes tags from a trail, event data store or channel. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_RemoveTags.html
    /// </summary>
    Task<RemoveTagsResponse> RemoveTagsAsync(RemoveTagsRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a trail's logging. Only in its home region. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartLogging.html
    /// </summary>
    Task<StartLoggingResponse> StartLoggingAsync(StartLoggingRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stops a trail's logging. Only in its home region. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html
    /// </summary>
    Task<StopLoggingResponse> StopLoggingAsync(StopLoggingRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes a trail's settings; what isn't set stays as it is. Only in the trail's home region.
    /// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html
    /// </summary>
    Task<UpdateTrailResponse> UpdateTrailAsync(UpdateTrailRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that a request would go to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonCloudTrailConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonCloudTrailClient(awsCredentials, (AmazonCloudTrailConfig)clientConfig);
}
