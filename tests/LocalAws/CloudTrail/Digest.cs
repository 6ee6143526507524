using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Authorization;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>
/// A digest file: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
/// </summary>
internal sealed record Digest(byte[] Content, DigestLink Link)
{
    private const string Algorithm = "SHA256withRSA";
    private const string HashAlgorithm = "SHA-256";

    /// <summary>Makes a digest of the logs that a chain has ready.</summary>
    public static Digest Make(DigestPlace place, DigestKey signer, DigestChain chain, DateTimeOffset end, bool isBackfill = false) => Sign(
        new JsonObject
        {
            ["awsAccountId"] = place.Account,
            ["digestStartTime"] = RequestContext.Time(chain.Start),
            ["digestEndTime"] = RequestContext.Time(end),
            ["digestS3Bucket"] = place.Bucket,
            ["digestS3Object"] = place.Digest(end, isBackfill),
            ["digestPublicKeyFingerprint"] = signer.Fingerprint,
            ["digestSignatureAlgorithm"] = Algorithm,
            ["newestEventTime"] = chain.Logs.Count == 0 ? null : RequestContext.Time(chain.Logs.Max(log => log.Newest)),
            ["oldestEventTime"] = chain.Logs.Count == 0 ? null : RequestContext.Time(chain.Logs.Min(log => log.Oldest)),
            ["previousDigestS3Bucket"] = chain.Last?.Bucket,
            ["previousDigestS3Object"] = chain.Last?.Key,
            ["previousDigestHashValue"] = chain.Last?.Hash,
            ["previousDigestHashAlgorithm"] = chain.Last is null ? null : HashAlgorithm,
            ["previousDigestSignature"] = chain.Last?.Signature,
            ["logFiles"] = new JsonArray([.. chain.Logs.Select(Write)]),
        },
        signer.Rsa!);

    /// <summary>Signs what a digest says.</summary>
    public static Digest Sign(JsonObject json, RSA key)
    {
        string? Of(string name) => (string?)json[name];
        var content = Encoding.UTF8.GetBytes(json.ToJsonString());
        var (bucket, name, hash) = (Of("digestS3Bucket")!, Of("digestS3Object")!, Signing.SigV4.Hash(content));
        var text = string.Join('\n', Of("digestEndTime"), $"{bucket}/{name}", hash, Of("previousDigestSignature") ?? "null");
        var signature = key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new Digest(content, new DigestLink(bucket, name, hash, Convert.ToHexStringLower(signature)));
    }

    /// <summary>The metadata of a digest's object.</summary>
    /// <param name="signature">In hex.</param>
    /// <param name="generated">When a backfill digest was made; null of one that is none.</param>
    public static Dictionary<string, string> Metadata(string signature, DateTimeOffset? generated = null)
    {
        Dictionary<string, string> metadata = new(StringComparer.OrdinalIgnoreCase) { ["signature"] = signature, ["signature-algorithm"] = Algorithm };
        if (generated is { } time)
        {
            metadata["backfill-generation-timestamp"] = RequestContext.Time(time);
        }

        return metadata;
    }

    private static JsonObject Write(DeliveredLog log) => new()
    {
        ["s3Bucket"] = log.Bucket,
        ["s3Object"] = log.Key,
        ["hashValue"] = log.Hash,
        ["hashAlgorithm"] = HashAlgorithm,
        ["newestEventTime"] = RequestContext.Time(log.Newest),
        ["oldestEventTime"] = RequestContext.Time(log.Oldest),
    };
}
