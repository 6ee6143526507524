using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <inheritdoc cref="ILookupEventsPaginator" />
internal sealed class LookupEventsPaginator(IAmazonCloudTrail client, LookupEventsRequest request)
    : Paginator<LookupEventsRequest, LookupEventsResponse>(request), ILookupEventsPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<Event> Events => Items(page => page.Events);

    /// <inheritdoc />
    protected override Task<LookupEventsResponse> AskAsync(LookupEventsRequest request, CancellationToken cancellationToken) =>
        client.LookupEventsAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(LookupEventsResponse page) => page.NextToken;

    /// <inheritdoc />
    protected override void SetToken(LookupEventsRequest request, string token) => request.NextToken = token;
}
