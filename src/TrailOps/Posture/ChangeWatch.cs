using System.Text.Json;

namespace TrailOps.Posture;

/// <summary>What may tell somebody that a trail is changed: a metric filter with its alarms, or a rule of EventBridge.</summary>
/// <param name="Name">Which it is, in words.</param>
/// <param name="Pattern">What it looks for, as AWS has it.</param>
/// <param name="Sees">Whether it sees a call, by the call's name; null where that can't be told.</param>
/// <param name="Silence">Why nobody is told what it sees; null where somebody is.</param>
internal sealed record ChangeWatch(string Name, string Pattern, IReadOnlyDictionary<string, bool?> Sees, string? Silence)
{
    /// <summary>Calls by which a trail is ended or turned, so that nothing tells of what comes after.</summary>
    public static IReadOnlyList<string> Ends { get; } = ["DeleteTrail", "StopLogging", "UpdateTrail"];

    /// <summary>All calls that are looked for: those of CIS, in its order, and those that narrow what is logged.</summary>
    public static IReadOnlyList<string> Calls { get; } = ["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging", "PutEventSelectors", "PutInsightSelectors"];

    /// <summary>Whether a call turns what is logged, and not the trail.</summary>
    public static bool Narrows(string call) => call.StartsWith("Put", StringComparison.Ordinal);

    /// <summary>Why it can't be told whether somebody is told of what it sees; null where it can.</summary>
    public string? Doubt { get; init; }

    /// <summary>Whether it sees one of the calls, or may.</summary>
    public bool IsAboutTrails => Sees.Values.Any(sees => sees != false);

    /// <summary>Whether it tells of a call; null where that can't be told.</summary>
    public bool? Tells(string call) => Sees[call] == false || Silence is not null ? false : Doubt is null ? Sees[call] : null;

    /// <summary>A metric filter of the log group that the trail sends its events to.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="pattern">Its filter pattern.</param>
    /// <param name="change">A change of the trail.</param>
    public static ChangeWatch OfFilter(string name, string pattern, TrailChange change)
    {
        var filter = MetricFilterPattern.Parse(pattern);
        return new($"the metric filter {name}", pattern, Seen(change.Records, record => filter?.Matches(record)), null);
    }

    /// <summary>A rule of the default event bus of the trail's region.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="pattern">Its event pattern.</param>
    /// <param name="change">A change of the trail.</param>
    public static ChangeWatch OfRule(string name, string pattern, TrailChange change) =>
        new($"the rule {name}", pattern, Seen(change.Events, @event => EventRulePattern.Matches(pattern, @event)), null);

    /// <summary>A call is seen where it is whoever makes it: who is left out is told of to nobody.</summary>
    private static Dictionary<string, bool?> Seen(Func<string, IEnumerable<JsonElement>> asTold, Func<JsonElement, bool?> test) => Calls.ToDictionary(
        call => call,
        call => asTold(call).Select(test).Aggregate((bool?)true, (found, other) => found & other),
        StringComparer.Ordinal);
}
