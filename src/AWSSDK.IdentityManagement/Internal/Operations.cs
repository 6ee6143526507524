using Amazon.IdentityManagement.Model;
using Amazon.IdentityManagement.Query;
using Amazon.Runtime.Internal;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Internal;

/// <summary>The operations: what they take, what they answer, and which errors have types of their own.</summary>
internal static class Operations
{
    public static readonly InvokeOptions AttachRolePolicy = Operation("AttachRolePolicy", AttachRolePolicyRequest.Shape, AttachRolePolicyResponse.Shape,
        InvalidInputException.Error,
        LimitExceededException.Error,
        NoSuchEntityException.Error,
        PolicyNotAttachableException.Error,
        ServiceFailureException.Error,
        UnmodifiableEntityException.Error);

    public static readonly InvokeOptions CreatePolicy = Operation("CreatePolicy", CreatePolicyRequest.Shape, CreatePolicyResponse.Shape,
        ConcurrentModificationException.Error,
        EntityAlreadyExistsException.Error,
        InvalidInputException.Error,
        LimitExceededException.Error,
        MalformedPolicyDocumentException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions CreatePolicyVersion = Operation("CreatePolicyVersion", CreatePolicyVersionRequest.Shape, CreatePolicyVersionResponse.Shape,
        InvalidInputException.Error,
        LimitExceededException.Error,
        MalformedPolicyDocumentException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions CreateRole = Operation("CreateRole", CreateRoleRequest.Shape, CreateRoleResponse.Shape,
        ConcurrentModificationException.Error,
        EntityAlreadyExistsException.Error,
        InvalidInputException.Error,
        LimitExceededException.Error,
        MalformedPolicyDocumentException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions DeletePolicy = Operation("DeletePolicy", DeletePolicyRequest.Shape, DeletePolicyResponse.Shape,
        DeleteConflictException.Error,
        InvalidInputException.Error,
        LimitExceededException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions DeletePolicyVersion = Operation("DeletePolicyVersion", DeletePolicyVersionRequest.Shape, DeletePolicyVersionResponse.Shape,
        DeleteConflictException.Error,
        InvalidInputException.Error,
        LimitExceededException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions DeleteRole = Operation("DeleteRole", DeleteRoleRequest.Shape, DeleteRoleResponse.Shape,
        ConcurrentModificationException.Error,
        DeleteConflictException.Error,
        LimitExceededException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error,
        UnmodifiableEntityException.Error);

    public static readonly InvokeOptions DeleteRolePermissionsBoundary = Operation("DeleteRolePermissionsBoundary", DeleteRolePermissionsBoundaryRequest.Shape, DeleteRolePermissionsBoundaryResponse.Shape,
        NoSuchEntityException.Error,
        ServiceFailureException.Error,
        UnmodifiableEntityException.Error);

    public static readonly InvokeOptions DeleteRolePolicy = Operation("DeleteRolePolicy", DeleteRolePolicyRequest.Shape, DeleteRolePolicyResponse.Shape,
        LimitExceededException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error,
        UnmodifiableEntityException.Error);

    public static readonly InvokeOptions DetachRolePolicy = Operation("DetachRolePolicy", DetachRolePolicyRequest.Shape, DetachRolePolicyResponse.Shape,
        InvalidInputException.Error,
        LimitExceededException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error,
        UnmodifiableEntityException.Error);

    public static readonly InvokeOptions GetAccountAuthorizationDetails = Operation("GetAccountAuthorizationDetails", GetAccountAuthorizationDetailsRequest.Shape, GetAccountAuthorizationDetailsResponse.Shape,
        ServiceFailureException.Error);

    public static readonly InvokeOptions GetAccountSummary = Operation("GetAccountSummary", GetAccountSummaryRequest.Shape, GetAccountSummaryResponse.Shape,
        ServiceFailureException.Error);

    public static readonly InvokeOptions GetPolicy = Operation("GetPolicy", GetPolicyRequest.Shape, GetPolicyResponse.Shape,
        InvalidInputException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions GetPolicyVersion = Operation("GetPolicyVersion", GetPolicyVersionRequest.Shape, GetPolicyVersionResponse.Shape,
        InvalidInputException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions GetRole = Operation("GetRole", GetRoleRequest.Shape, GetRoleResponse.Shape,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions GetRolePolicy = Operation("GetRolePolicy", GetRolePolicyRequest.Shape, GetRolePolicyResponse.Shape,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions ListAccountAliases = Operation("ListAccountAliases", ListAccountAliasesRequest.Shape, ListAccountAliasesResponse.Shape,
        ServiceFailureException.Error);

    public static readonly InvokeOptions ListAttachedRolePolicies = Operation("ListAttachedRolePolicies", ListAttachedRolePoliciesRequest.Shape, ListAttachedRolePoliciesResponse.Shape,
        InvalidInputException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions ListEntitiesForPolicy = Operation("ListEntitiesForPolicy", ListEntitiesForPolicyRequest.Shape, ListEntitiesForPolicyResponse.Shape,
        InvalidInputException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions ListPolicies = Operation("ListPolicies", ListPoliciesRequest.Shape, ListPoliciesResponse.Shape,
        ServiceFailureException.Error);

    public static readonly InvokeOptions ListPolicyVersions = Operation("ListPolicyVersions", ListPolicyVersionsRequest.Shape, ListPolicyVersionsResponse.Shape,
        InvalidInputException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions ListRolePolicies = Operation("ListRolePolicies", ListRolePoliciesRequest.Shape, ListRolePoliciesResponse.Shape,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions ListRoleTags = Operation("ListRoleTags", ListRoleTagsRequest.Shape, ListRoleTagsResponse.Shape,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions ListRoles = Operation("ListRoles", ListRolesRequest.Shape, ListRolesResponse.Shape,
        ServiceFailureException.Error);

    public static readonly InvokeOptions PutRolePermissionsBoundary = Operation("PutRolePermissionsBoundary", PutRolePermissionsBoundaryRequest.Shape, PutRolePermissionsBoundaryResponse.Shape,
        InvalidInputException.Error,
        NoSuchEntityException.Error,
        PolicyNotAttachableException.Error,
        ServiceFailureException.Error,
        UnmodifiableEntityException.Error);

    public static readonly InvokeOptions PutRolePolicy = Operation("PutRolePolicy", PutRolePolicyRequest.Shape, PutRolePolicyResponse.Shape,
        LimitExceededException.Error,
        MalformedPolicyDocumentException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error,
        UnmodifiableEntityException.Error);

    public static readonly InvokeOptions SetDefaultPolicyVersion = Operation("SetDefaultPolicyVersion", SetDefaultPolicyVersionRequest.Shape, SetDefaultPolicyVersionResponse.Shape,
        InvalidInputException.Error,
        LimitExceededException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions TagRole = Operation("TagRole", TagRoleRequest.Shape, TagRoleResponse.Shape,
        ConcurrentModificationException.Error,
        InvalidInputException.Error,
        LimitExceededException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions UntagRole = Operation("UntagRole", UntagRoleRequest.Shape, UntagRoleResponse.Shape,
        ConcurrentModificationException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error);

    public static readonly InvokeOptions UpdateAssumeRolePolicy = Operation("UpdateAssumeRolePolicy", UpdateAssumeRolePolicyRequest.Shape, UpdateAssumeRolePolicyResponse.Shape,
        LimitExceededException.Error,
        MalformedPolicyDocumentException.Error,
        NoSuchEntityException.Error,
        ServiceFailureException.Error,
        UnmodifiableEntityException.Error);

    public static readonly InvokeOptions UpdateRole = Operation("UpdateRole", UpdateRoleRequest.Shape, UpdateRoleResponse.Shape,
        NoSuchEntityException.Error,
        ServiceFailureException.Error,
        UnmodifiableEntityException.Error);

    private static InvokeOptions Operation(string name, IQueryStructure request, IQueryStructure response, params ServiceError[] errors) => new()
    {
        RequestMarshaller = new QueryRequestMarshaller(name, request),
        ResponseUnmarshaller = new QueryResponseReader(name, response, errors),
    };
}
