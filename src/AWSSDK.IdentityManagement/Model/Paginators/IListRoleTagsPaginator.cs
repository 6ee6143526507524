using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The pages of ListRoleTags, and what is on them. It can be enumerated once.</summary>
public interface IListRoleTagsPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<ListRoleTagsResponse> Responses { get; }

    /// <summary>The tags.</summary>
    IPaginatedEnumerable<Tag> Tags { get; }
}
