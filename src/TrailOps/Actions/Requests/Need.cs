using TrailOps.Policies;

namespace TrailOps.Actions;

/// <summary>Why an action is needed: one object for each rule of each kind of event.</summary>
internal sealed class NeedSource(RolePolicyOrigin origin, string reason)
{
    /// <summary>Whether the event shows the action or implies it.</summary>
    public RolePolicyOrigin Origin => origin;

    /// <summary>The rule that says so.</summary>
    public string Reason => reason;
}

/// <summary>One permission that a call needs, on each of its resources.</summary>
/// <param name="Action">The action, such as <c>s3:GetObject</c>.</param>
/// <param name="Resources">ARNs as policies write them, or <c>*</c>.</param>
/// <param name="Condition">What must hold besides; null where nothing must.</param>
/// <param name="Source">Why it is needed.</param>
internal sealed record Need(string Action, IReadOnlyList<string> Resources, GrantCondition? Condition, NeedSource Source)
{
    /// <summary>What the record does not tell of the resource; null where it tells all.</summary>
    public string? Remark { get; init; }
}

/// <summary>Everything that a call needs in IAM.</summary>
/// <param name="Found">The actions that its name gives, none, or why they are not known.</param>
/// <param name="Needs">The permissions, those that the event shows first.</param>
internal sealed record EventNeeds(EventActions Found, IReadOnlyList<Need> Needs)
{
    /// <summary>The ids that AWS gave to what the call made.</summary>
    public IReadOnlyList<string> Created { get; init; } = [];

    /// <summary>What the call needs too but can't be written as a permission, or not exactly.</summary>
    public IReadOnlyList<(RolePolicyRemarkKind Kind, string Action, string Message)> Remarks { get; init; } = [];
}
