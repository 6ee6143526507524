namespace TrailOps.Actions;

/// <summary>What an event means in IAM.</summary>
public enum EventActionKind
{
    /// <summary>The call needed the actions that are listed.</summary>
    Mapped,

    /// <summary>The event shows no call that a policy of the caller has to allow.</summary>
    NoPermission,

    /// <summary>Nothing is known of this event's actions.</summary>
    Unmapped,
}

/// <summary>The actions that an event shows, and how they were found.</summary>
/// <param name="Kind">Whether there are actions.</param>
/// <param name="Actions">The actions in the catalogue's spelling, the main one first; empty unless mapped.</param>
/// <param name="Reason">Why these actions, none, or what is not known.</param>
/// <param name="Rule">The step that decided: event type, event, same name, operation, rest of source, or null where nothing did.</param>
public sealed record EventActions(EventActionKind Kind, IReadOnlyList<string> Actions, string Reason, string? Rule);
