using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of ListAttachedRolePolicies, and what is on them. It can be enumerated once.</summary>
public interface IListAttachedRolePoliciesPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<ListAttachedRolePoliciesResponse> Responses { get; }

    /// <summary>The managed policies.</summary>
    IPaginatedEnumerable<AttachedPolicyType> AttachedPolicies { get; }
}
