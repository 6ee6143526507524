using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of ListRoles, and what is on them. It can be enumerated once.</summary>
public interface IListRolesPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<ListRolesResponse> Responses { get; }

    /// <summary>The roles.</summary>
    IPaginatedEnumerable<Role> Roles { get; }
}
