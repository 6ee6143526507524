using System.Xml.Linq;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

internal static class ObjectCopy
{
    public static IEnumerable<Access> Needs(Call call)
    {
        var (bucket, key, version) = Source(call);
        if (call.Request.Header("x-amz-source-expected-bucket-owner") is { } expected && call.World.Buckets.Find(call.Partition, bucket) is { } source && source.Owner.Id != expected)
        {
            throw S3Errors.AccessDenied();
        }

        return [S3Needs.OnObject(call, version is null ? "s3:GetObject" : "s3:GetObjectVersion", bucket, key), S3Needs.OnObject(call, "s3:PutObject")];
    }

    public static AwsResponse Run(Call call)
    {
        var (from, key, versionId) = Source(call);
        var bucket = call.Bucket();
        var source = call.World.Buckets.Find(call.Partition, from) ?? throw S3Errors.NoSuchBucket(from);
        var original = (versionId is null ? source.Find(key) : source.Find(key, versionId)) ?? throw S3Errors.NoSuchKey(key);
        ObjectEncryption.Demand(call, source, original);
        if (call.Request.Header("x-amz-copy-source-if-match") is { } tag && tag.Trim('"') != original.ETag.Trim('"'))
        {
            throw S3Errors.Precondition("x-amz-copy-source-If-Match");
        }

        var target = call.Target().Key;
        var replaces = call.Request.Header("x-amz-metadata-directive") == "REPLACE";
        if (source == bucket && key == target && !replaces && versionId is null && call.Request.Header("x-amz-storage-class") is null)
        {
            throw S3Errors.InvalidRequest("This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.");
        }

        ObjectWriting.Check(call, bucket, target);
        ObjectVersion copy = new(target, bucket.NextVersionId, original.Content, call.Now)
        {
            Headers = replaces ? ObjectHeaders.ToKeep(call.Request) : new(original.Headers, StringComparer.OrdinalIgnoreCase),
            Metadata = replaces ? ObjectHeaders.Metadata(call.Request) : new(original.Metadata, StringComparer.OrdinalIgnoreCase),
            Checksums = new(original.Checksums, StringComparer.OrdinalIgnoreCase),
            StorageClass = call.Request.Header("x-amz-storage-class") ?? "STANDARD",
            Tags = original.Tags,
        };
        ObjectHeaders.ApplyLock(call, bucket, copy);
        bucket.Add(copy);
        var response = S3Call.Answer(new XElement("CopyObjectResult", new XElement("LastModified", S3Call.Time(copy.Modified)), new XElement("ETag", copy.ETag)));
        if (bucket.Versioning is not null)
        {
            response.Headers["x-amz-version-id"] = copy.VersionId;
        }

        return response;
    }

    private static (string Bucket, string Key, string? Version) Source(Call call)
    {
        var header = call.Request.Header("x-amz-copy-source")!;
        var mark = header.LastIndexOf("?versionId=", StringComparison.Ordinal);
        var path = Uri.UnescapeDataString(mark < 0 ? header : header[..mark]).TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? (path[..slash], path[(slash + 1)..], mark < 0 ? null : header[(mark + "?versionId=".Length)..])
            : throw S3Errors.InvalidArgument("Invalid copy source object key");
    }
}
