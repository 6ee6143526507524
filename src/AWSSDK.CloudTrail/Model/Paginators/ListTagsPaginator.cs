using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <inheritdoc cref="IListTagsPaginator" />
internal sealed class ListTagsPaginator(IAmazonCloudTrail client, ListTagsRequest request)
    : Paginator<ListTagsRequest, ListTagsResponse>(request), IListTagsPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<ResourceTag> ResourceTagList => Items(page => page.ResourceTagList);

    /// <inheritdoc />
    protected override Task<ListTagsResponse> AskAsync(ListTagsRequest request, CancellationToken cancellationToken) =>
        client.ListTagsAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(ListTagsResponse page) => page.NextToken;

    /// <inheritdoc />
    protected override void SetToken(ListTagsRequest request, string token) => request.NextToken = token;
}
