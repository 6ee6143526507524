using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <inheritdoc cref="IListPolicyVersionsPaginator" />
internal sealed class ListPolicyVersionsPaginator(IAmazonIdentityManagementService client, ListPolicyVersionsRequest request)
    : Paginator<ListPolicyVersionsRequest, ListPolicyVersionsResponse>(request), IListPolicyVersionsPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<PolicyVersion> Versions => Items(page => page.Versions);

    /// <inheritdoc />
    protected override Task<ListPolicyVersionsResponse> AskAsync(ListPolicyVersionsRequest request, CancellationToken cancellationToken) =>
        client.ListPolicyVersionsAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(ListPolicyVersionsResponse page) => page.IsTruncated == true ? page.Marker : null;

    /// <inheritdoc />
    protected override void SetToken(ListPolicyVersionsRequest request, string token) => request.Marker = token;
}
