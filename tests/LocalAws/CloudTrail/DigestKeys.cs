using System.Security.Cryptography;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>The keys that digests are signed with: a region has its own, made when first asked for, and new ones in time. AWS keeps listing those of the past.</summary>
internal sealed class DigestKeys
{
    private const int Bits = 2048;

    /// <summary>AWS's ranges overlap: digests of the last hours of a key are signed late.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>When CloudTrail began to make digests.</summary>
    private static readonly DateTimeOffset First = new(2015, 10, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Long = TimeSpan.FromDays(50 * 365);

    private readonly Dictionary<string, List<DigestKey>> _signing = new(StringComparer.Ordinal);
    private readonly List<(string Region, DigestKey Key)> _listed = [];

    /// <summary>What a region signs with at a time.</summary>
    public DigestKey At(string region, DateTimeOffset time) => Of(region).FindLast(key => key.Since <= time) ?? Of(region)[0];

    /// <summary>The keys of a region that ListPublicKeys tells for a period, oldest first.</summary>
    public IEnumerable<DigestKey> Between(string region, DateTimeOffset start, DateTimeOffset end) =>
        Of(region).Concat(_listed.Where(listed => listed.Region == region).Select(listed => listed.Key)).Where(key => key.From <= end && key.To >= start);

    /// <summary>From a time on a region signs with another key.</summary>
    public void Rotate(string region, DateTimeOffset time)
    {
        var keys = Of(region);
        keys[^1] = keys[^1] with { To = time + Overlap };
        keys.Add(DigestKey.Of(RSA.Create(Bits), time, time - Overlap, First + Long));
    }

    /// <summary>Lists a key that the region does not sign with.</summary>
    public void List(string region, DigestKey key) => _listed.Add((region, key));

    private List<DigestKey> Of(string region)
    {
        if (!_signing.TryGetValue(region, out var keys))
        {
            _signing.Add(region, keys = [DigestKey.Of(RSA.Create(Bits), First, First, First + Long)]);
        }

        return keys;
    }
}
