using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The pages of LookupEvents, and what is on them. It can be enumerated once.</summary>
public interface ILookupEventsPaginator
{
    /// <summary>The pages.</summary>
    IPaginatedEnumerable<LookupEventsResponse> Responses { get; }

    /// <summary>The events, newest first.</summary>
    IPaginatedEnumerable<Event> Events { get; }
}
