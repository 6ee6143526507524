using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The pages of ListTags, and what is on them. It can be enumerated once.</summary>
public interface IListTagsPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<ListTagsResponse> Responses { get; }

    /// <summary>The resources and their tags.</summary>
    IPaginatedEnumerable<ResourceTag> ResourceTagList { get; }
}
