using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace TrailOps.Digests;

/// <summary>Public keys by their fingerprints. A key is told from another by nothing else.</summary>
internal sealed class PublicKeys
{
    private readonly ConcurrentDictionary<string, RSA?> _keys = new(StringComparer.Ordinal);

    public int Count => _keys.Count;

    /// <summary>Adds a key as AWS gives it.</summary>
    /// <param name="value">PKCS #1 in DER, or a SubjectPublicKeyInfo.</param>
    /// <param name="fingerprint">As AWS tells it; null: the MD5 of the value.</param>
    public void Add(ReadOnlySpan<byte> value, string? fingerprint = null) => _keys.TryAdd(fingerprint ?? FingerprintOf(value), Import(value));

    public void Add(PublicKeys others)
    {
        foreach (var (fingerprint, key) in others._keys)
        {
            _keys.TryAdd(fingerprint, key);
        }
    }

    /// <summary>Finds a key; null where it is one that can't be read.</summary>
    public bool TryFind(string fingerprint, out RSA? key) => _keys.TryGetValue(fingerprint, out key);

    /// <summary>MD5 of the bytes as AWS gives them: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PublicKey.html.</summary>
    public static string FingerprintOf(ReadOnlySpan<byte> value)
    {
#pragma warning disable CA5351 // It is the name of a key, and AWS's choice. What is proved is proved by the key.
        return Hex.Of(MD5.HashData(value));
#pragma warning restore CA5351
    }

    private static RSA? Import(ReadOnlySpan<byte> value)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportRSAPublicKey(value, out _);
            return rsa;
        }
        catch (CryptographicException)
        {
            try
            {
                rsa.ImportSubjectPublicKeyInfo(value, out _);
                return rsa;
            }
            catch (CryptographicException)
            {
                rsa.Dispose();
                return null;
            }
        }
    }
}
