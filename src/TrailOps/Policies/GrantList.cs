using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>
/// The permissions that go into a policy, each with why: what events need, less what is left out, plus what is asked for, on resources that are few enough.
/// </summary>
internal sealed class GrantList
{
    private const string Any = "*";
    private readonly List<Entry> _entries = [];
    private readonly List<RolePolicyRemark> _remarks = [];
    private readonly Dictionary<(string Action, string Resource, string? Condition, string Reason), long> _excluded = [];

    /// <summary>What was folded, and which roles are not known.</summary>
    public IReadOnlyList<RolePolicyRemark> Remarks => _remarks;

    /// <summary>What was left out.</summary>
    public IReadOnlyList<RolePolicyExcluded> Excluded =>
    [
        .. _excluded.Select(e => new RolePolicyExcluded(e.Key.Action, e.Key.Resource, e.Key.Condition, e.Value, e.Key.Reason))
            .OrderBy(e => e.Action, StringComparer.Ordinal).ThenBy(e => e.Resource, StringComparer.Ordinal)
            .ThenBy(e => e.Condition, StringComparer.Ordinal).ThenBy(e => e.Reason, StringComparer.Ordinal),
    ];

    public static GrantList From(NeededGrants needs, RolePolicyOptions options)
    {
        var list = new GrantList();
        foreach (var (key, resources, unknownIn, tally) in needs.All())
        {
            list.Add(key, resources, unknownIn, tally, options);
        }

        list._entries.AddRange(options.IncludeAction.Distinct(StringComparer.OrdinalIgnoreCase).Select(action => new Entry(
            action, null, [Any], RolePolicyOrigin.Included, null, null, false, "Asked for with -IncludeAction.", new EventTally())));
        list.Fold(options.MaxResource);
        return list;
    }

    public PolicyDocument ToDocument(bool useWildcard)
    {
        var grants = _entries.SelectMany(e => e.Resources, (e, r) => new Grant(e.Action, r, e.Condition)).ToHashSet();
        var statements = StatementMinimiser.Minimise(grants);
        return new([.. useWildcard ? statements.Select(s => s with { Action = ActionShortener.Shorten([.. s.Action]) }) : statements]);
    }

    /// <summary>Why each action on each resource is in a document that is made of this list, or of a part of it.</summary>
    public IReadOnlyList<RolePolicyEvidence> EvidenceFor(GrantPlaces places)
    {
        var rows = new Dictionary<(int, string, string, string?, RolePolicyOrigin, string?, string?, bool, string), EventTally>();
        foreach (var entry in _entries)
        {
            var seen = entry.Resources.Select(r => places.Find(new Grant(entry.Action, r, entry.Condition))).OfType<(int Statement, string Resource)>().Distinct();
            foreach (var (statement, resource) in seen)
            {
                var key = (statement, entry.Action, resource, entry.Text, entry.Origin, entry.Event, entry.Via, entry.IsRefused, entry.Reason);
                (rows.TryGetValue(key, out var tally) ? tally : rows[key] = new()).Add(entry.Tally);
            }
        }

        return [.. rows.Select(r => Row(r.Key, r.Value)).OrderBy(r => r.Statement).ThenBy(r => r.Action, StringComparer.Ordinal)
            .ThenBy(r => r.Resource, StringComparer.Ordinal).ThenBy(r => r.Condition, StringComparer.Ordinal).ThenBy(r => r.Origin)
            .ThenBy(r => r.Event, StringComparer.Ordinal).ThenBy(r => r.InvokedBy, StringComparer.Ordinal).ThenBy(r => r.IsRefused)
            .ThenBy(r => r.Reason, StringComparer.Ordinal)];
    }

    /// <summary>The actions of a document made of this list, or of a part of it.</summary>
    public IReadOnlyList<RolePolicyAction> ActionsOf(GrantPlaces places, IReadOnlyDictionary<string, ActionTally> tallies) =>
    [
        .. _entries.Where(e => e.Resources.Exists(r => places.Find(new Grant(e.Action, r, e.Condition)) is not null))
            .Select(e => e.Action).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(action => tallies.TryGetValue(action, out var tally)
                ? new RolePolicyAction(action, LevelOf(action), tally.Count, [.. tally.Events])
                : new RolePolicyAction(action, LevelOf(action), 0, [])),
    ];

    private static RolePolicyEvidence Row(
        (int Statement, string Action, string Resource, string? Condition, RolePolicyOrigin Origin, string? Event, string? Via, bool IsRefused, string Reason) key,
        EventTally tally) =>
        new(key.Statement, key.Action, key.Resource, key.Condition, key.Origin, key.Event, key.Via, key.IsRefused, key.Reason, tally.Count, tally.First, tally.Last, tally.Ids);

