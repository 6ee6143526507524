using System.Text;
using System.Xml.Linq;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>ListObjects in both versions.</summary>
internal static class ObjectListing
{
    public static AwsResponse Version2(Call call)
    {
        var bucket = call.Bucket();
        var token = call.Request.QueryValue("continuation-token");
        var after = call.Request.QueryValue("start-after");
        var page = Page(call, bucket, token is null ? after ?? "" : ReadToken(token));
        XElement result = Begin(call, bucket);
        result.Add(new XElement("KeyCount", page.Count), new XElement("IsTruncated", page.IsTruncated ? "true" : "false"));
        Add(result, "ContinuationToken", token);
        Add(result, "StartAfter", after is null ? null : KeyPage.Name(call, after));
        if (page.IsTruncated)
        {
            result.Add(new XElement("NextContinuationToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(page.Last!))));
        }

        return Finish(call, bucket, page, result, hasOwner: call.Request.QueryValue("fetch-owner") == "true");
    }

    public static AwsResponse Version1(Call call)
    {
        var bucket = call.Bucket();
        var marker = call.Request.QueryValue("marker") ?? "";
        var page = Page(call, bucket, marker);
        XElement result = Begin(call, bucket);
        result.Add(new XElement("Marker", KeyPage.Name(call, marker)), new XElement("IsTruncated", page.IsTruncated ? "true" : "false"));

        // Only with a delimiter; without one the last key is the marker.
        if (page.IsTruncated && call.Request.QueryValue("delimiter") is not null)
        {
            result.Add(new XElement("NextMarker", KeyPage.Name(call, page.Last!)));
        }

        return Finish(call, bucket, page, result, hasOwner: true);
    }

    private static KeyPage Page(Call call, Bucket bucket, string after) => KeyPage.Of(
        bucket.Objects.Where(entry => !entry.Value[^1].IsDeleteMarker).Select(entry => entry.Key),
        call.Request.QueryValue("prefix") ?? "", call.Request.QueryValue("delimiter") ?? "", after, KeyPage.Max(call));

    private static XElement Begin(Call call, Bucket bucket)
    {
        XElement result = new("ListBucketResult", new XElement("Name", bucket.Name), new XElement("Prefix", KeyPage.Name(call, call.Request.QueryValue("prefix") ?? "")), new XElement("MaxKeys", KeyPage.Max(call)));
        Add(result, "Delimiter", call.Request.QueryValue("delimiter") is { } delimiter ? KeyPage.Name(call, delimiter) : null);
        Add(result, "EncodingType", call.Request.QueryValue("encoding-type"));
        return result;
    }

    private static AwsResponse Finish(Call call, Bucket bucket, KeyPage page, XElement result, bool hasOwner)
    {
        foreach (var key in page.Keys)
        {
            var version = bucket.Find(key)!;
            result.Add(new XElement(
                "Contents",
                new XElement("Key", KeyPage.Name(call, key)),
                new XElement("LastModified", S3Call.Time(version.Modified)),
                new XElement("ETag", version.ETag),
                version.Checksums.Keys.Select(name => new XElement("ChecksumAlgorithm", name[Checksums.Prefix.Length..].ToUpperInvariant())),
                new XElement("Size", version.Content.Length),
                new XElement("StorageClass", version.StorageClass),
                hasOwner ? S3Call.Owner(bucket.Owner) : null));
        }

        result.Add(page.CommonPrefixes.Select(prefix => new XElement("CommonPrefixes", new XElement("Prefix", KeyPage.Name(call, prefix)))));
        return S3Call.Answer(result);
    }

    private static void Add(XElement result, string name, string? value)
    {
        if (value is not null)
        {
            result.Add(new XElement(name, value));
        }
    }

    private static string ReadToken(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : throw S3Errors.InvalidArgument("The continuation token provided is incorrect");
    }
}
