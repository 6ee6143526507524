namespace TrailOps.Aws;

/// <summary>What is to be taken away.</summary>
internal sealed record TempAdminRemovalRequest
{
    /// <summary>These grants; empty for all.</summary>
    public IReadOnlyCollection<string> GrantIds { get; init; } = [];

    /// <summary>Only what a policy of this name does; null for any. It may be one that is nobody's grant.</summary>
    public string? PolicyName { get; init; }

    /// <summary>Of that policy the ARN, where it is attached; null for one of the role's own, or any.</summary>
    public string? PolicyArn { get; init; }

    /// <summary>Only what has ended.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Also an AdministratorAccess that somebody attached by hand.</summary>
    public bool IncludesUnmanaged { get; init; }
}
