using System.Security.Cryptography;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>A key that digests are signed with, or one that is only listed.</summary>
/// <param name="Rsa">Null: nobody signs with it.</param>
/// <param name="Value">As ListPublicKeys gives it: PKCS #1, not SubjectPublicKeyInfo.</param>
/// <param name="Fingerprint">MD5 of the value.</param>
/// <param name="Since">When the region began to sign with it.</param>
/// <param name="From">Where its validity begins.</param>
/// <param name="To">Where it ends.</param>
internal sealed record DigestKey(RSA? Rsa, byte[] Value, string Fingerprint, DateTimeOffset Since, DateTimeOffset From, DateTimeOffset To)
{
    public static DigestKey Of(RSA rsa, DateTimeOffset since, DateTimeOffset from, DateTimeOffset to) =>
        new(rsa, rsa.ExportRSAPublicKey(), FingerprintOf(rsa.ExportRSAPublicKey()), since, from, to);

    public static string FingerprintOf(byte[] value) => Convert.ToHexStringLower(MD5.HashData(value));
}
