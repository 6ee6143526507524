using System.Collections.Concurrent;

namespace TrailOps.Actions;

/// <summary>
/// From an event to the IAM actions it shows. Asked in this order: the event's type; the rules by event; the action of the same name; the
/// operations that AWS authorises under other names; the rules for the rest of a source. What none of them knows is unmapped: an action is
/// never made up. docs/actions.md has the details. Thread-safe.
/// </summary>
public static class EventActionMap
{
    internal const string SourceSuffix = ".amazonaws.com";

    // A log has some hundred kinds of events. The limit keeps hostile logs, in which each event has a name of its own, from filling the memory.
    internal const int CacheLimit = 10_000;
    private const int LongestCached = 128;

    private static readonly ConcurrentDictionary<(string Source, string Name, string? Service), EventActions> Cache = new();
    private static readonly Lazy<IReadOnlyList<string>> Sources = new(() => ListSources().AsReadOnly());
    private static int _cached;

    /// <summary>Event sources as logs show them, such as <c>s3.amazonaws.com</c>, in order.</summary>
    public static IReadOnlyList<string> KnownEventSources => Sources.Value;

    /// <summary>How many kinds of events are remembered, at most a little over the limit.</summary>
    internal static int Remembered => Volatile.Read(ref _cached);

    /// <summary>What an event shows.</summary>
    /// <param name="eventSource">The record's eventSource, such as <c>s3.amazonaws.com</c>.</param>
    /// <param name="eventName">The record's eventName, such as <c>ListBuckets</c>.</param>
    /// <param name="eventType">The record's eventType, such as <c>AwsApiCall</c>; null where it is not known.</param>
    /// <param name="service">
    /// The record's additionalEventData.service, which tells the services that share an event source apart, such as
    /// <c>application-autoscaling</c>; null where there is none.
    /// </param>
    public static EventActions Find(string eventSource, string eventName, string? eventType = null, string? service = null)
    {
        ArgumentNullException.ThrowIfNull(eventSource);
        ArgumentNullException.ThrowIfNull(eventName);
        if (eventType is { Length: > 0 } && EventRules.Instance.ReasonOfType(eventType) is { } reason)
        {
            return new(EventActionKind.NoPermission, [], reason, "event type");
        }

        var key = (eventSource, eventName, service);
        if (Cache.TryGetValue(key, out var found))
        {
            return found;
        }

        found = Decide(eventSource, eventName, service);
        var length = eventSource.Length + eventName.Length + (service?.Length ?? 0);
        if (length <= LongestCached && Remembered < CacheLimit && Cache.TryAdd(key, found))
        {
            Interlocked.Increment(ref _cached);
        }

        return found;
    }

    /// <summary>
    /// Event names of a source, or of every source, in order, as logs show them: those of the rules, of the catalogue's actions and of the
    /// operations. Some actions have no event of their name; it is a list to choose from, not a promise.
    /// </summary>
    public static IEnumerable<string> KnownEventNames(string? eventSource = null)
    {
        var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        if (eventSource is not null)
        {
            AddNames(EventRules.Instance.PrefixOf(eventSource, null), names);
            return names;
        }

        foreach (var service in CatalogueResource.Instance.Services)
        {
            AddNames(service.Service.Prefix, names);
        }

        return names;
    }

    private static void AddNames(string prefix, SortedSet<string> names)
    {
        IEnumerable<string> plain = EventRules.Instance.NamesOf(prefix);
        if (CatalogueResource.Instance.TryGetService(prefix, out var service))
        {
            prefix = service.Service.Prefix;
            plain = plain.Concat(service.Actions.Select(a => a.Name)).Concat(service.Operations.Select(o => o.Name));
        }

        names.UnionWith(plain.SelectMany(name => EventRules.AsLogged(prefix, name)));
    }

    private static EventActions Decide(string eventSource, string eventName, string? service)
    {
        var rules = EventRules.Instance;
        var prefix = rules.PrefixOf(eventSource, service);
        var undated = EventName.WithoutDate(eventName);
        if ((rules.Find(prefix, eventName) ?? rules.Find(prefix, undated)) is { } rule && eventName != EventRules.AnyEvent)
        {
            return Ruled(rule, "event");
        }

        if (CatalogueResource.Instance.TryGetService(prefix, out var known) && InCatalogue(known, eventName, undated) is { } found)
        {
            return found;
        }

        return rules.Find(prefix, EventRules.AnyEvent) is { } rest ? Ruled(rest, "rest of source") : Unknown(eventSource, eventName, known);
    }

    private static EventActions? InCatalogue(CatalogueService service, string eventName, string undated)
    {
        if (service.TryGetAction(eventName, out var action))
        {
            return Mapped([action.Action], "The action has the event's name.", "same name");
        }

        if (service.TryGetAction(undated, out action))
        {
            return Mapped([action.Action], "The action has the event's name without the date of the API version.", "same name");
        }

        if (!service.TryGetOperation(eventName, out var operation) && !service.TryGetOperation(undated, out operation))
        {
            return null;
        }

        return operation.Primary.Count > 0
            ? Mapped(operation.Primary, $"AWS authorises the operation {operation.Name} under another name.", "operation")
            : new(EventActionKind.Unmapped, [], WithoutPrimary(operation), null);
    }

    private static string WithoutPrimary(CatalogueOperation operation) => operation.Also.Count > 0
        ? $"AWS lists several actions for {operation.Name} and does not say which a call needs: {string.Join(", ", operation.Also)}."
        : $"AWS lists no action for the operation {operation.Name}.";

    private static EventActions Unknown(string eventSource, string eventName, CatalogueService? service) => new(
        EventActionKind.Unmapped,
        [],
        service is null
            ? $"The event source '{EventName.ForMessage(eventSource)}' belongs to no IAM service that is known."
            : $"'{EventName.ForMessage(eventName)}' is no action of {service.Service.Name} ({service.Service.Prefix}), and no rule knows it as an event.",
        null);

    private static EventActions Ruled(EventRule rule, string by) => new(rule.Kind, rule.Required, rule.Reason, by);

    private static EventActions Mapped(IReadOnlyList<string> actions, string reason, string by) => new(EventActionKind.Mapped, actions, reason, by);

    private static List<string> ListSources()
    {
        // Most services log under their own prefix.
        var sources = new SortedSet<string>(EventRules.Instance.SeenSources, StringComparer.Ordinal);
        sources.UnionWith(CatalogueResource.Instance.Services.Select(s => s.Service.Prefix + SourceSuffix));
        return [.. sources];
    }
}
