using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <inheritdoc cref="IListEntitiesForPolicyPaginator" />
internal sealed class ListEntitiesForPolicyPaginator(IAmazonIdentityManagementService client, ListEntitiesForPolicyRequest request)
    : Paginator<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse>(request), IListEntitiesForPolicyPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<PolicyGroup> PolicyGroups => Items(page => page.PolicyGroups);

    /// <inheritdoc />
    public IPaginatedEnumerable<PolicyUser> PolicyUsers => Items(page => page.PolicyUsers);

    /// <inheritdoc />
    public IPaginatedEnumerable<PolicyRole> PolicyRoles => Items(page => page.PolicyRoles);

    /// <inheritdoc />
    protected override Task<ListEntitiesForPolicyResponse> AskAsync(ListEntitiesForPolicyRequest request, CancellationToken cancellationToken) =>
        client.ListEntitiesForPolicyAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(ListEntitiesForPolicyResponse page) => page.IsTruncated == true ? page.Marker : null;

    /// <inheritdoc />
    protected override void SetToken(ListEntitiesForPolicyRequest request, string token) => request.Marker = token;
}
