using System.Xml.Linq;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>ListObjectVersions: keys in order, each with its versions from new to old.</summary>
internal static class VersionListing
{
    public static AwsResponse Run(Call call)
    {
        var bucket = call.Bucket();
        var prefix = call.Request.QueryValue("prefix") ?? "";
        var delimiter = call.Request.QueryValue("delimiter") ?? "";
        var keyMarker = call.Request.QueryValue("key-marker") ?? "";
        var versionMarker = call.Request.QueryValue("version-id-marker");
        var max = KeyPage.Max(call);

        // A key whose versions did not all fit on the last page comes first.
        var rest = versionMarker is null || !bucket.Objects.TryGetValue(keyMarker, out var begun) ? []
            : begun.AsEnumerable().Reverse().SkipWhile(version => version.VersionId != versionMarker).Skip(1).ToList();
        var page = KeyPage.Of(bucket.Objects.Keys, prefix, delimiter, keyMarker, int.MaxValue);
        var entries = rest.Select(version => (version.Key, Version: (ObjectVersion?)version))
            .Concat(page.Keys.SelectMany(key => bucket.Objects[key].AsEnumerable().Reverse().Select(version => (Key: key, Version: (ObjectVersion?)version)))
                .Concat(page.CommonPrefixes.Select(common => (Key: common, Version: (ObjectVersion?)null)))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal))
            .ToList();
        var isTruncated = entries.Count > max;
        var shown = entries.Take(max).ToList();
        XElement result = new(
            "ListVersionsResult",
            new XElement("Name", bucket.Name),
            new XElement("Prefix", KeyPage.Name(call, prefix)),
            new XElement("KeyMarker", KeyPage.Name(call, keyMarker)),
            new XElement("VersionIdMarker", versionMarker),
            new XElement("MaxKeys", max),
            new XElement("IsTruncated", isTruncated ? "true" : "false"));
        if (call.Request.QueryValue("encoding-type") is { } encoding)
        {
            result.Add(new XElement("EncodingType", encoding));
        }

        if (isTruncated && shown.Count > 0)
        {
            result.Add(new XElement("NextKeyMarker", KeyPage.Name(call, shown[^1].Key)));
            if (shown[^1].Version is { } last)
            {
                result.Add(new XElement("NextVersionIdMarker", last.VersionId));
            }
        }

        result.Add(shown.Select(entry => entry.Version is { } version
            ? Write(call, bucket, version)
            : new XElement("CommonPrefixes", new XElement("Prefix", KeyPage.Name(call, entry.Key)))));
        return S3Call.Answer(result);
    }

    private static XElement Write(Call call, Bucket bucket, ObjectVersion version)
    {
        XElement written = new(
            version.IsDeleteMarker ? "DeleteMarker" : "Version",
            new XElement("Key", KeyPage.Name(call, version.Key)),
            new XElement("VersionId", version.VersionId),
            new XElement("IsLatest", bucket.Objects[version.Key][^1] == version ? "true" : "false"),
            new XElement("LastModified", S3Call.Time(version.Modified)),
            S3Call.Owner(bucket.Owner));
        if (!version.IsDeleteMarker)
        {
            written.Add(new XElement("ETag", version.ETag), new XElement("Size", version.Content.Length), new XElement("StorageClass", version.StorageClass));
        }

        return written;
    }
}
