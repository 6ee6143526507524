using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of ListRolePolicies, and what is on them. It can be enumerated once.</summary>
public interface IListRolePoliciesPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<ListRolePoliciesResponse> Responses { get; }

    /// <summary>The names of the policies.</summary>
    IPaginatedEnumerable<string> PolicyNames { get; }
}
