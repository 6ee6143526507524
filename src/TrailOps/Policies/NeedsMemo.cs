using System.Runtime.CompilerServices;
using TrailOps.Actions;
using TrailOps.Events;

namespace TrailOps.Policies;

/// <summary>
/// What requests needed that came before: in a log most calls come again and again and say the same of all that the tables ask about. A request is kept when
/// it comes for the second time, since those of some kinds come but once. What is kept is bounded; not thread-safe.
/// </summary>
internal sealed class NeedsMemo
{
    private const int MostEntries = 16_384;
    private const int MostSeen = 131_072;
    private const int MostBytes = 2048;
    private readonly Dictionary<ulong, NeedsEntry> _entries = [];
    private readonly HashSet<ulong> _seen = [];
    private readonly RequestExtract _request = new();

    /// <summary>What an event needs; the same entry for what says the same, of the same kind, account and region.</summary>
    public NeedsEntry Read(RoleEvent e, EventPlan plan)
    {
        _request.Clear();
        plan.Extract(e, _request);
        var context = ResourceContext.Of(e);
        var place = ByteHash.Add(ByteHash.Add((ulong)RuntimeHelpers.GetHashCode(plan), e.Raw(RecordField.AwsRegion)), e.Raw(RecordField.RecipientAccountId));
        var key = ByteHash.Add(place, _request.Bytes);
        if (_entries.TryGetValue(key, out var known) && known.IsOf(plan, context, _request.Bytes))
        {
            return known;
        }

        var entry = new NeedsEntry(plan, context, plan.Read(e, _request));
        if (known is not null || _entries.Count >= MostEntries || _request.Bytes.Length > MostBytes)
        {
            return entry;
        }

        if (_seen.Remove(key))
        {
            entry.Keep(_request.Bytes);
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
    private byte[] _request = [];

    public EventNeeds Needs => needs;

    /// <summary>Where calls of a role are counted that it made itself and that were not refused; null until there is one. Of several roles it is the last one's.</summary>
    public NeedCounters? Counters { get; set; }

    public void Keep(ReadOnlySpan<byte> request) => _request = request.ToArray();

    public bool IsOf(EventPlan otherPlan, ResourceContext otherContext, ReadOnlySpan<byte> request) =>
        plan == otherPlan && context == otherContext && request.SequenceEqual(_request);
}

/// <summary>Where the events of one request are counted: at each permission, once at each action, and at what it does not tell.</summary>
internal sealed record NeedCounters(NeededGrants Role, EventTally[] Needs, ActionTally[] Actions, RemarkTally[] Remarks);

/// <summary>How many events need an action, and their kinds.</summary>
internal sealed class ActionTally
{
    public long Count { get; set; }

    public SortedSet<string> Events { get; } = new(StringComparer.Ordinal);
}

/// <summary>How many events do not tell something.</summary>
internal sealed class RemarkTally
{
    public long Count { get; set; }
}
