using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of ListPolicyVersions, and what is on them. It can be enumerated once.</summary>
public interface IListPolicyVersionsPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<ListPolicyVersionsResponse> Responses { get; }

    /// <summary>The versions.</summary>
    IPaginatedEnumerable<PolicyVersion> Versions { get; }
}
