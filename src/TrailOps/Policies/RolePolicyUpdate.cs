using TrailOps.Policies;

namespace TrailOps;

/// <summary>What became of a policy on AWS.</summary>
public enum RolePolicyUpdateKind
{
    /// <summary>It said already what it should.</summary>
    Unchanged,

    /// <summary>It was made and given to the role.</summary>
    Created,

    /// <summary>It says something else now.</summary>
    Updated,

    /// <summary>It was of no more use.</summary>
    Deleted,
}

/// <summary>A policy of a role that was brought up to date on AWS.</summary>
/// <param name="RoleName">The role's name.</param>
/// <param name="RoleArn">The role's ARN.</param>
/// <param name="PolicyName">The policy's name.</param>
public sealed record RolePolicyUpdate(string RoleName, string RoleArn, string PolicyName)
{
    /// <summary>The ARN of the managed policy; null for one of the role's own.</summary>
    public string? PolicyArn { get; init; }

    /// <summary>What became of it.</summary>
    public RolePolicyUpdateKind Change { get; init; }

    /// <summary>The version that is in force; null for a policy of the role's own, which has none, and for one that was deleted.</summary>
    public string? VersionId { get; init; }

    /// <summary>What it said before; null where there was none.</summary>
    public PolicyDocument? Before { get; init; }

    /// <summary>What it says now; null where it was deleted.</summary>
    public PolicyDocument? After { get; init; }

    /// <summary>What came and what went, as Compare-RolePolicy tells it.</summary>
    public IReadOnlyList<RolePolicyDifference> Difference { get; init => field = Indexable.Of(value); } = Indexable.Of<RolePolicyDifference>([]);

    /// <summary>Such as <c>TrailOps-RolePolicy-deployer: Updated</c>.</summary>
    public override string ToString() => $"{PolicyName}: {Change}{(VersionId is null ? "" : $" ({VersionId})")}";
}
