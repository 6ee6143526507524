using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.S3;

/// <summary>Uploads in parts: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html</summary>
internal static class MultipartUploads
{
    private const int MaxPart = 10_000;
    private const int MinPartBytes = 5 * 1024 * 1024;

    public static AwsResponse Create(Call call)
    {
        var bucket = call.Bucket();
        var key = call.Target().Key;
        ObjectWriting.Check(call, bucket, key);
        Upload upload = new(Ids.Version(), key, call.Now) { Headers = ObjectHeaders.ToKeep(call.Request), Metadata = ObjectHeaders.Metadata(call.Request) };
        bucket.Uploads.Add(upload.Id, upload);
        return S3Call.Answer(new XElement("InitiateMultipartUploadResult", new XElement("Bucket", bucket.Name), new XElement("Key", key), new XElement("UploadId", upload.Id)));
    }

    public static AwsResponse Put(Call call)
    {
        var upload = Find(call);
        if (!int.TryParse(call.Request.QueryValue("partNumber"), CultureInfo.InvariantCulture, out var number) || number is < 1 or > MaxPart)
        {
            throw S3Errors.InvalidArgument($"Part number must be an integer between 1 and {MaxPart}, inclusive");
        }

        ObjectVersion part = new(upload.Key, "null", call.Request.Body, call.Now) { Checksums = Checksums.ToKeep(call.Request, call.Request.Body) };
        upload.Parts[number] = part;
        var response = S3Call.Empty();
        response.Headers["ETag"] = part.ETag;
        foreach (var (name, value) in part.Checksums)
        {
            response.Headers[name] = value;
        }

        return response;
    }

    public static AwsResponse Complete(Call call)
    {
        var bucket = call.Bucket();
        var upload = Find(call);
        List<(int Number, string ETag)> named = [.. call.NeededXml("CompleteMultipartUpload").Elements("Part").Select(part => (
            int.TryParse(part.Element("PartNumber")?.Value, CultureInfo.InvariantCulture, out var number) ? number : throw S3Errors.MalformedXml(),
            part.Element("ETag")?.Value ?? throw S3Errors.MalformedXml()))];
        if (named.Count == 0)
        {
            throw S3Errors.MalformedXml();
        }

        if (named.Zip(named.Skip(1)).Any(pair => pair.First.Number >= pair.Second.Number))
        {
            throw new AwsException("InvalidPartOrder", "The list of parts was not in ascending order. The parts list must be specified in order by part number.");
        }

        var parts = named.ConvertAll(part => upload.Parts.GetValueOrDefault(part.Number) is { } found && found.ETag.Trim('"') == part.ETag.Trim('"')
            ? found
            : throw new AwsException("InvalidPart", "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag."));
        if (parts.SkipLast(1).Any(part => part.Content.Length < MinPartBytes))
        {
            throw new AwsException("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
        }

        byte[] content = [.. parts.SelectMany(part => part.Content)];
        var hash = MD5.HashData([.. parts.SelectMany(part => MD5.HashData(part.Content))]);
        ObjectVersion version = new(upload.Key, bucket.NextVersionId, content, call.Now)
        {
            ETag = string.Create(CultureInfo.InvariantCulture, $"\"{Convert.ToHexStringLower(hash)}-{parts.Count}\""),
            Headers = upload.Headers,
            Metadata = upload.Metadata,
            Checksums = Checksums.ToKeep(call.Request with { Headers = new Dictionary<string, string>() }, content),
        };
        ObjectHeaders.ApplyLock(call, bucket, version);
        bucket.Add(version);
        bucket.Uploads.Remove(upload.Id);
        var response = S3Call.Answer(new XElement(
            "CompleteMultipartUploadResult", new XElement("Location", $"http://{call.Request.Host}/{bucket.Name}/{upload.Key}"), new XElement("Bucket", bucket.Name), new XElement("Key", upload.Key), new XElement("ETag", version.ETag)));
        if (bucket.Versioning is not null)
        {
            response.Headers["x-amz-version-id"] = version.VersionId;
        }

        return response;
    }

    public static AwsResponse Abort(Call call)
    {
        call.Bucket().Uploads.Remove(Find(call).Id);
        return S3Call.Empty(204);
    }

    public static AwsResponse List(Call call)
    {
        var bucket = call.Bucket();
        var prefix = call.Request.QueryValue("prefix") ?? "";
        return S3Call.Answer(new XElement(
            "ListMultipartUploadsResult",
            new XElement("Bucket", bucket.Name),
            new XElement("IsTruncated", "false"),
            bucket.Uploads.Values.Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(upload => upload.Key, StringComparer.Ordinal).Select(upload => new XElement(
                "Upload", new XElement("Key", KeyPage.Name(call, upload.Key)), new XElement("UploadId", upload.Id), new XElement("Initiated", S3Call.Time(upload.Started))))));
    }

    public static AwsResponse ListParts(Call call)
    {
        var upload = Find(call);
        return S3Call.Answer(new XElement(
            "ListPartsResult",
            new XElement("Bucket", call.Target().Bucket),
            new XElement("Key", upload.Key),
            new XElement("UploadId", upload.Id),
            new XElement("IsTruncated", "false"),
            upload.Parts.Select(part => new XElement(
                "Part", new XElement("PartNumber", part.Key), new XElement("LastModified", S3Call.Time(part.Value.Modified)), new XElement("ETag", part.Value.ETag), new XElement("Size", part.Value.Content.Length)))));
    }

    private static Upload Find(Call call) =>
        call.Bucket().Uploads.GetValueOrDefault(call.Request.QueryValue("uploadId") ?? "") is { } upload && upload.Key == call.Target().Key
            ? upload
            : throw new AwsException("NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.", 404);
}
