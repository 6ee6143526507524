using Amazon.IdentityManagement.Internal;
using Amazon.IdentityManagement.Model;

namespace Amazon.IdentityManagement;

// The operations.
public partial class AmazonIdentityManagementServiceClient
{
    /// <inheritdoc />
    public virtual Task<AttachRolePolicyResponse> AttachRolePolicyAsync(AttachRolePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AttachRolePolicyResponse>(request, Operations.AttachRolePolicy, cancellationToken);

    /// <inheritdoc />
    public virtual Task<CreatePolicyResponse> CreatePolicyAsync(CreatePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreatePolicyResponse>(request, Operations.CreatePolicy, cancellationToken);

    /// <inheritdoc />
    public virtual Task<CreatePolicyVersionResponse> CreatePolicyVersionAsync(CreatePolicyVersionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreatePolicyVersionResponse>(request, Operations.CreatePolicyVersion, cancellationToken);

    /// <inheritdoc />
    public virtual Task<CreateRoleResponse> CreateRoleAsync(CreateRoleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateRoleResponse>(request, Operations.CreateRole, cancellationToken);

    /// <inheritdoc />
    public virtual Task<DeletePolicyResponse> DeletePolicyAsync(DeletePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeletePolicyResponse>(request, Operations.DeletePolicy, cancellationToken);

    /// <inheritdoc />
    public virtual Task<DeletePolicyVersionResponse> DeletePolicyVersionAsync(DeletePolicyVersionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeletePolicyVersionResponse>(request, Operations.DeletePolicyVersion, cancellationToken);

    /// <inheritdoc />
    public virtual Task<DeleteRoleResponse> DeleteRoleAsync(DeleteRoleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteRoleResponse>(request, Operations.DeleteRole, cancellationToken);

    /// <inheritdoc />
    public virtual Task<DeleteRolePermissionsBoundaryResponse> DeleteRolePermissionsBoundaryAsync(DeleteRolePermissionsBoundaryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteRolePermissionsBoundaryResponse>(request, Operations.DeleteRolePermissionsBoundary, cancellationToken);

    /// <inheritdoc />
    public virtual Task<DeleteRolePolicyResponse> DeleteRolePolicyAsync(DeleteRolePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteRolePolicyResponse>(request, Operations.DeleteRolePolicy, cancellationToken);

    /// <inheritdoc />
    public virtual Task<DetachRolePolicyResponse> DetachRolePolicyAsync(DetachRolePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DetachRolePolicyResponse>(request, Operations.DetachRolePolicy, cancellationToken);

    /// <inheritdoc />
    public virtual Task<GetAccountAuthorizationDetailsResponse> GetAccountAuthorizationDetailsAsync(GetAccountAuthorizationDetailsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetAccountAuthorizationDetailsResponse>(request, Operations.GetAccountAuthorizationDetails, cancellationToken);

    /// <inheritdoc />
    public virtual Task<GetAccountSummaryResponse> GetAccountSummaryAsync(GetAccountSummaryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetAccountSummaryResponse>(request, Operations.GetAccountSummary, cancellationToken);

    /// <inheritdoc />
    public virtual Task<GetAccountSummaryResponse> GetAccountSummaryAsync(CancellationToken cancellationToken = default) =>
        GetAccountSummaryAsync(new GetAccountSummaryRequest(), cancellationToken);

    /// <inheritdoc />
    public virtual Task<GetPolicyResponse> GetPolicyAsync(GetPolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetPolicyResponse>(request, Operations.GetPolicy, cancellationToken);

    /// <inheritdoc />
    public virtual Task<GetPolicyVersionResponse> GetPolicyVersionAsync(GetPolicyVersionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetPolicyVersionResponse>(request, Operations.GetPolicyVersion, cancellationToken);

    /// <inheritdoc />
    public virtual Task<GetRoleResponse> GetRoleAsync(GetRoleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetRoleResponse>(request, Operations.GetRole, cancellationToken);

    /// <inheritdoc />
    public virtual Task<GetRolePolicyResponse> GetRolePolicyAsync(GetRolePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetRolePolicyResponse>(request, Operations.GetRolePolicy, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListAccountAliasesResponse> ListAccountAliasesAsync(ListAccountAliasesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccountAliasesResponse>(request, Operations.ListAccountAliases, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListAccountAliasesResponse> ListAccountAliasesAsync(CancellationToken cancellationToken = default) =>
        ListAccountAliasesAsync(new ListAccountAliasesRequest(), cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListAttachedRolePoliciesResponse> ListAttachedRolePoliciesAsync(ListAttachedRolePoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAttachedRolePoliciesResponse>(request, Operations.ListAttachedRolePolicies, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListEntitiesForPolicyResponse> ListEntitiesForPolicyAsync(ListEntitiesForPolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListEntitiesForPolicyResponse>(request, Operations.ListEntitiesForPolicy, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListPoliciesResponse> ListPoliciesAsync(ListPoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListPoliciesResponse>(request, Operations.ListPolicies, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListPoliciesResponse> ListPoliciesAsync(CancellationToken cancellationToken = default) =>
        ListPoliciesAsync(new ListPoliciesRequest(), cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListPolicyVersionsResponse> ListPolicyVersionsAsync(ListPolicyVersionsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListPolicyVersionsResponse>(request, Operations.ListPolicyVersions, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListRolePoliciesResponse> ListRolePoliciesAsync(ListRolePoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRolePoliciesResponse>(request, Operations.ListRolePolicies, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListRoleTagsResponse> ListRoleTagsAsync(ListRoleTagsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRoleTagsResponse>(request, Operations.ListRoleTags, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListRolesResponse> ListRolesAsync(ListRolesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRolesResponse>(request, Operations.ListRoles, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListRolesResponse> ListRolesAsync(CancellationToken cancellationToken = default) =>
        ListRolesAsync(new ListRolesRequest(), cancellationToken);

    /// <inheritdoc />
    public virtual Task<PutRolePermissionsBoundaryResponse> PutRolePermissionsBoundaryAsync(PutRolePermissionsBoundaryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutRolePermissionsBoundaryResponse>(request, Operations.PutRolePermissionsBoundary, cancellationToken);

    /// <inheritdoc />
    public virtual Task<PutRolePolicyResponse> PutRolePolicyAsync(PutRolePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutRolePolicyResponse>(request, Operations.PutRolePolicy, cancellationToken);

    /// <inheritdoc />
    public virtual Task<SetDefaultPolicyVersionResponse> SetDefaultPolicyVersionAsync(SetDefaultPolicyVersionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<SetDefaultPolicyVersionResponse>(request, Operations.SetDefaultPolicyVersion, cancellationToken);

    /// <inheritdoc />
    public virtual Task<TagRoleResponse> TagRoleAsync(TagRoleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<TagRoleResponse>(request, Operations.TagRole, cancellationToken);

    /// <inheritdoc />
    public virtual Task<UntagRoleResponse> UntagRoleAsync(UntagRoleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UntagRoleResponse>(request, Operations.UntagRole, cancellationToken);

    /// <inheritdoc />
    public virtual Task<UpdateAssumeRolePolicyResponse> UpdateAssumeRolePolicyAsync(UpdateAssumeRolePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateAssumeRolePolicyResponse>(request, Operations.UpdateAssumeRolePolicy, cancellationToken);

    /// <inheritdoc />
    public virtual Task<UpdateRoleResponse> UpdateRoleAsync(UpdateRoleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateRoleResponse>(request, Operations.UpdateRole, cancellationToken);
}
