using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.IdentityManagement;

/// <summary>IAM, as far as TrailOps calls it: a part of the official client's interface.</summary>
public interface IAmazonIdentityManagementService : IAmazonService, IDisposable
{
    /// <summary>Enumerates what comes in pages.</summary>
    IIdentityManagementPaginatorFactory Paginators { get; }

    /// <summary>
    /// Attaches a managed policy to a role; attaching it twice is no error.
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
    /// </summary>
    Task<AttachRolePolicyResponse> AttachRolePolicyAsync(AttachRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes a customer managed policy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html</summary>
    Task<CreatePolicyResponse> CreatePolicyAsync(CreatePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a version to a customer managed policy, which may have five.
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html
    /// </summary>
    Task<CreatePolicyVersionResponse> CreatePolicyVersionAsync(CreatePolicyVersionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes a role. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html</summary>
    Task<CreateRoleResponse> CreateRoleAsync(CreateRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes a customer managed policy, which may be attached nowhere and have only its default version.
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html
    /// </summary>
    Task<DeletePolicyResponse> DeletePolicyAsync(DeletePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes a version of a customer managed policy, but for the default one.
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html
    /// </summary>
    Task<DeletePolicyVersionResponse> DeletePolicyVersionAsync(DeletePolicyVersionRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes a role, which may have no policies and be in no instance profile.
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
    /// </summary>
    Task<DeleteRoleResponse> DeleteRoleAsync(DeleteRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a role's permissions boundary away: its policies then grant what they say.
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html
    /// </summary>
    Task<DeleteRolePermissionsBoundaryResponse> DeleteRolePermissionsBoundaryAsync(DeleteRolePermissionsBoundaryRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a role's inline policy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html</summary>
    Task<DeleteRolePolicyResponse> DeleteRolePolicyAsync(DeleteRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Detaches a managed policy from a role. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html</summary>
    Task<DetachRolePolicyResponse> DetachRolePolicyAsync(DetachRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the account's users, groups, roles and policies with their documents and relations, in one list of pages.
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
    /// </summary>
    Task<GetAccountAuthorizationDetailsResponse> GetAccountAuthorizationDetailsAsync(GetAccountAuthorizationDetailsRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the account's IAM quotas and how much of them is used. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html
    /// </summary>
    Task<GetAccountSummaryResponse> GetAccountSummaryAsync(GetAccountSummaryRequest request, CancellationToken cancellationToken = default);

    /// <summary>GetAccountSummary without parameters.</summary>
    Task<GetAccountSummaryResponse> GetAccountSummaryAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a managed policy, without its document: GetPolicyVersion has it. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html
    /// </summary>
    Task<GetPolicyResponse> GetPolicyAsync(GetPolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a version of a managed policy with its document. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
    /// </summary>
    Task<GetPolicyVersionResponse> GetPolicyVersionAsync(GetPolicyVersionRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a role with its trust policy, boundary, tags and last use. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
    /// </summary>
    Task<GetRoleResponse> GetRoleAsync(GetRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a role's inline policy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html</summary>
    Task<GetRolePolicyResponse> GetRolePolicyAsync(GetRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the account's alias; there is at most one. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html</summary>
    Task<ListAccountAliasesResponse> ListAccountAliasesAsync(ListAccountAliasesRequest request, CancellationToken cancellationToken = default);

    /// <summary>ListAccountAliases without parameters.</summary>
    Task<ListAccountAliasesResponse> ListAccountAliasesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the managed policies attached to a role. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html
    /// </summary>
    Task<ListAttachedRolePoliciesResponse> ListAttachedRolePoliciesAsync(ListAttachedRolePoliciesRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the users, groups and roles that a managed policy is attached to.
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html
    /// </summary>
    Task<ListEntitiesForPolicyResponse> ListEntitiesForPolicyAsync(ListEntitiesForPolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists managed policies. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html</summary>
    Task<ListPoliciesResponse> ListPoliciesAsync(ListPoliciesRequest request, CancellationToken cancellationToken = default);

    /// <summary>ListPolicies without parameters.</summary>
    Task<ListPoliciesResponse> ListPoliciesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the versions of a managed policy, without their documents.
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html
    /// </summary>
    Task<ListPolicyVersionsResponse> ListPolicyVersionsAsync(ListPolicyVersionsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the names of a role's inline policies. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html</summary>
    Task<ListRolePoliciesResponse> ListRolePoliciesAsync(ListRolePoliciesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists a role's tags. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html</summary>
    Task<ListRoleTagsResponse> ListRoleTagsAsync(ListRoleTagsRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the account's roles. Tags, boundary and last use are left out: GetRole has them.
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
    /// </summary>
    Task<ListRolesResponse> ListRolesAsync(ListRolesRequest request, CancellationToken cancellationToken = default);

    /// <summary>ListRoles without parameters.</summary>
    Task<ListRolesResponse> ListRolesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets the managed policy that bounds a role's permissions.
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html
    /// </summary>
    Task<PutRolePermissionsBoundaryResponse> PutRolePermissionsBoundaryAsync(PutRolePermissionsBoundaryRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts an inline policy into a role, over one of the same name. https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
    /// </summary>
    Task<PutRolePolicyResponse> PutRolePolicyAsync(PutRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a version of a customer managed policy the one that counts.
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html
    /// </summary>
    Task<SetDefaultPolicyVersionResponse> SetDefaultPolicyVersionAsync(SetDefaultPolicyVersionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Adds tags to a role, or changes their values. https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html</summary>
    Task<TagRoleResponse> TagRoleAsync(TagRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes tags from a role. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html</summary>
    Task<UntagRoleResponse> UntagRoleAsync(UntagRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>Replaces a role's trust policy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html</summary>
    Task<UpdateAssumeRolePolicyResponse> UpdateAssumeRolePolicyAsync(UpdateAssumeRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Changes a role's description or its longest session. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html</summary>
    Task<UpdateRoleResponse> UpdateRoleAsync(UpdateRoleRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that a request would go to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonIdentityManagementServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonIdentityManagementServiceClient(awsCredentials, (AmazonIdentityManagementServiceConfig)clientConfig);
}
