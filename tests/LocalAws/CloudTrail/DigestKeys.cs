using System.Security.Cryptography;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>The keys that digests are signed with: one a region, made when first asked for.</summary>
internal sealed class DigestKeys
{
    private const int Bits = 2048;
    private readonly Dictionary<string, RSA> _keys = new(StringComparer.Ordinal);

    public RSA Of(string region)
    {
        if (!_keys.TryGetValue(region, out var key))
        {
            _keys.Add(region, key = RSA.Create(Bits));
        }

        return key;
    }

    /// <summary>As ListPublicKeys gives it: PKCS #1, not SubjectPublicKeyInfo.</summary>
    public byte[] Public(string region) => Of(region).ExportRSAPublicKey();

    public string Fingerprint(string region) => Convert.ToHexStringLower(MD5.HashData(Public(region)));
}
