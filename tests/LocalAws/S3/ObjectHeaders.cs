using System.Globalization;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>What objects keep of the headers they came with, and give back.</summary>
internal static class ObjectHeaders
{
    public const string Meta = "x-amz-meta-";
    private static readonly string[] Kept =
        ["Content-Type", "Content-Encoding", "Content-Disposition", "Content-Language", "Cache-Control", "Expires", "x-amz-website-redirect-location"];

    public static Dictionary<string, string> ToKeep(AwsRequest request)
    {
        var headers = Kept.Where(name => request.Header(name) is not null).ToDictionary(name => name, name => request.Header(name)!, StringComparer.OrdinalIgnoreCase);

        // aws-chunked is how it came, not what it is.
        if (headers.TryGetValue("Content-Encoding", out var encoding))
        {
            var rest = string.Join(',', encoding.Split(',', StringSplitOptions.TrimEntries).Where(part => part.Length > 0 && part != "aws-chunked"));
            headers.Remove("Content-Encoding");
            if (rest.Length > 0)
            {
                headers["Content-Encoding"] = rest;
            }
        }

        return headers;
    }

    public static Dictionary<string, string> Metadata(AwsRequest request) => request.Headers
        .Where(header => header.Key.StartsWith(Meta, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(header => header.Key[Meta.Length..].ToLowerInvariant(), header => header.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Retention and legal hold that a request asks for.</summary>
    public static void ApplyLock(Call call, Bucket bucket, ObjectVersion version)
    {
        Retention.ApplyDefault(bucket, version);
        var mode = call.Request.Header("x-amz-object-lock-mode");
        var hold = call.Request.Header("x-amz-object-lock-legal-hold");
        if ((mode ?? hold) is not null && !bucket.HasObjectLock)
        {
            throw S3Errors.InvalidRequest("Bucket is missing Object Lock Configuration");
        }

        if (mode is not null)
        {
            version.RetentionMode = mode;
            version.RetainUntil = DateTimeOffset.TryParse(call.Request.Header("x-amz-object-lock-retain-until-date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
                ? until
                : throw S3Errors.InvalidArgument("x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied");
        }

        version.HasLegalHold = hold == "ON";
    }

    /// <summary>Those of an answer to PUT.</summary>
    public static void Written(AwsResponse response, Bucket bucket, ObjectVersion version)
    {
        response.Headers["ETag"] = version.ETag;
        response.Headers["x-amz-server-side-encryption"] = Encryption(bucket);
        Checksum(response, version);
        Version(response, bucket, version);
    }

    /// <summary>Those of an answer to GET and HEAD.</summary>
    public static void Read(Call call, AwsResponse response, Bucket bucket, ObjectVersion version)
    {
        foreach (var (name, value) in version.Headers.Where(header => !header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            response.Headers[name] = value;
        }

        foreach (var (name, value) in version.Metadata)
        {
            response.Headers[Meta + name] = value;
        }

        response.Headers["ETag"] = version.ETag;
        response.Headers["Last-Modified"] = version.Modified.ToString("r", CultureInfo.InvariantCulture);
        response.Headers["Accept-Ranges"] = "bytes";
        response.Headers["x-amz-server-side-encryption"] = version.Encryption is null ? Encryption(bucket) : ObjectEncryption.Kms;
        if (version.Encryption is { } encryption)
        {
            response.Headers["x-amz-server-side-encryption-aws-kms-key-id"] = encryption.KeyArn;
            if (ObjectEncryption.HasBucketKey(bucket))
            {
                response.Headers["x-amz-server-side-encryption-bucket-key-enabled"] = "true";
            }
        }

        Version(response, bucket, version);
        if (call.Request.Header("x-amz-checksum-mode") == "ENABLED" && call.Request.Header("range") is null)
        {
            Checksum(response, version);
        }

        if (version.RetentionMode is { } mode)
        {
            response.Headers["x-amz-object-lock-mode"] = mode;
            response.Headers["x-amz-object-lock-retain-until-date"] = S3Call.Time(version.RetainUntil);
        }

        if (version.HasLegalHold)
        {
            response.Headers["x-amz-object-lock-legal-hold"] = "ON";
        }

        if (version.Tags.Count > 0)
        {
            response.Headers["x-amz-tagging-count"] = version.Tags.Count.ToString(CultureInfo.InvariantCulture);
        }

        if (version.StorageClass != "STANDARD")
        {
            response.Headers["x-amz-storage-class"] = version.StorageClass;
        }
    }

    private static string Encryption(Bucket bucket) =>
        bucket.Configurations.GetValueOrDefault("encryption")?.Contains("aws:kms", StringComparison.Ordinal) == true ? "aws:kms" : "AES256";

    private static void Checksum(AwsResponse response, ObjectVersion version)
    {
        foreach (var (name, value) in version.Checksums)
        {
            response.Headers[name] = value;
            response.Headers["x-amz-checksum-type"] = "FULL_OBJECT";
        }
    }

    private static void Version(AwsResponse response, Bucket bucket, ObjectVersion version)
    {
        if (bucket.Versioning is not null)
        {
            response.Headers["x-amz-version-id"] = version.VersionId;
        }
    }
}
