using System.Globalization;
using System.Text.RegularExpressions;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>GetObject and HeadObject: the same, but for the body.</summary>
internal static partial class ObjectReading
{
    public static AwsResponse Get(Call call)
    {
        var bucket = call.Bucket();
        var version = Find(call, bucket);
        if (Conditions(call, version) is { } unchanged)
        {
            return unchanged;
        }

        // HEAD needs no key, unless it is to tell a checksum.
        if (call.Request.Method != "HEAD" || call.Request.Header("x-amz-checksum-mode") == "ENABLED")
        {
            ObjectEncryption.Demand(call, bucket, version);
        }

        var (start, length) = Range(call, version) ?? (0, version.Content.Length);
        var isPart = call.Request.Header("range") is not null && length < version.Content.Length;
        var body = version.Content.AsMemory(start, length);
        AwsResponse response = new(isPart ? 206 : 200, version.Headers.GetValueOrDefault("Content-Type") ?? "binary/octet-stream", call.Request.Method == "HEAD" ? ReadOnlyMemory<byte>.Empty : body)
        {
            ContentLength = length,
        };
        if (isPart)
        {
            response.Headers["Content-Range"] = string.Create(CultureInfo.InvariantCulture, $"bytes {start}-{start + length - 1}/{version.Content.Length}");
        }

        ObjectHeaders.Read(call, response, bucket, version);
        return response;
    }

    /// <summary>The version asked for. What is missing is told only to who may list the bucket.</summary>
    public static ObjectVersion Find(Call call, Bucket bucket)
    {
        var key = call.Target().Key;
        if (call.Request.QueryValue("versionId") is { } id)
        {
            return bucket.Find(key, id) is not { } named ? throw S3Errors.NoSuchVersion(key, id)
                : !named.IsDeleteMarker ? named
                : throw Marked(new AwsException("MethodNotAllowed", "The specified method is not allowed against this resource.", 405), named);
        }

        if (bucket.Find(key) is { } version)
        {
            return version;
        }

        if (Authorizer.Judge(call, call.Caller, S3Needs.OnBucket(call, "s3:ListBucket")) is { } refusal)
        {
            throw call.Service.Refused(call, refusal);
        }

        throw bucket.Objects.GetValueOrDefault(key)?[^1] is { } marker ? Marked(S3Errors.NoSuchKey(key), marker) : S3Errors.NoSuchKey(key);
    }

    private static AwsException Marked(AwsException error, ObjectVersion marker)
    {
        error.Headers["x-amz-delete-marker"] = "true";
        error.Headers["x-amz-version-id"] = marker.VersionId;
        return error;
    }

    private static AwsResponse? Conditions(Call call, ObjectVersion version)
    {
        DateTimeOffset? Date(string header) => DateTimeOffset.TryParse(call.Request.Header(header), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
        bool Matches(string tags) => tags == "*" || tags.Split(',').Any(tag => tag.Trim().Trim('"') == version.ETag.Trim('"'));

        // HTTP has no fractions of seconds.
        var modified = DateTimeOffset.FromUnixTimeSeconds(version.Modified.ToUnixTimeSeconds());
        if (call.Request.Header("if-match") is { } wanted)
        {
            if (!Matches(wanted))
            {
                throw S3Errors.Precondition("If-Match");
            }
        }
        else if (Date("if-unmodified-since") < modified)
        {
            throw S3Errors.Precondition("If-Unmodified-Since");
        }

        var isUnchanged = call.Request.Header("if-none-match") is { } known ? Matches(known) : Date("if-modified-since") >= modified;
        if (!isUnchanged)
        {
            return null;
        }

        var response = S3Call.Empty(304);
        response.Headers["ETag"] = version.ETag;
        return response;
    }

    private static (int Start, int Length)? Range(Call call, ObjectVersion version)
    {
        if (call.Request.Header("range") is not { } header || Ranges().Match(header) is not { Success: true } match)
        {
            return null;
        }

        var size = version.Content.Length;
        var (first, last) = (match.Groups["first"].Value, match.Groups["last"].Value);
        var start = first.Length == 0 ? Math.Max(size - int.Parse(last, CultureInfo.InvariantCulture), 0) : int.Parse(first, CultureInfo.InvariantCulture);
        var end = first.Length == 0 || last.Length == 0 ? size - 1 : Math.Min(int.Parse(last, CultureInfo.InvariantCulture), size - 1);
        return start < size && start <= end
            ? (start, end - start + 1)
            : throw new AwsException("InvalidRange", "The requested range is not satisfiable", 416) { Details = [("RangeRequested", header), ("ActualObjectSize", size.ToString(CultureInfo.InvariantCulture))] };
    }

    [GeneratedRegex(@"\Abytes=(?:(?<first>\d{1,9})-(?<last>\d{0,9})|-(?<last>\d{1,9}))\z")]
    private static partial Regex Ranges();
}
