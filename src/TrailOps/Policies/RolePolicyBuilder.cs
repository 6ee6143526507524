using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>Gathers the events of one role into a policy, in memory that grows with the kinds of events and not with their number.</summary>
internal sealed class RolePolicyBuilder
{
    private static readonly Comparer<(string, string, string)> Ordinal = Comparer<(string, string, string)>.Create(CompareOrdinal);

    private readonly Dictionary<(string Source, string Name, string? Type, string? Service), long> _events = [];
    private readonly Dictionary<(string Source, string Name, string Code, string Reason), long> _uncounted = [];
    private readonly HashSet<RoleEventSource> _sources = [];
    private string _roleArn = "";
    private long _count;
    private DateTime? _first;
    private DateTime? _last;

    /// <summary>Takes an event. One that ended in an error counts where the error shows that the permission was held.</summary>
    public void Add(RoleEvent e)
    {
        _sources.Add(e.Source);

        // Records that lack the issuer do not tell the role's path; those that have it do.
        var arn = e.RoleArn;
        var isBetter = arn.Length == _roleArn.Length ? string.CompareOrdinal(arn, _roleArn) > 0 : arn.Length > _roleArn.Length;
        _roleArn = isBetter ? arn : _roleArn;

        var source = e.EventSource ?? "";
        var name = e.EventName ?? "";
        if (e.ErrorCode is { } code)
        {
            var error = ErrorClasses.Classify(code, e.ErrorMessage, source, name);
            if (error.Class != ErrorClass.AfterAuthorization)
            {
                var key = (source, name, code, error.Reason);
                _uncounted[key] = _uncounted.GetValueOrDefault(key) + 1;
                return;
            }
        }

        var kind = (source, name, e.EventType, e.CalledService);
        _events[kind] = _events.GetValueOrDefault(kind) + 1;
        _count++;
        var time = e.EventTime;
        _first = _first is null || time < _first ? time ?? _first : _first;
        _last = _last is null || time > _last ? time ?? _last : _last;
    }

    /// <summary>The policy of all events so far.</summary>
    public RolePolicy Build()
    {
        var needed = new SortedDictionary<string, (long Count, SortedSet<string> Events)>(StringComparer.Ordinal);
        var unmapped = new SortedDictionary<(string, string, string), RolePolicyUnmapped>(Ordinal);
        foreach (var ((source, name, type, service), count) in _events)
        {
            var found = EventActionMap.Find(source, name, type, service);
            foreach (var action in found.Actions)
            {
                var entry = needed.TryGetValue(action, out var known) ? known : (0, new SortedSet<string>(StringComparer.Ordinal));
                entry.Events.Add($"{source}:{name}");
                needed[action] = (entry.Count + count, entry.Events);
            }

            if (found.Kind != EventActionKind.Mapped)
            {
                var key = (source, name, found.Reason);
                var before = unmapped.TryGetValue(key, out var known) ? known.EventCount : 0;
                unmapped[key] = new RolePolicyUnmapped(source, name, before + count, found.Kind, found.Reason);
            }
        }

        var statements = needed.Keys
            .GroupBy(action => action[..action.IndexOf(':', StringComparison.Ordinal)], StringComparer.Ordinal)
            .Select(service => new PolicyStatement("Allow", [.. service], ["*"]));
        return new RolePolicy(_roleArn, new PolicyDocument([.. statements]))
        {
            Actions = [.. needed.Select(n => new RolePolicyAction(n.Key, LevelOf(n.Key), n.Value.Count, [.. n.Value.Events]))],
            Unmapped = [.. unmapped.Values],
            Uncounted =
            [
                .. _uncounted
                    .Select(u => new RolePolicyUncounted(u.Key.Source, u.Key.Name, u.Key.Code, u.Value, u.Key.Reason))
                    .OrderBy(u => (u.EventSource, u.EventName, u.ErrorCode), Ordinal)
                    .ThenBy(u => u.Reason, StringComparer.Ordinal),
            ],
            EventCount = _count,
            FirstEvent = _first,
            LastEvent = _last,
            Sources = [.. _sources],
        };
    }

    private static IamAccessLevel LevelOf(string action) =>
        ActionCatalogue.Find(action)?.AccessLevel ?? throw new InvalidOperationException($"The action {action} is not in the catalogue.");

    private static int CompareOrdinal((string A, string B, string C) x, (string A, string B, string C) y) =>
        string.CompareOrdinal(x.A, y.A) is not 0 and var a ? a
        : string.CompareOrdinal(x.B, y.B) is not 0 and var b ? b
        : string.CompareOrdinal(x.C, y.C);
}
