using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The pages of ListTrails, and what is on them. It can be enumerated once.</summary>
public interface IListTrailsPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<ListTrailsResponse> Responses { get; }

    /// <summary>The trails.</summary>
    IPaginatedEnumerable<TrailInfo> Trails { get; }
}
