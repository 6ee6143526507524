namespace Amazon.IdentityManagement.Model;

/// <inheritdoc />
public class IdentityManagementPaginatorFactory : IIdentityManagementPaginatorFactory
{
    private readonly IAmazonIdentityManagementService _client;

    internal IdentityManagementPaginatorFactory(IAmazonIdentityManagementService client) => _client = client;

    /// <inheritdoc />
    public IGetAccountAuthorizationDetailsPaginator GetAccountAuthorizationDetails(GetAccountAuthorizationDetailsRequest request) =>
        new GetAccountAuthorizationDetailsPaginator(_client, request);

    /// <inheritdoc />
    public IListAccountAliasesPaginator ListAccountAliases(ListAccountAliasesRequest request) =>
        new ListAccountAliasesPaginator(_client, request);

    /// <inheritdoc />
    public IListAttachedRolePoliciesPaginator ListAttachedRolePolicies(ListAttachedRolePoliciesRequest request) =>
        new ListAttachedRolePoliciesPaginator(_client, request);

    /// <inheritdoc />
    public IListEntitiesForPolicyPaginator ListEntitiesForPolicy(ListEntitiesForPolicyRequest request) =>
        new ListEntitiesForPolicyPaginator(_client, request);

    /// <inheritdoc />
    public IListPoliciesPaginator ListPolicies(ListPoliciesRequest request) =>
        new ListPoliciesPaginator(_client, request);

    /// <inheritdoc />
    public IListPolicyVersionsPaginator ListPolicyVersions(ListPolicyVersionsRequest request) =>
        new ListPolicyVersionsPaginator(_client, request);

    /// <inheritdoc />
    public IListRolePoliciesPaginator ListRolePolicies(ListRolePoliciesRequest request) =>
        new ListRolePoliciesPaginator(_client, request);

    /// <inheritdoc />
    public IListRoleTagsPaginator ListRoleTags(ListRoleTagsRequest request) =>
        new ListRoleTagsPaginator(_client, request);

    /// <inheritdoc />
    public IListRolesPaginator ListRoles(ListRolesRequest request) =>
        new ListRolesPaginator(_client, request);
}
