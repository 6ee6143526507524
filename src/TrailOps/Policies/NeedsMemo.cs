using System.Runtime.CompilerServices;
using TrailOps.Actions;
using TrailOps.Events;

namespace TrailOps.Policies;

/// <summary>
/// What requests needed that came before: in a log most calls come again and again with the same request, byte by byte. A request is kept when it comes for
/// the second time, since those with a token of their own come but once. What is kept is bounded; not thread-safe.
/// </summary>
internal sealed class NeedsMemo
{
    private const int MostEntries = 16_384;
    private const int MostSeen = 131_072;
    private const int MostBytes = 2048;
    private readonly Dictionary<ulong, NeedsEntry> _entries = [];
    private readonly HashSet<ulong> _seen = [];

    /// <summary>What an event needs; the same entry for the same request of the same kind, account and region.</summary>
    public NeedsEntry Read(RoleEvent e, EventPlan plan)
    {
        var context = ResourceContext.Of(e);
        var request = e.Raw(RecordField.RequestParameters);
        var resources = e.Raw(RecordField.Resources);
        var response = plan.IsCreating ? e.Raw(RecordField.ResponseElements) : default;
        var place = ByteHash.Add(ByteHash.Add((ulong)RuntimeHelpers.GetHashCode(plan), e.Raw(RecordField.AwsRegion)), e.Raw(RecordField.RecipientAccountId));
        var key = ByteHash.Add(ByteHash.Add(ByteHash.Add(place, request), resources), response);
        if (_entries.TryGetValue(key, out var known) && known.IsOf(plan, context, request, resources, response))
        {
            return known;
        }

        var entry = new NeedsEntry(plan, context, plan.Read(e));
        if (known is not null || _entries.Count >= MostEntries || request.Length + resources.Length + response.Length > MostBytes)
        {
            return entry;
        }

        if (_seen.Remove(key))
        {
            entry.Keep(request, resources, response);
            _entries.Add(key, entry);
        }
        else if (_seen.Count < MostSeen)
        {
            _seen.Add(key);
        }

        return entry;
    }
}

/// <summary>What a request needs, and where it is counted.</summary>
internal sealed class NeedsEntry(EventPlan plan, ResourceContext context, EventNeeds needs)
{
    private byte[]? _request;
    private byte[]? _resources;
    private byte[]? _response;

    public EventNeeds Needs => needs;

    /// <summary>Where calls of a role are counted that it made itself and that were not refused; null until there is one. Of several roles it is the last one's.</summary>
    public NeedCounters? Counters { get; set; }

    public void Keep(ReadOnlySpan<byte> request, ReadOnlySpan<byte> resources, ReadOnlySpan<byte> response) =>
        (_request, _resources, _response) = (request.ToArray(), resources.ToArray(), response.ToArray());

    public bool IsOf(EventPlan otherPlan, ResourceContext otherContext, ReadOnlySpan<byte> request, ReadOnlySpan<byte> resources, ReadOnlySpan<byte> response) =>
        plan == otherPlan && context == otherContext && request.SequenceEqual(_request) && resources.SequenceEqual(_resources) && response.SequenceEqual(_response);
}

/// <summary>Where the events of one request are counted: at each permission, and once at each action.</summary>
internal sealed record NeedCounters(NeededGrants Role, EventTally[] Needs, ActionTally[] Actions);
