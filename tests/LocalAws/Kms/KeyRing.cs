using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Kms;

/// <summary>An account's keys and their aliases, of all regions.</summary>
internal sealed class KeyRing(AwsAccount account)
{
    private readonly SortedDictionary<string, KmsKey> _keys = new(StringComparer.Ordinal);

    /// <summary>Aliases by ARN.</summary>
    public SortedDictionary<string, KeyAlias> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Those whose time has not come.</summary>
    public IEnumerable<KmsKey> Keys => _keys.Values.Where(IsThere);

    public void Add(KmsKey key) => _keys.Add(key.Arn, key);

    /// <summary>By the ARN of a key or an alias. Null: there is none.</summary>
    public KmsKey? Find(string arn) =>
        _keys.GetValueOrDefault(Aliases.GetValueOrDefault(arn)?.Target ?? arn) is { } key && IsThere(key) ? key : null;

    private bool IsThere(KmsKey key) => !(key.DeletionDate <= account.World.Clock.UtcNow);
}
