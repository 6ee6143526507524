namespace TrailOps.PolicyOracle;

/// <summary>One request.</summary>
public sealed record OracleRequest(string Action, string Resource, string Principal)
{
    /// <summary>The role behind an assumed-role session. Null: derived from the session's ARN.</summary>
    public string? RoleArn { get; init; }

    /// <summary>Twelve digits. Null: the account in the resource's ARN, or the principal's where there is none.</summary>
    public string? ResourceAccount { get; init; }

    /// <summary>Values by context key; keys have no case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Context { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The values of a context key; none where the key is missing.</summary>
    internal IReadOnlyList<string> ValuesOf(string key) =>
        Context.FirstOrDefault(pair => string.Equals(pair.Key, key, StringComparison.OrdinalIgnoreCase)).Value ?? [];
}
