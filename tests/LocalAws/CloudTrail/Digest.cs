using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>
/// A digest file: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
/// </summary>
internal sealed record Digest(byte[] Content, DigestLink Link)
{
    public const string Algorithm = "SHA256withRSA";
    private const string HashAlgorithm = "SHA-256";

    public static Digest Make(AwsWorld world, Trail trail, string region, DigestChain chain, DateTimeOffset end)
    {
        var bucket = trail.Settings.Bucket;
        var folder = $"{TrailBucket.Root(trail, trail.Settings)}/CloudTrail-Digest/{region}/{end:yyyy\\/MM\\/dd}";
        var key = string.Create(CultureInfo.InvariantCulture, $"{folder}/{trail.Account.Id}_CloudTrail-Digest_{region}_{trail.Name}_{trail.HomeRegion}_{end:yyyyMMdd'T'HHmmss'Z'}.json.gz");
        var endText = RequestContext.Time(end);
        JsonObject json = new()
        {
            ["awsAccountId"] = trail.Account.Id,
            ["digestStartTime"] = RequestContext.Time(chain.Start),
            ["digestEndTime"] = endText,
            ["digestS3Bucket"] = bucket,
            ["digestS3Object"] = key,
            ["digestPublicKeyFingerprint"] = world.DigestKeys.Fingerprint(region),
            ["digestSignatureAlgorithm"] = Algorithm,
            ["newestEventTime"] = chain.Logs.Count == 0 ? null : RequestContext.Time(chain.Logs.Max(log => log.Newest)),
            ["oldestEventTime"] = chain.Logs.Count == 0 ? null : RequestContext.Time(chain.Logs.Min(log => log.Oldest)),
            ["previousDigestS3Bucket"] = chain.Last?.Bucket,
            ["previousDigestS3Object"] = chain.Last?.Key,
            ["previousDigestHashValue"] = chain.Last?.Hash,
            ["previousDigestHashAlgorithm"] = chain.Last is null ? null : HashAlgorithm,
            ["previousDigestSignature"] = chain.Last?.Signature,
            ["logFiles"] = new JsonArray([.. chain.Logs.Select(Write)]),
        };
        var content = Encoding.UTF8.GetBytes(json.ToJsonString());
        var hash = Signing.SigV4.Hash(content);
        var text = string.Join('\n', endText, $"{bucket}/{key}", hash, chain.Last?.Signature ?? "null");
        var signature = world.DigestKeys.Of(region).SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new Digest(content, new DigestLink(bucket, key, hash, Convert.ToHexStringLower(signature)));
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
