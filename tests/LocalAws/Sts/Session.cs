using System.Collections.Immutable;
using TrailOps.LocalAws.Iam;

namespace TrailOps.LocalAws.Sts;

/// <summary>What temporary credentials stand for. Policies are looked up at each request; only what was passed at the start is kept here.</summary>
internal sealed record Session
{
    /// <summary>Null: a user's or the root user's own session (GetSessionToken).</summary>
    public Role? Role { get; init; }

    /// <summary>A role session's name.</summary>
    public string Name { get; init; } = "";

    public required string Token { get; init; }

    public required DateTimeOffset Issued { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public DateTimeOffset? MfaTime { get; init; }

    public string? SourceIdentity { get; init; }

    /// <summary>The issuer whose token was exchanged for it.</summary>
    public string? FederatedProvider { get; init; }

    /// <summary>Null: no session policy was passed. Inline documents and the ARNs of managed ones.</summary>
    public ImmutableList<string>? PolicyDocuments { get; init; }

    public ImmutableList<string> PolicyArns { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    public ImmutableSortedSet<string> TransitiveTagKeys { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    public bool HasSessionPolicy => PolicyDocuments is not null || PolicyArns.Count > 0;
}
