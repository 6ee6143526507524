namespace TrailOps;

/// <summary>Something that makes a role admin: it allows every action on every resource, for a while or for good. Times are in UTC.</summary>
/// <param name="RoleName">The role's name.</param>
/// <param name="RoleArn">The role's ARN, with its path.</param>
/// <param name="Kind">Whether a policy of the role's own does it, or one that is attached.</param>
/// <param name="PolicyName">The policy's name.</param>
public sealed record TempAdmin(string RoleName, string RoleArn, TempAdminKind Kind, string PolicyName)
{
    /// <summary>The ARN of the managed policy; null for a policy of the role's own.</summary>
    public string? PolicyArn { get; init; }

    /// <summary>From when it allows; null where it says nothing of that.</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>Until when it allows; null where it has no end of its own.</summary>
    public DateTime? EndTime { get; init; }

    /// <summary>Whether it allows now, by AWS's clock; with a condition besides, whether it may.</summary>
    public bool IsActive { get; init; }

    /// <summary>What must hold besides the time, such as <c>Bool aws:MultiFactorAuthPresent = true</c>; null where nothing must.</summary>
    public string? Condition { get; init; }

    /// <summary>The ARN of the role's permissions boundary, which the role can't do more than, admin or not; null for none.</summary>
    public string? PermissionsBoundaryArn { get; init; }

    /// <summary>Such as <c>deployer by AdministratorAccess</c>.</summary>
    public override string ToString() => $"{RoleName} by {PolicyName}{(EndTime is { } end ? $" until {end:yyyy-MM-dd HH:mm:ss} UTC" : "")}";
}
