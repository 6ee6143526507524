using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <inheritdoc cref="IListAccountAliasesPaginator" />
internal sealed class ListAccountAliasesPaginator(IAmazonIdentityManagementService client, ListAccountAliasesRequest request)
    : Paginator<ListAccountAliasesRequest, ListAccountAliasesResponse>(request), IListAccountAliasesPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<string> AccountAliases => Items(page => page.AccountAliases);

    /// <inheritdoc />
    protected override Task<ListAccountAliasesResponse> AskAsync(ListAccountAliasesRequest request, CancellationToken cancellationToken) =>
        client.ListAccountAliasesAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(ListAccountAliasesResponse page) => page.IsTruncated == true ? page.Marker : null;

    /// <inheritdoc />
    protected override void SetToken(ListAccountAliasesRequest request, string token) => request.Marker = token;
}
