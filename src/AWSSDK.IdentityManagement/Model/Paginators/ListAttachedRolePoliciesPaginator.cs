using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <inheritdoc cref="IListAttachedRolePoliciesPaginator" />
internal sealed class ListAttachedRolePoliciesPaginator(IAmazonIdentityManagementService client, ListAttachedRolePoliciesRequest request)
    : Paginator<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse>(request), IListAttachedRolePoliciesPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<AttachedPolicyType> AttachedPolicies => Items(page => page.AttachedPolicies);

    /// <inheritdoc />
    protected override Task<ListAttachedRolePoliciesResponse> AskAsync(ListAttachedRolePoliciesRequest request, CancellationToken cancellationToken) =>
        client.ListAttachedRolePoliciesAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(ListAttachedRolePoliciesResponse page) => page.IsTruncated == true ? page.Marker : null;

    /// <inheritdoc />
    protected override void SetToken(ListAttachedRolePoliciesRequest request, string token) => request.Marker = token;
}
