using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <inheritdoc cref="IListPublicKeysPaginator" />
internal sealed class ListPublicKeysPaginator(IAmazonCloudTrail client, ListPublicKeysRequest request)
    : Paginator<ListPublicKeysRequest, ListPublicKeysResponse>(request), IListPublicKeysPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<PublicKey> PublicKeyList => Items(page => page.PublicKeyList);

    /// <inheritdoc />
    protected override Task<ListPublicKeysResponse> AskAsync(ListPublicKeysRequest request, CancellationToken cancellationToken) =>
        client.ListPublicKeysAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(ListPublicKeysResponse page) => page.NextToken;

    /// <inheritdoc />
    protected override void SetToken(ListPublicKeysRequest request, string token) => request.NextToken = token;
}
