using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>The permissions of S3's operations: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html</summary>
internal static class S3Needs
{
    public const string EncryptionKey = "s3:x-amz-server-side-encryption";
    public const string EncryptionKeyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";

    private static readonly (string Source, string Key)[] Headers =
    [
        ("x-amz-acl", "s3:x-amz-acl"), ("x-amz-storage-class", "s3:x-amz-storage-class"), ("x-amz-server-side-encryption", EncryptionKey),
        ("x-amz-server-side-encryption-aws-kms-key-id", EncryptionKeyId), ("x-amz-metadata-directive", "s3:x-amz-metadata-directive"),
        ("x-amz-copy-source", "s3:x-amz-copy-source"), ("x-amz-object-lock-mode", "s3:object-lock-mode"),
    ];

    private static readonly (string Source, string Key)[] Queries =
        [("prefix", "s3:prefix"), ("delimiter", "s3:delimiter"), ("max-keys", "s3:max-keys"), ("versionId", "s3:VersionId")];

    public static Access OnBucket(Call call, string action)
    {
        var name = call.Target().Bucket;
        return On(call, action, name.Length == 0 ? "*" : $"arn:{call.Partition}:s3:::{name}", call.FindBucket());
    }

    public static Access OnObject(Call call, string action) => OnObject(call, action, call.Target().Bucket, call.Target().Key);

    public static Access OnObject(Call call, string action, string bucket, string key) =>
        On(call, action, $"arn:{call.Partition}:s3:::{bucket}/{key}", call.World.Buckets.Find(call.Partition, bucket));

    private static Access On(Call call, string action, string arn, Bucket? bucket)
    {
        Dictionary<string, IReadOnlyList<string>> context = new(StringComparer.OrdinalIgnoreCase)
        {
            ["s3:authType"] = [call.Signature is { IsPresigned: true } ? "REST-QUERY-STRING" : "REST-HEADER"],
            ["s3:signatureversion"] = ["AWS4-HMAC-SHA256"],
            ["s3:TlsVersion"] = ["1.3"],
        };
        foreach (var (source, key) in Headers)
        {
            if (call.Request.Header(source) is { } value)
            {
                context[key] = [value];
            }
        }

        foreach (var (source, key) in Queries)
        {
            if (call.Request.QueryValue(source) is { } value)
            {
                context[key] = [value];
            }
        }

        return new Access(action, arn)
        {
            // S3 puts ARNs in quotes.
            Told = arn == "*" ? null : $"\"{arn}\"",
            Context = context,
            ResourcePolicy = bucket is null || PublicAccess.IsCut(bucket, call.Caller) ? null : bucket.EnforcedPolicy,
            ResourceAccount = bucket?.Owner.Id,
        };
    }
}
