using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <inheritdoc cref="IGetAccountAuthorizationDetailsPaginator" />
internal sealed class GetAccountAuthorizationDetailsPaginator(IAmazonIdentityManagementService client, GetAccountAuthorizationDetailsRequest request)
    : Paginator<GetAccountAuthorizationDetailsRequest, GetAccountAuthorizationDetailsResponse>(request), IGetAccountAuthorizationDetailsPaginator
{
    /// <inheritdoc />
    public IPaginatedEnumerable<UserDetail> UserDetailList => Items(page => page.UserDetailList);

    /// <inheritdoc />
    public IPaginatedEnumerable<GroupDetail> GroupDetailList => Items(page => page.GroupDetailList);

    /// <inheritdoc />
    public IPaginatedEnumerable<RoleDetail> RoleDetailList => Items(page => page.RoleDetailList);

    /// <inheritdoc />
    public IPaginatedEnumerable<ManagedPolicyDetail> Policies => Items(page => page.Policies);

    /// <inheritdoc />
    protected override Task<GetAccountAuthorizationDetailsResponse> AskAsync(GetAccountAuthorizationDetailsRequest request, CancellationToken cancellationToken) =>
        client.GetAccountAuthorizationDetailsAsync(request, cancellationToken);

    /// <inheritdoc />
    protected override string? NextToken(GetAccountAuthorizationDetailsResponse page) => page.IsTruncated == true ? page.Marker : null;

    /// <inheritdoc />
    protected override void SetToken(GetAccountAuthorizationDetailsRequest request, string token) => request.Marker = token;
}
