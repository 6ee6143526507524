namespace TrailOps.Aws;

/// <summary>What a session of a role is to be.</summary>
/// <param name="SessionName">Its name.</param>
internal sealed record RoleSessionRequest(string SessionName)
{
    /// <summary>How long it is to last; null for AWS's default, an hour.</summary>
    public TimeSpan? Duration { get; init; }

    public string? SourceIdentity { get; init; }

    public string? ExternalId { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Policies that narrow the session.</summary>
    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    public string? SerialNumber { get; init; }

    public string? TokenCode { get; init; }
}
