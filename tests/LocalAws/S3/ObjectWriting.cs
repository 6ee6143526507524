using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

internal static class ObjectWriting
{
    private const int MaxKey = 1024;

    public static AwsResponse Put(Call call)
    {
        var bucket = call.Bucket();
        var key = call.Target().Key;
        Check(call, bucket, key);
        var content = call.Request.Body;
        ObjectVersion version = new(key, bucket.NextVersionId, content, call.Now)
        {
            Headers = ObjectHeaders.ToKeep(call.Request),
            Metadata = ObjectHeaders.Metadata(call.Request),
            Checksums = Checksums.ToKeep(call.Request, content),
            StorageClass = call.Request.Header("x-amz-storage-class") ?? "STANDARD",
            Tags = call.Request.Header("x-amz-tagging") is { } tags ? [.. RequestReader.Pairs(tags, isForm: true)] : [],
        };
        ObjectHeaders.ApplyLock(call, bucket, version);
        bucket.Add(version);
        var response = S3Call.Empty();
        ObjectHeaders.Written(response, bucket, version);
        return response;
    }

    /// <summary>What holds for all ways of writing an object.</summary>
    public static void Check(Call call, Bucket bucket, string key)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(key) > MaxKey)
        {
            throw new AwsException("KeyTooLongError", "Your key is too long");
        }

        if (BucketAcl.IsEnforced(bucket) && call.Request.Header("x-amz-acl") is not (null or "bucket-owner-full-control"))
        {
            throw new AwsException("AccessControlListNotSupported", "The bucket does not allow ACLs");
        }

        if (call.Request.Header("if-none-match") == "*" && bucket.Find(key) is not null)
        {
            throw S3Errors.Precondition("If-None-Match");
        }

        if (call.Request.Header("if-match") is { } tag && bucket.Find(key)?.ETag.Trim('"') != tag.Trim('"'))
        {
            throw bucket.Find(key) is null ? S3Errors.NoSuchKey(key) : S3Errors.Precondition("If-Match");
        }
    }
}
