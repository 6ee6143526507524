using System.Collections.Immutable;

namespace TrailOps.LocalAws.Iam;

/// <summary>What decides over a user's or role's requests, at one time.</summary>
internal sealed record EntityState
{
    public static EntityState Empty { get; } = new();

    /// <summary>Documents by name.</summary>
    public ImmutableSortedDictionary<string, string> Inline { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>ARNs of managed policies, in the order of attaching.</summary>
    public ImmutableList<string> Attached { get; init; } = [];

    /// <summary>The ARN of the permissions boundary.</summary>
    public string? Boundary { get; init; }

    /// <summary>A role's trust policy.</summary>
    public string Trust { get; init; } = "";

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    public EntityState WithInline(string name, string? document) => document is null ? this : this with { Inline = Inline.SetItem(name, document) };
}
