using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of ListAccountAliases, and what is on them. It can be enumerated once.</summary>
public interface IListAccountAliasesPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<ListAccountAliasesResponse> Responses { get; }

    /// <summary>The alias, if there is one.</summary>
    IPaginatedEnumerable<string> AccountAliases { get; }
}
