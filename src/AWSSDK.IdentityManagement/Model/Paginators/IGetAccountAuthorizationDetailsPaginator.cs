using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of GetAccountAuthorizationDetails, and what is on them. It can be enumerated once.</summary>
public interface IGetAccountAuthorizationDetailsPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<GetAccountAuthorizationDetailsResponse> Responses { get; }

    /// <summary>The users.</summary>
    IPaginatedEnumerable<UserDetail> UserDetailList { get; }

    /// <summary>The groups.</summary>
    IPaginatedEnumerable<GroupDetail> GroupDetailList { get; }

    /// <summary>The roles.</summary>
    IPaginatedEnumerable<RoleDetail> RoleDetailList { get; }

    /// <summary>The managed policies.</summary>
    IPaginatedEnumerable<ManagedPolicyDetail> Policies { get; }
}
