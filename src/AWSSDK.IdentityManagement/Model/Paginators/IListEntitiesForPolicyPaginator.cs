using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of ListEntitiesForPolicy, and what is on them. It can be enumerated once.</summary>
public interface IListEntitiesForPolicyPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<ListEntitiesForPolicyResponse> Responses { get; }

    /// <summary>The groups.</summary>
    IPaginatedEnumerable<PolicyGroup> PolicyGroups { get; }

    /// <summary>The users.</summary>
    IPaginatedEnumerable<PolicyUser> PolicyUsers { get; }

    /// <summary>The roles.</summary>
    IPaginatedEnumerable<PolicyRole> PolicyRoles { get; }
}
