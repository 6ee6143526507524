using System.Globalization;

namespace TrailOps;

/// <summary>Something that makes a role admin: it allows every action on every resource, for a while or for good. Times are in UTC.</summary>
/// <param name="RoleName">The role's name.</param>
/// <param name="RoleArn">The role's ARN, with its path.</param>
/// <param name="Kind">Whether a policy of the role's own does it, or one that is attached.</param>
/// <param name="PolicyName">The policy's name.</param>
public sealed record TempAdmin(string RoleName, string RoleArn, TempAdminKind Kind, string PolicyName)
{
    /// <summary>The grant's id, where Enable-TempAdmin or Invoke-TempAdmin made it; null where somebody else did.</summary>
    public string? GrantId { get; init; }

    /// <summary>The ARN of the managed policy; null for a policy of the role's own.</summary>
    public string? PolicyArn { get; init; }

    /// <summary>From when it allows; null where it says nothing of that.</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>Until when it allows; null where it has no end of its own. A managed policy of a grant goes on after this time, until Disable-TempAdmin detaches it.</summary>
    public DateTime? EndTime { get; init; }

    /// <summary>Whether it allows now, by AWS's clock; with a condition besides, whether it may.</summary>
    public bool IsActive { get; init; }

    /// <summary>Whether its end is past, by AWS's clock. What is active all the same is overdue; what is not is a leftover.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Why, as it was given to Enable-TempAdmin.</summary>
    public string? Reason { get; init; }

    /// <summary>What must hold besides the time, such as <c>Bool aws:MultiFactorAuthPresent = true</c>; null where nothing must.</summary>
    public string? Condition { get; init; }

    /// <summary>The ARN of the role's permissions boundary, which the role can't do more than, admin or not; null for none.</summary>
    public string? PermissionsBoundaryArn { get; init; }

    /// <summary>Such as <c>deployer by AdministratorAccess</c>.</summary>
    public override string ToString() => $"{RoleName} by {PolicyName}{(EndTime is { } end ? string.Create(CultureInfo.InvariantCulture, $" until {end:yyyy-MM-dd HH:mm:ss} UTC") : "")}";
}
