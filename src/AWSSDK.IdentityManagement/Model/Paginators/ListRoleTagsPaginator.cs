using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <inheritdoc cref="IListRoleTagsPaginator" />
internal sealed class ListRoleTagsPaginator(IAmazonIdentityManagementService client, ListRoleTagsRequest request)
    : Paginator<ListRoleTagsRequest, ListRoleTagsResponse>(request), IListRoleTagsPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<Tag> Tags => Items(page => page.Tags);

    /// <inheritdoc />
    protected override Task<ListRoleTagsResponse> AskAsync(ListRoleTagsRequest request, CancellationToken cancellationToken) =>
        client.ListRoleTagsAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(ListRoleTagsResponse page) => page.IsTruncated == true ? page.Marker : null;

    /// <inheritdoc />
    protected override void SetToken(ListRoleTagsRequest request, string token) => request.Marker = token;
}
