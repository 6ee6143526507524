using System.Collections.Concurrent;
using TrailOps.Events;

namespace TrailOps.Actions;

/// <summary>
/// The plans of the kinds of events that have come, found by the record's own bytes: no text is made to find one. Bounded, so that hostile logs in which
/// each event has a name of its own, or a long one, do not fill the memory. Thread-safe.
/// </summary>
internal static class EventPlanCache
{
    private const int LongestCached = 256;
    private static readonly RecordField[] Members = [RecordField.EventSource, RecordField.EventName, RecordField.EventType];
    private static readonly ConcurrentDictionary<ulong, Entry> ByHash = new();
    private static readonly ConcurrentDictionary<(string Source, string Name, string? Type, string? Service), EventPlan> ByName = new();

    public static EventPlan Get(RoleEvent e)
    {
        // Two services share this source, and other members tell them apart.
        if (e.Raw(RecordField.EventSource).SequenceEqual("autoscaling.amazonaws.com"u8))
        {
            return FindByName(e);
        }

        ulong key = 0;
        foreach (var member in Members)
        {
            key = ByteHash.Add(key, e.Raw(member));
        }

        if (ByHash.TryGetValue(key, out var entry) && entry.IsOf(e))
        {
            return entry.Plan;
        }

        return entry is null ? Remember(e, key) : FindByName(e);
    }

    private static EventPlan Remember(RoleEvent e, ulong key)
    {
        var plan = FindByName(e);
        if (HasRoom(ByHash.Count, plan) && Members.Sum(member => e.Raw(member).Length) <= LongestCached)
        {
            ByHash.TryAdd(key, new Entry([.. Members.Select(member => e.Raw(member).ToArray())], plan));
        }

        return plan;
    }

    /// <summary>Kinds that are not known take half of the places: there may be any number of them, and their plans are made in no time.</summary>
    private static bool HasRoom(int count, EventPlan plan) => count < (plan.IsMapped ? EventActionMap.CacheLimit : EventActionMap.CacheLimit / 2);

    private static EventPlan FindByName(RoleEvent e)
    {
        var key = (e.EventSource ?? "", e.EventName ?? "", e.EventType, e.CalledService);
        if (ByName.TryGetValue(key, out var plan))
        {
            return plan;
        }

        plan = new EventPlan(key.Item1, key.Item2, key.EventType, key.CalledService);
        var length = key.Item1.Length + key.Item2.Length + (key.EventType?.Length ?? 0) + (key.CalledService?.Length ?? 0);
        return length <= LongestCached && HasRoom(ByName.Count, plan) ? ByName.GetOrAdd(key, plan) : plan;
    }

    private sealed record Entry(byte[][] Texts, EventPlan Plan)
    {
        public bool IsOf(RoleEvent e)
        {
            for (var i = 0; i < Members.Length; i++)
            {
                if (!e.Raw(Members[i]).SequenceEqual(Texts[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
