using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <inheritdoc cref="IListRolePoliciesPaginator" />
internal sealed class ListRolePoliciesPaginator(IAmazonIdentityManagementService client, ListRolePoliciesRequest request)
    : Paginator<ListRolePoliciesRequest, ListRolePoliciesResponse>(request), IListRolePoliciesPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<string> PolicyNames => Items(page => page.PolicyNames);

    /// <inheritdoc />
    protected override Task<ListRolePoliciesResponse> AskAsync(ListRolePoliciesRequest request, CancellationToken cancellationToken) =>
        client.ListRolePoliciesAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(ListRolePoliciesResponse page) => page.IsTruncated == true ? page.Marker : null;

    /// <inheritdoc />
    protected override void SetToken(ListRolePoliciesRequest request, string token) => request.Marker = token;
}
