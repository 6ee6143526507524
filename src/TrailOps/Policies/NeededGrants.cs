using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>Which needs are one: they say the same, for the same reason, of the same kind of event.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resources">The resources, one a line.</param>
/// <param name="Condition">What must hold besides.</param>
/// <param name="Source">The rule.</param>
/// <param name="Event">The kind of event.</param>
/// <param name="Via">The service that made the call for the role; null where the role made it.</param>
/// <param name="IsRefused">Whether the call was refused.</param>
internal readonly record struct NeedKey(
    string Action, string Resources, GrantCondition? Condition, NeedSource Source, string Event, string? Via, bool IsRefused)
{
    /// <summary>Resources and the rule tell most needs apart; the rest is compared.</summary>
    public override int GetHashCode() => HashCode.Combine(Resources, RuntimeHelpers.GetHashCode(Source));
}

/// <summary>What the events of a role need, as they come: memory grows with what is needed, not with the events.</summary>
internal sealed class NeededGrants
{
    private readonly Dictionary<NeedKey, EventTally> _needs = [];
    private readonly Dictionary<string, ActionTally> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<(RolePolicyRemarkKind Kind, string Action, string Event, string Message), RemarkTally> _remarks = [];
    private readonly HashSet<string> _created = new(StringComparer.Ordinal);
    private readonly HeldRoles _held = new();

    /// <summary>How many events need each action.</summary>
    public IReadOnlyDictionary<string, ActionTally> Actions => _actions;

    /// <summary>What the events do not tell of what they need.</summary>
    public IEnumerable<RolePolicyRemark> Remarks => _remarks.Select(r => new RolePolicyRemark(r.Key.Kind, r.Key.Action, r.Key.Event, r.Value.Count, r.Key.Message));

    /// <summary>Takes what an event needs; false where that was known already.</summary>
    public bool Add(RoleEvent e, string label, NeedsEntry entry, bool isRefused, bool onlyNews, DateTime? time)
    {
        var via = e.InvokedBy is { } by && ServiceCall.IsService(by) ? by : null;
        var isUsual = via is null && !isRefused;
        var known = isUsual && entry.Counters?.Role == this ? entry.Counters : null;
        if (onlyNews && (known is not null || IsKnown(entry.Needs, label, via, isRefused)))
        {
            return false;
        }

        var counters = known ?? CountersOf(entry.Needs, label, via, isRefused);
        entry.Counters = isUsual ? counters : entry.Counters;
        foreach (var tally in counters.Needs)
        {
            tally.Add(e, time);
        }

        foreach (var action in counters.Actions)
        {
            action.Count++;
        }

        foreach (var remark in counters.Remarks)
        {
            remark.Count++;
        }

        _held.Learn(e);
        return true;
    }

    /// <summary>Takes what a refused call needs.</summary>
    public void Add(Need need, string label, long count)
    {
        var counters = CountersOf(new EventNeeds(new EventActions(EventActionKind.Mapped, [need.Action], need.Source.Reason, null), [need]), label, via: null, isRefused: true);
        counters.Needs[0].Add(count);
        counters.Actions[0].Count += count;
        foreach (var remark in counters.Remarks)
        {
            remark.Count += count;
        }
    }

    /// <summary>Takes what was refused and can't be allowed.</summary>
    public void Add(RolePolicyRemarkKind kind, string action, string label, string message, long count)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_remarks, (kind, action, label, message), out _);
        (tally ??= new RemarkTally()).Count += count;
    }

    private bool IsKnown(EventNeeds needs, string label, string? via, bool isRefused) =>
        needs.Needs.All(need => _needs.ContainsKey(KeyOf(need, label, via, isRefused)));

    private NeedCounters CountersOf(EventNeeds needs, string label, string? via, bool isRefused)
    {
        _created.UnionWith(needs.Created);
        var tallies = new EventTally[needs.Needs.Count];
        for (var i = 0; i < tallies.Length; i++)
        {
            ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_needs, KeyOf(needs.Needs[i], label, via, isRefused), out _);
            tallies[i] = tally ??= new EventTally();
        }

        if (tallies.Length == 1)
        {
            return new(this, tallies, [ActionTallyOf(needs.Needs[0].Action, label)], RemarksOf(needs, label));
        }

        var actions = needs.Needs.Select(need => need.Action).Distinct(StringComparer.Ordinal).Select(action => ActionTallyOf(action, label));
        return new(this, tallies, [.. actions], RemarksOf(needs, label));
    }

    private ActionTally ActionTallyOf(string action, string label)
    {
        var tally = _actions.TryGetValue(action, out var known) ? known : _actions[action] = new();
        tally.Events.Add(label);
        return tally;
    }

    private RemarkTally[] RemarksOf(EventNeeds needs, string label)
    {
        var untold = needs.Needs.Where(need => need.Remark is not null).Select(need => (RolePolicyRemarkKind.ResourceUnknown, need.Action, need.Remark!));
        return [.. untold.Concat(needs.Remarks).Select(remark =>
        {
            ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_remarks, (remark.Item1, remark.Item2, label, remark.Item3), out _);
            return tally ??= new RemarkTally();
        })];
    }

    /// <summary>Each need with its resources as they are once all events are known, what holds them where they could not be found, and how often it came.</summary>
    public IEnumerable<(NeedKey Key, List<string> Resources, RoleHolder? UnknownIn, EventTally Tally)> All()
    {
        foreach (var (key, tally) in _needs)
        {
            var resources = key.Resources.Split('\n');
            var holder = RoleHolder.In(key.Action, resources[0]);
            var found = holder is null ? resources : _held.Of(holder, key.Action).SelectMany(arns => arns);
            yield return (key, [.. found.Select(r => Creations.Widen(r, _created)).Distinct(StringComparer.Ordinal)], holder is null ? null : _held.UntoldIn(holder, key.Action), tally);
        }
    }

    private static NeedKey KeyOf(Need need, string label, string? via, bool isRefused) => new(
        need.Action, need.Resources is [var only] ? only : string.Join('\n', need.Resources), need.Condition, need.Source, label, via, isRefused);
}
