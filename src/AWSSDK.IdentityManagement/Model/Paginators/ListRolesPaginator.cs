using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <inheritdoc cref="IListRolesPaginator" />
internal sealed class ListRolesPaginator(IAmazonIdentityManagementService client, ListRolesRequest request)
    : Paginator<ListRolesRequest, ListRolesResponse>(request), IListRolesPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<Role> Roles => Items(page => page.Roles);

    /// <inheritdoc />
    protected override Task<ListRolesResponse> AskAsync(ListRolesRequest request, CancellationToken cancellationToken) =>
        client.ListRolesAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(ListRolesResponse page) => page.IsTruncated == true ? page.Marker : null;

    /// <inheritdoc />
    protected override void SetToken(ListRolesRequest request, string token) => request.Marker = token;
}
