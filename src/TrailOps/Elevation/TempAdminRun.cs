namespace TrailOps;

/// <summary>What was done while a role was admin: by these properties Get-RoleEvents finds the calls. Times are in UTC, by AWS's clock.</summary>
/// <param name="RoleName">The role's name.</param>
/// <param name="RoleArn">The role's ARN.</param>
/// <param name="SessionName">The session's name, which no other session has.</param>
public sealed record TempAdminRun(string RoleName, string RoleArn, string SessionName)
{
    /// <summary>The region of the session's environment.</summary>
    public string? Region { get; init; }

    /// <summary>When the work began.</summary>
    public DateTime StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTime EndTime { get; init; }

    /// <summary>The exit code of the last program that ran; null where none did.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What ended the work early: PowerShell's error record; null where nothing did.</summary>
    public object? Error { get; init; }

    /// <summary>The ids of the grants that made the role admin.</summary>
    public IReadOnlyList<string> GrantId { get; init; } = [];

    /// <summary>Such as <c>deployer as TrailOps-k3f9x2abcd: exit code 0</c>.</summary>
    public override string ToString() => $"{RoleName} as {SessionName}: {(Error is null ? ExitCode is { } code ? $"exit code {code}" : "done" : $"{Error}")}";
}
