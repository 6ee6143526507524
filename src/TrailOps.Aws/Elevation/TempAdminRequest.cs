namespace TrailOps.Aws;

/// <summary>What a grant is to be.</summary>
/// <param name="Duration">How long from now.</param>
internal sealed record TempAdminRequest(TimeSpan Duration)
{
    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a managed policy is attached in place of an inline policy.</summary>
    public bool IsManaged { get; init; }

    /// <summary>Which; null for AdministratorAccess.</summary>
    public string? PolicyArn { get; init; }
}
