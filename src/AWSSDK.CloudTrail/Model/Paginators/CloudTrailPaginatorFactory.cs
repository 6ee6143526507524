namespace Amazon.CloudTrail.Model;

/// <inheritdoc />
public class CloudTrailPaginatorFactory : ICloudTrailPaginatorFactory
{
    private readonly IAmazonCloudTrail _client;

    internal CloudTrailPaginatorFactory(IAmazonCloudTrail client) => _client = client;

    /// <inheritdoc />
    public IListPublicKeysPaginator ListPublicKeys(ListPublicKeysRequest request) =>
        new ListPublicKeysPaginator(_client, request);

    /// <inheritdoc />
    public IListTagsPaginator ListTags(ListTagsRequest request) =>
        new ListTagsPaginator(_client, request);

    /// <inheritdoc />
    public IListTrailsPaginator ListTrails(ListTrailsRequest request) =>
        new ListTrailsPaginator(_client, request);

    /// <inheritdoc />
    public ILookupEventsPaginator LookupEvents(LookupEventsRequest request) =>
        new LookupEventsPaginator(_client, request);
}
