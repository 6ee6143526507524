using TrailOps.Policies;

namespace TrailOps;

/// <summary>Whether policies let a call pass, and why.</summary>
public sealed record RolePolicyDecision
{
    /// <summary>Whether the call passes; null where that can't be told.</summary>
    public bool? Allowed => Decision switch
    {
        PolicyDecision.Allowed => true,
        PolicyDecision.Unknown => null,
        _ => false,
    };

    /// <summary>The decision on the whole of the call: of what it needs, the worst one.</summary>
    public PolicyDecision Decision { get; internal init; }

    /// <summary>The main action; null where the call needs none, or none is known.</summary>
    public string? Action { get; internal init; }

    /// <summary>The resources of the main action.</summary>
    public IReadOnlyList<string> Resource { get; internal init => field = Indexable.Of(value); } = Indexable.Of<string>([]);

    /// <summary>Why, in a sentence.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>The statements that decided: those that deny, or else those that allow.</summary>
    public IReadOnlyList<RolePolicyDecidedBy> DecidedBy { get; internal init => field = Indexable.Of(value); } = Indexable.Of<RolePolicyDecidedBy>([]);

    /// <summary>What the call needs and does not get, or may not get.</summary>
    public IReadOnlyList<RolePolicyMissing> Missing { get; internal init => field = Indexable.Of(value); } = Indexable.Of<RolePolicyMissing>([]);

    /// <summary>The event that was tested; null where an action was.</summary>
    public RoleEvent? Event { get; internal init; }

    /// <summary>The decision and the action.</summary>
    public override string ToString() => $"{Decision} {Action}";
}

/// <summary>A statement that decided.</summary>
/// <param name="PolicyType">The kind of policy.</param>
/// <param name="Policy">What the policy was given as.</param>
/// <param name="Statement">The statement, counted from 1.</param>
/// <param name="Sid">The statement's id, if it has one.</param>
public sealed record RolePolicyDecidedBy(PolicyType PolicyType, string Policy, int Statement, string? Sid)
{
    /// <summary>The policy and the statement.</summary>
    public override string ToString() => string.IsNullOrEmpty(Sid) ? $"{Policy}, statement {Statement}" : $"{Policy}, statement {Statement} ({Sid})";
}

/// <summary>A permission that a call needs and does not get.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource, as policies write it.</param>
/// <param name="Condition">What the request has that a policy may ask for; null where that is nothing of note.</param>
/// <param name="Decision">How it is decided.</param>
/// <param name="PolicyType">The kind of policy that denies it or does not allow it.</param>
/// <param name="Reason">Why.</param>
/// <param name="ContextKeys">Condition keys that statements ask for and the request is not known to have.</param>
public sealed record RolePolicyMissing(
    string Action, string Resource, string? Condition, PolicyDecision Decision, PolicyType PolicyType, string Reason, IReadOnlyList<string> ContextKeys)
{
    /// <summary>Condition keys that statements ask for and the request is not known to have.</summary>
    public IReadOnlyList<string> ContextKeys { get; init => field = Indexable.Of(value); } = Indexable.Of(ContextKeys);

    /// <summary>The action and the resource.</summary>
    public override string ToString() => $"{Action} on {Resource}";
}
