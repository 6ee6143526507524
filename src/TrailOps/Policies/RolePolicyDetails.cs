using TrailOps.Policies;

namespace TrailOps;

/// <summary>Why an action on a resource is in a policy.</summary>
/// <param name="Statement">The statement's place in the document, counted from 0.</param>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource, as the statement has it.</param>
/// <param name="Condition">What must hold besides; null where nothing must.</param>
/// <param name="Origin">Whether the events show the action or imply it.</param>
/// <param name="Event">The kind of event, as <c>source:name</c>; null where no event asked for it.</param>
/// <param name="InvokedBy">The service that made the call for the role; null where the role made it.</param>
/// <param name="IsRefused">Whether the calls were refused.</param>
/// <param name="Reason">The rule.</param>
/// <param name="EventCount">How many events there were.</param>
/// <param name="FirstEvent">The time of the earliest (UTC).</param>
/// <param name="LastEvent">The time of the latest (UTC).</param>
/// <param name="EventIds">The ids of the earliest, at most five.</param>
public sealed record RolePolicyEvidence(
    int Statement,
    string Action,
    string Resource,
    string? Condition,
    RolePolicyOrigin Origin,
    string? Event,
    string? InvokedBy,
    bool IsRefused,
    string Reason,
    long EventCount,
    DateTime? FirstEvent,
    DateTime? LastEvent,
    IReadOnlyList<string> EventIds)
{
    /// <summary>The ids of the earliest, at most five.</summary>
    public IReadOnlyList<string> EventIds { get; init => field = Indexable.Of(value); } = Indexable.Of(EventIds);
}

/// <summary>What a remark is about.</summary>
public enum RolePolicyRemarkKind
{
    /// <summary>The record does not tell the resource: the policy allows the action on more than was used.</summary>
    ResourceUnknown,

    /// <summary>The record names an instance profile or a task definition, and no event tells the roles in it: the policy lets every role be passed.</summary>
    RoleUnknown,

    /// <summary>The record names a launch template, and no event tells what is in it: the policy may lack the permission to pass its role, or to tag.</summary>
    TemplateUnknown,

    /// <summary>A service used a KMS key, and the record does not show which, or for what: the policy lacks a permission for it.</summary>
    KeyUnknown,

    /// <summary>AWS does not say to which service a role is passed: the policy lets it be passed to any.</summary>
    ServiceUnknown,

    /// <summary>CloudTrail left the request out: the policy may lack what it would have told.</summary>
    RequestOmitted,

    /// <summary>There were too many resources, and what they have in common stands for them.</summary>
    ResourceFolded,

    /// <summary>It was refused by a policy of another kind, or denied: allowing it would not help, and it is left out.</summary>
    NotGrantable,
}

/// <summary>Something that the reader of a policy has to know.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Action">The action.</param>
/// <param name="Event">The kind of event, as <c>source:name</c>; null where it is about the policy.</param>
/// <param name="EventCount">How many events there were.</param>
/// <param name="Message">What is to be known, and what to do.</param>
public sealed record RolePolicyRemark(RolePolicyRemarkKind Kind, string Action, string? Event, long EventCount, string Message)
{
    internal static int Compare(RolePolicyRemark x, RolePolicyRemark y) =>
        x.Kind != y.Kind ? x.Kind.CompareTo(y.Kind)
        : string.CompareOrdinal(x.Action, y.Action) is not 0 and var action ? action
        : string.CompareOrdinal(x.Event, y.Event) is not 0 and var kind ? kind
        : string.CompareOrdinal(x.Message, y.Message) is not 0 and var message ? message
        : x.EventCount.CompareTo(y.EventCount);
}

/// <summary>A permission that events need and that was left out.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Condition">What must hold besides; null where nothing must.</param>
/// <param name="EventCount">How many events need it.</param>
/// <param name="Reason">What left it out.</param>
public sealed record RolePolicyExcluded(string Action, string Resource, string? Condition, long EventCount, string Reason);

/// <summary>What became of the events that came in: Input is the sum of all the others.</summary>
public sealed class RolePolicyCounts
{
    internal RolePolicyCounts()
    {
    }

    /// <summary>Events that came in.</summary>
    public long Input { get; internal set; }

    /// <summary>Events whose actions the policy is made of.</summary>
    public long Mapped { get; internal set; }

    /// <summary>Events that need no permission.</summary>
    public long NoPermission { get; internal set; }

    /// <summary>Events whose actions are not known.</summary>
    public long Unmapped { get; internal set; }

    /// <summary>Calls that were refused.</summary>
    public long Refused { get; internal set; }

    /// <summary>Calls that failed in a way that tells nothing of the permission.</summary>
    public long NotCounted { get; internal set; }

    /// <summary>Events that had come in before.</summary>
    public long Duplicate { get; internal set; }

    /// <summary>The numbers, but for those that are 0.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        (Mapped, "mapped"), (NoPermission, "need no permission"), (Unmapped, "unmapped"), (Refused, "refused"), (NotCounted, "not counted"), (Duplicate, "duplicate"),
    }.Where(c => c.Item1 > 0).Select(c => $"{c.Item1} {c.Item2}").Prepend($"{Input} events"));

    internal RolePolicyCounts Copy() => (RolePolicyCounts)MemberwiseClone();
}