    /// <summary>An action's level; of a pattern's actions the highest.</summary>
    private static IamAccessLevel LevelOf(string action) =>
        ActionCatalogue.Match(action).Select(a => a.AccessLevel).DefaultIfEmpty(IamAccessLevel.Write).MaxBy(level => level == IamAccessLevel.PermissionsManagement ? int.MaxValue : (int)level);

    private void Add(NeedKey key, List<string> resources, RoleHolder? unknownIn, EventTally tally, RolePolicyOptions options)
    {
        if (WhyExcluded(key.Action, options) is { } why)
        {
            resources.ForEach(resource => Exclude(key, resource, why, tally));
            return;
        }

        var wanted = options.Scope == RolePolicyScope.Action && resources.Count > 0 ? [Any] : resources;
        foreach (var group in wanted.Select(r => (Resource: r, Condition: ConditionOf(key, r, options))).GroupBy(g => g.Condition))
        {
            var open = group.Select(g => g.Resource).ToList();
            if (options.Baseline is { } baseline)
            {
                open.RemoveAll(r => baseline.Allows(new Grant(key.Action, r, group.Key)) && Exclude(key, r, "The baseline allows it.", tally));
            }

            if (open.Count > 0)
            {
                var origin = key.Via is not null && key.Source.Origin == RolePolicyOrigin.Direct ? RolePolicyOrigin.OnBehalf : key.Source.Origin;
                _entries.Add(new(key.Action, group.Key, open, origin, key.Event, key.Via, key.IsRefused, key.Source.Reason, tally));
            }
        }

        if (unknownIn is not null && (options.Scope == RolePolicyScope.Resource || resources.Count == 0))
        {
            var (kind, message) = unknownIn.Untold(key.Action);
            var remark = new RolePolicyRemark(kind, key.Action, key.Event, tally.Count, message);
            if (!_remarks.Contains(remark))
            {
                _remarks.Add(remark);
            }
        }
    }

    private static GrantCondition? ConditionOf(NeedKey key, string resource, RolePolicyOptions options) =>
        key.Condition ?? (options.UseCalledVia && key.Via is { } via ? ServiceCall.Condition(via, key.Action, resource) : null);

    private static string? WhyExcluded(string action, RolePolicyOptions options)
    {
        foreach (var pattern in options.ExcludeAction)
        {
            if (ActionPattern.IsMatch(pattern, action))
            {
                return $"-ExcludeAction {pattern}";
            }
        }

        var service = action[..action.IndexOf(':', StringComparison.Ordinal)];
        foreach (var pattern in options.ExcludeService)
        {
            if (ActionPattern.IsMatch(pattern, service))
            {
                return $"-ExcludeService {pattern}";
            }
        }

        return null;
    }

    private bool Exclude(NeedKey key, string resource, string why, EventTally tally)
    {
        var excluded = (key.Action, resource, key.Condition?.ToString(), why);
        _excluded[excluded] = _excluded.GetValueOrDefault(excluded) + tally.Count;
        return true;
    }

    /// <summary>Where an action has too many resources under a condition, what they have in common stands for them.</summary>
    private void Fold(int most)
    {
        foreach (var group in _entries.GroupBy(e => (e.Action, e.Condition)))
        {
            var resources = group.SelectMany(e => e.Resources).ToHashSet(StringComparer.Ordinal);
            if (resources.Count <= most || resources.Contains(Any))
            {
                continue;
            }

            var folded = ResourceFold.Fold(resources, most);
            var into = new ResourceIndex(folded);
            foreach (var entry in group)
            {
                entry.Resources = [.. entry.Resources.Select(r => into.Covering(r) ?? r).Distinct(StringComparer.Ordinal)];
            }

            if (folded.Any(f => !resources.Contains(f)))
            {
                _remarks.Add(new(
                    RolePolicyRemarkKind.ResourceFolded, group.Key.Action, null, group.Sum(e => e.Tally.Count),
                    $"{resources.Count} resources are folded into {folded.Count}, which allow more than these: -MaxResource {resources.Count} keeps each of them."));
            }
        }
    }

    private sealed record Entry(
        string Action,
        GrantCondition? Condition,
        List<string> Resources,
        RolePolicyOrigin Origin,
        string? Event,
        string? Via,
        bool IsRefused,
        string Reason,
        EventTally Tally)
    {
        public List<string> Resources { get; set; } = Resources;

        public string? Text => Condition?.ToString();
    }
}
