using System.Xml.Linq;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

internal static class ObjectDeletion
{
    private const int MaxObjects = 1000;

    public static AwsResponse Delete(Call call)
    {
        var bucket = call.Bucket();
        var (versionId, isMarker) = Remove(call, bucket, call.Target().Key, call.Request.QueryValue("versionId"));
        var response = S3Call.Empty(204);
        if (versionId is not null)
        {
            response.Headers["x-amz-version-id"] = versionId;
        }

        if (isMarker)
        {
            response.Headers["x-amz-delete-marker"] = "true";
        }

        return response;
    }

    /// <summary>Each object by itself: some may be refused while others go.</summary>
    public static AwsResponse DeleteMany(Call call)
    {
        var bucket = call.Bucket();
        var request = call.NeededXml("Delete");
        var objects = request.Elements("Object").ToList();
        if (objects.Count is 0 or > MaxObjects)
        {
            throw S3Errors.MalformedXml();
        }

        var isQuiet = request.Element("Quiet")?.Value == "true";
        XElement result = new("DeleteResult");
        foreach (var item in objects)
        {
            var (key, version) = (item.Element("Key")?.Value ?? throw S3Errors.MalformedXml(), item.Element("VersionId")?.Value);
            try
            {
                foreach (var access in Retention.WithBypass(call, S3Needs.OnObject(call, version is null ? "s3:DeleteObject" : "s3:DeleteObjectVersion", bucket.Name, key)))
                {
                    Authorizer.Demand(call, access);
                }

                var (gone, isMarker) = Remove(call, bucket, key, version);
                if (!isQuiet)
                {
                    result.Add(Deleted(key, version, gone, isMarker));
                }
            }
            catch (AwsException error)
            {
                result.Add(new XElement("Error", new XElement("Key", key), version is null ? null : new XElement("VersionId", version), new XElement("Code", error.Code), new XElement("Message", error.Message)));
            }
        }

        return S3Call.Answer(result);
    }

    private static XElement Deleted(string key, string? asked, string? gone, bool isMarker)
    {
        XElement deleted = new("Deleted", new XElement("Key", key));
        if (asked is not null)
        {
            deleted.Add(new XElement("VersionId", asked));
        }

        if (isMarker)
        {
            deleted.Add(new XElement("DeleteMarker", "true"), new XElement("DeleteMarkerVersionId", gone));
        }

        return deleted;
    }

    // Without a version: a marker where there is versioning, and the object itself where not.
    private static (string? VersionId, bool IsMarker) Remove(Call call, Bucket bucket, string key, string? versionId)
    {
        if (versionId is null && bucket.Versioning is not null)
        {
            ObjectVersion marker = new(key, bucket.NextVersionId, [], call.Now) { IsDeleteMarker = true };
            bucket.Add(marker);
            return (marker.VersionId, true);
        }

        var version = bucket.Find(key, versionId ?? "null");
        if (version is null)
        {
            return (versionId, false);
        }

        if (!Retention.Frees(version, call.Now, Retention.Bypasses(call)))
        {
            throw S3Errors.AccessDenied("Access Denied because object protected by object lock.");
        }

        bucket.Remove(version);
        return (versionId, version.IsDeleteMarker);
    }
}
