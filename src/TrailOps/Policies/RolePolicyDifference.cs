using TrailOps.Policies;

namespace TrailOps;

/// <summary>Whether a permission comes or goes.</summary>
public enum RolePolicyChange
{
    /// <summary>The policy that is compared has it, and the reference does not.</summary>
    Added,

    /// <summary>The reference has it, and the policy that is compared does not.</summary>
    Removed,
}

/// <summary>What one action has on one side of a comparison only.</summary>
public sealed record RolePolicyDifference
{
    /// <summary>Whether it comes or goes.</summary>
    public RolePolicyChange Change { get; internal init; }

    /// <summary>Whether it is allowed or denied: Allow or Deny.</summary>
    public string Effect { get; internal init; } = "Allow";

    /// <summary>The action; a pattern where the catalogue has none that it matches.</summary>
    public string Action { get; internal init; } = "";

    /// <summary>The action's access level; null where the catalogue does not have the action.</summary>
    public IamAccessLevel? AccessLevel { get; internal init; }

    /// <summary>The resources, as policies write them; all but some, as <c>not …</c>.</summary>
    public IReadOnlyList<string> Resource { get; internal init => field = Indexable.Of(value); } = Indexable.Of<string>([]);

    /// <summary>The condition under which it is so; null where it is always.</summary>
    public string? Condition { get; internal init; }

    /// <summary>Which of these resources, or which part of them, both sides have.</summary>
    public IReadOnlyList<string> Kept { get; internal init => field = Indexable.Of(value); } = Indexable.Of<string>([]);

    /// <summary>Such as <c>+ s3:GetObject on arn:aws:s3:::bucket/*</c>.</summary>
    public override string ToString() =>
        $"{(Change == RolePolicyChange.Added ? "+" : "-")} {(Effect == "Deny" ? "deny " : "")}{Action} on {string.Join(", ", Resource)}{(Condition is null ? "" : $" if {Condition}")}";
}
