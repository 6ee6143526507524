using Amazon.CloudTrail.Internal;
using Amazon.CloudTrail.Model;

namespace Amazon.CloudTrail;

// The operations.
public partial class AmazonCloudTrailClient
{
    /// <inheritdoc />
    public virtual Task<AddTagsResponse> AddTagsAsync(AddTagsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AddTagsResponse>(request, Operations.AddTags, cancellationToken);

    /// <inheritdoc />
    public virtual Task<CreateTrailResponse> CreateTrailAsync(CreateTrailRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateTrailResponse>(request, Operations.CreateTrail, cancellationToken);

    /// <inheritdoc />
    public virtual Task<DeleteTrailResponse> DeleteTrailAsync(DeleteTrailRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteTrailResponse>(request, Operations.DeleteTrail, cancellationToken);

    /// <inheritdoc />
    public virtual Task<DescribeTrailsResponse> DescribeTrailsAsync(DescribeTrailsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeTrailsResponse>(request, Operations.DescribeTrails, cancellationToken);

    /// <inheritdoc />
    public virtual Task<DescribeTrailsResponse> DescribeTrailsAsync(CancellationToken cancellationToken = default) =>
        DescribeTrailsAsync(new DescribeTrailsRequest(), cancellationToken);

    /// <inheritdoc />
    public virtual Task<GetEventDataStoreResponse> GetEventDataStoreAsync(GetEventDataStoreRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetEventDataStoreResponse>(request, Operations.GetEventDataStore, cancellationToken);

    /// <inheritdoc />
    public virtual Task<GetEventSelectorsResponse> GetEventSelectorsAsync(GetEventSelectorsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetEventSelectorsResponse>(request, Operations.GetEventSelectors, cancellationToken);

    /// <inheritdoc />
    public virtual Task<GetInsightSelectorsResponse> GetInsightSelectorsAsync(GetInsightSelectorsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetInsightSelectorsResponse>(request, Operations.GetInsightSelectors, cancellationToken);

    /// <inheritdoc />
    public virtual Task<GetTrailResponse> GetTrailAsync(GetTrailRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetTrailResponse>(request, Operations.GetTrail, cancellationToken);

    /// <inheritdoc />
    public virtual Task<GetTrailStatusResponse> GetTrailStatusAsync(GetTrailStatusRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetTrailStatusResponse>(request, Operations.GetTrailStatus, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListEventDataStoresResponse> ListEventDataStoresAsync(ListEventDataStoresRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListEventDataStoresResponse>(request, Operations.ListEventDataStores, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListPublicKeysResponse> ListPublicKeysAsync(ListPublicKeysRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListPublicKeysResponse>(request, Operations.ListPublicKeys, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListTagsResponse> ListTagsAsync(ListTagsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListTagsResponse>(request, Operations.ListTags, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListTrailsResponse> ListTrailsAsync(ListTrailsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListTrailsResponse>(request, Operations.ListTrails, cancellationToken);

    /// <inheritdoc />
    public virtual Task<LookupEventsResponse> LookupEventsAsync(LookupEventsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<LookupEventsResponse>(request, Operations.LookupEvents, cancellationToken);

    /// <inheritdoc />
    public virtual Task<PutEventSelectorsResponse> PutEventSelectorsAsync(PutEventSelectorsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutEventSelectorsResponse>(request, Operations.PutEventSelectors, cancellationToken);

    /// <inheritdoc />
    public virtual Task<PutInsightSelectorsResponse> PutInsightSelectorsAsync(PutInsightSelectorsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutInsightSelectorsResponse>(request, Operations.PutInsightSelectors, cancellationToken);

    /// <inheritdoc />
    public virtual Task<RemoveTagsResponse> RemoveTagsAsync(RemoveTagsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<RemoveTagsResponse>(request, Operations.RemoveTags, cancellationToken);

    /// <inheritdoc />
    public virtual Task<StartLoggingResponse> StartLoggingAsync(StartLoggingRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartLoggingResponse>(request, Operations.StartLogging, cancellationToken);

    /// <inheritdoc />
    public virtual Task<StopLoggingResponse> StopLoggingAsync(StopLoggingRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StopLoggingResponse>(request, Operations.StopLogging, cancellationToken);

    /// <inheritdoc />
    public virtual Task<UpdateTrailResponse> UpdateTrailAsync(UpdateTrailRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateTrailResponse>(request, Operations.UpdateTrail, cancellationToken);
}
