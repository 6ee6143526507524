using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <inheritdoc cref="IListPoliciesPaginator" />
internal sealed class ListPoliciesPaginator(IAmazonIdentityManagementService client, ListPoliciesRequest request)
    : Paginator<ListPoliciesRequest, ListPoliciesResponse>(request), IListPoliciesPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<ManagedPolicy> Policies => Items(page => page.Policies);

    /// <inheritdoc />
    protected override Task<ListPoliciesResponse> AskAsync(ListPoliciesRequest request, CancellationToken cancellationToken) =>
        client.ListPoliciesAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(ListPoliciesResponse page) => page.IsTruncated == true ? page.Marker : null;

    /// <inheritdoc />
    protected override void SetToken(ListPoliciesRequest request, string token) => request.Marker = token;
}
