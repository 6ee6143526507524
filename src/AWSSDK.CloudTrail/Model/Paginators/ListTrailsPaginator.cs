using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <inheritdoc cref="IListTrailsPaginator" />
internal sealed class ListTrailsPaginator(IAmazonCloudTrail client, ListTrailsRequest request)
    : Paginator<ListTrailsRequest, ListTrailsResponse>(request), IListTrailsPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<TrailInfo> Trails => Items(page => page.Trails);

    /// <inheritdoc />
    protected override Task<ListTrailsResponse> AskAsync(ListTrailsRequest request, CancellationToken cancellationToken) =>
        client.ListTrailsAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(ListTrailsResponse page) => page.NextToken;

    /// <inheritdoc />
    protected override void SetToken(ListTrailsRequest request, string token) => request.NextToken = token;
}
