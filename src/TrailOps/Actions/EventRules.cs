namespace TrailOps.Actions;

/// <summary>What a row of events.tsv says of an event.</summary>
/// <param name="Kind">Whether it needs actions, none, or whether they cannot be told.</param>
/// <param name="Required">The actions that a call always needs, the main one first.</param>
/// <param name="Reason">Why the event has a row.</param>
internal sealed record EventRule(EventActionKind Kind, IReadOnlyList<string> Required, string Reason)
{
    /// <summary>The columns of events.tsv: prefix, eventNames, required, reason.</summary>
    public static EventRule Parse(string[] row) => row[2] switch
    {
        "-" => new(EventActionKind.NoPermission, [], row[3]),
        "?" => new(EventActionKind.Unmapped, [], row[3]),
        var actions => new(EventActionKind.Mapped, Array.ConvertAll(actions.Split(' '), a => WithPrefix(row[0], a)).AsReadOnly(), row[3]),
    };

    private static string WithPrefix(string prefix, string action) => action.Contains(':', StringComparison.Ordinal) ? action : $"{prefix}:{action}";
}

/// <summary>The rules by event and by source of Actions/Data. Names are compared whatever their case.</summary>
internal sealed class EventRules
{
    /// <summary>In events.tsv: every event of the source that nothing else explains.</summary>
    public const string AnyEvent = "*";

    /// <summary>In sources.tsv: the source has no prefix of its own, its events say where they belong.</summary>
    private const string ByEvent = "-";

    private static readonly Lazy<EventRules> Loaded = new(() => new EventRules());
    private static readonly Lazy<Dictionary<(string Prefix, string Name), string[]>> Suffixes = new(ReadSuffixes);

    private readonly Dictionary<string, string> _prefixes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, EventRule>> _events = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    private EventRules()
    {
        foreach (var row in ActionData.ReadTable("event-types.tsv"))
        {
            _types.Add(row[0], row[1]);
        }

        foreach (var row in ActionData.ReadTable("sources.tsv"))
        {
            _prefixes.Add(row[1].Length == 0 ? row[0] : SourceAndService(row[0], row[1]), row[2]);
            if (row[1].Length == 0 && row[3] is "log" or "list")
            {
                SeenSources.Add(row[0]);
            }
        }

        foreach (var row in ActionData.ReadTable("events.tsv"))
        {
            var names = _events.TryGetValue(row[0], out var known) ? known : _events[row[0]] = new(StringComparer.OrdinalIgnoreCase);
            var rule = EventRule.Parse(row);
            foreach (var name in row[1].Split(", "))
            {
                names.Add(name, rule);
            }
        }
    }

    public static EventRules Instance => Loaded.Value;

    /// <summary>The sources of sources.tsv that appear in logs or in lists made from logs.</summary>
    public List<string> SeenSources { get; } = [];

    /// <summary>Why events of this type need no permission; null where they may.</summary>
    public string? ReasonOfType(string eventType) => _types.GetValueOrDefault(eventType);

    /// <summary>
    /// The prefix of a source: from the table, else the text before its first dot. A record's additionalEventData.service decides first,
    /// where two services share the source.
    /// </summary>
    public string PrefixOf(string eventSource, string? service)
    {
        if (service is { Length: > 0 } && _prefixes.TryGetValue(SourceAndService(eventSource, service), out var shared))
        {
            return shared;
        }

        var dot = eventSource.IndexOf('.', StringComparison.Ordinal);
        var label = dot < 0 ? eventSource : eventSource[..dot];
        return _prefixes.TryGetValue(eventSource, out var prefix) && prefix != ByEvent ? prefix : label;
    }

    public EventRule? Find(string prefix, string eventName) =>
        _events.TryGetValue(prefix, out var names) ? names.GetValueOrDefault(eventName) : null;

    /// <summary>The event names that have a row of their own.</summary>
    public IEnumerable<string> NamesOf(string prefix) =>
        _events.TryGetValue(prefix, out var names) ? names.Keys.Where(n => n != AnyEvent) : [];

    /// <summary>The names under which CloudTrail shows an event: itself, or with the dates of API versions (dated-events.tsv).</summary>
    public static IEnumerable<string> AsLogged(string prefix, string eventName) =>
        Suffixes.Value.TryGetValue((prefix, eventName), out var suffixes) || Suffixes.Value.TryGetValue((prefix, AnyEvent), out suffixes)
            ? suffixes.Select(suffix => eventName + suffix)
            : [eventName];

    private static Dictionary<(string Prefix, string Name), string[]> ReadSuffixes() =>
        ActionData.ReadTable("dated-events.tsv").SelectMany(r => r[1].Split(", ").Select(name => ((r[0], name), r[2].Split(' ')))).ToDictionary();

    private static string SourceAndService(string eventSource, string service) => $"{eventSource} {service}";
}
