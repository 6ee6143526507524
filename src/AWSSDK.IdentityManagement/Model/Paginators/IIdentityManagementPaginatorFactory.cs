namespace Amazon.IdentityManagement.Model;

/// <summary>Paginators of IAM.</summary>
public interface IIdentityManagementPaginatorFactory
{
    /// <summary>The pages of GetAccountAuthorizationDetails.</summary>
    IGetAccountAuthorizationDetailsPaginator GetAccountAuthorizationDetails(GetAccountAuthorizationDetailsRequest request);

    /// <summary>The pages of ListAccountAliases.</summary>
    IListAccountAliasesPaginator ListAccountAliases(ListAccountAliasesRequest request);

    /// <summary>The pages of ListAttachedRolePolicies.</summary>
    IListAttachedRolePoliciesPaginator ListAttachedRolePolicies(ListAttachedRolePoliciesRequest request);

    /// <summary>The pages of ListEntitiesForPolicy.</summary>
    IListEntitiesForPolicyPaginator ListEntitiesForPolicy(ListEntitiesForPolicyRequest request);

    /// <summary>The pages of ListPolicies.</summary>
    IListPoliciesPaginator ListPolicies(ListPoliciesRequest request);

    /// <summary>The pages of ListPolicyVersions.</summary>
    IListPolicyVersionsPaginator ListPolicyVersions(ListPolicyVersionsRequest request);

    /// <summary>The pages of ListRolePolicies.</summary>
    IListRolePoliciesPaginator ListRolePolicies(ListRolePoliciesRequest request);

    /// <summary>The pages of ListRoleTags.</summary>
    IListRoleTagsPaginator ListRoleTags(ListRoleTagsRequest request);

    /// <summary>The pages of ListRoles.</summary>
    IListRolesPaginator ListRoles(ListRolesRequest request);
}
