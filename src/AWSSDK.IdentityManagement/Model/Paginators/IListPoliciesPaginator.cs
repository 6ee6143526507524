using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of ListPolicies, and what is on them. It can be enumerated once.</summary>
public interface IListPoliciesPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<ListPoliciesResponse> Responses { get; }

    /// <summary>The managed policies.</summary>
    IPaginatedEnumerable<ManagedPolicy> Policies { get; }
}
