namespace TrailOps.PolicyOracle;

/// <summary>The policies that apply. Documents are JSON text.</summary>
public sealed record OraclePolicies
{
    public IReadOnlyList<string> Identity { get; init; } = [];

    /// <summary>Null: the principal has no permissions boundary.</summary>
    public IReadOnlyList<string>? Boundary { get; init; }

    /// <summary>Null: no session policy was passed.</summary>
    public IReadOnlyList<string>? Session { get; init; }

    /// <summary>Null: the resource has no policy.</summary>
    public string? Resource { get; init; }

    /// <summary>One list a level (root, OU, account). None: no service control policies apply.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ServiceControl { get; init; } = [];

    /// <summary>One list a level (root, OU, account). None: no resource control policies apply.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ResourceControl { get; init; } = [];
}
