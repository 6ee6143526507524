using System.Xml.Linq;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.S3;

internal static class BucketOperations
{
    private const int MaxBuckets = 1000;
    private const string Enforced = "BucketOwnerEnforced";

    public static AwsResponse List(Call call)
    {
        var own = call.World.Buckets.All.Where(bucket => bucket.Owner == call.Account);
        var prefix = call.Request.QueryValue("prefix") ?? "";
        var region = call.Request.QueryValue("bucket-region");
        var after = call.Request.QueryValue("continuation-token") ?? "";
        var count = int.TryParse(call.Request.QueryValue("max-buckets"), System.Globalization.CultureInfo.InvariantCulture, out var max) ? max : MaxBuckets;
        var found = own.Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal) && (region is null || bucket.Region == region)
            && string.CompareOrdinal(bucket.Name, after) > 0).OrderBy(bucket => bucket.Name, StringComparer.Ordinal).Take(count + 1).ToList();
        XElement result = new(
            "ListAllMyBucketsResult",
            S3Call.Owner(call.Account),
            new XElement("Buckets", found.Take(count).Select(bucket => new XElement(
                "Bucket", new XElement("Name", bucket.Name), new XElement("CreationDate", S3Call.Time(bucket.Created)), new XElement("BucketRegion", bucket.Region)))));
        if (found.Count > count)
        {
            result.Add(new XElement("ContinuationToken", found[count - 1].Name));
        }

        return S3Call.Answer(result);
    }

    public static IEnumerable<Access> NeedsToCreate(Call call)
    {
        yield return S3Needs.OnBucket(call, "s3:CreateBucket") with { ResourcePolicy = null, ResourceAccount = null };
        if (call.Request.Header("x-amz-bucket-object-lock-enabled") == "true")
        {
            yield return S3Needs.OnBucket(call, "s3:PutBucketObjectLockConfiguration") with { ResourcePolicy = null, ResourceAccount = null };
            yield return S3Needs.OnBucket(call, "s3:PutBucketVersioning") with { ResourcePolicy = null, ResourceAccount = null };
        }

        if (call.Request.Header("x-amz-object-ownership") is not null)
        {
            yield return S3Needs.OnBucket(call, "s3:PutBucketOwnershipControls") with { ResourcePolicy = null, ResourceAccount = null };
        }
    }

    public static AwsResponse Create(Call call)
    {
        if (call.Caller.Account is not { } owner)
        {
            throw S3Errors.AccessDenied();
        }

        var name = call.Target().Bucket;
        if (BucketNames.Problem(name) is { } problem)
        {
            throw new AwsException("InvalidBucketName", problem) { Details = [("BucketName", name)] };
        }

        var region = Region(call);
        var ownership = call.Request.Header("x-amz-object-ownership") ?? Enforced;
        if (ownership == Enforced && call.Request.Header("x-amz-acl") is not (null or "private"))
        {
            throw new AwsException("InvalidBucketAclWithObjectOwnership", "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        }

        if (call.FindBucket() is { } existing)
        {
            return existing.Owner != owner ? throw new AwsException("BucketAlreadyExists", "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.", 409)
                : existing.Region == "us-east-1" && call.Region == "us-east-1" ? Created(name)
                : throw new AwsException("BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.", 409);
        }

        Bucket bucket = new(owner, name, region, call.Now);
        bucket.Configurations[PublicAccess.Subresource] = PublicAccess.AllBlocked;
        bucket.Configurations["ownershipControls"] = $"<OwnershipControls><Rule><ObjectOwnership>{ownership}</ObjectOwnership></Rule></OwnershipControls>";
        bucket.Configurations["encryption"] = "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>";
        if (call.Request.Header("x-amz-bucket-object-lock-enabled") == "true")
        {
            bucket.HasObjectLock = true;
            bucket.Versioning = "Enabled";
            bucket.Configurations["versioning"] = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
            bucket.Configurations["object-lock"] = "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>";
        }

        call.World.Buckets.Add(bucket);
        return Created(name);
    }

    public static AwsResponse Delete(Call call)
    {
        var bucket = call.Bucket();
        if (bucket.Objects.Count > 0)
        {
            throw new AwsException("BucketNotEmpty", bucket.Versioning is null ? "The bucket you tried to delete is not empty" : "The bucket you tried to delete is not empty. You must delete all versions in the bucket.", 409) { Details = [("BucketName", bucket.Name)] };
        }

        // Still there for what the event tells of it.
        call.World.Buckets.Remove(bucket);
        call.Resources.Add(new Events.EventResource("AWS::S3::Bucket", bucket.Name, bucket.Arn, bucket.Owner.Id));
        return S3Call.Empty(204);
    }

    public static AwsResponse Head(Call call)
    {
        var bucket = call.Bucket();
        AwsResponse response = new(200, "application/xml", ReadOnlyMemory<byte>.Empty);
        response.Headers["x-amz-bucket-region"] = bucket.Region;
        response.Headers["x-amz-access-point-alias"] = "false";
        return response;
    }

    /// <summary>Nothing for us-east-1.</summary>
    public static AwsResponse Location(Call call) =>
        S3Call.Answer(new XElement("LocationConstraint", call.Bucket().Region is var region && region == "us-east-1" ? null : region));

    private static AwsResponse Created(string name)
    {
        var response = S3Call.Empty();
        response.Headers["Location"] = $"/{name}";
        return response;
    }

    private static string Region(Call call)
    {
        var constraint = call.Xml() is null ? null : call.NeededXml("CreateBucketConfiguration").Element("LocationConstraint")?.Value;
        if (call.Region == "us-east-1")
        {
            // The oldest endpoint is everyone's: it takes any region but its own.
            return constraint is null ? call.Region
                : constraint == "EU" ? "eu-west-1"
                : constraint != "us-east-1" && Partition.Regions("aws").Contains(constraint) ? constraint
                : throw new AwsException("InvalidLocationConstraint", "The specified location-constraint is not valid") { Details = [("LocationConstraint", constraint)] };
        }

        return constraint == call.Region || (constraint == "EU" && call.Region == "eu-west-1")
            ? call.Region
            : throw new AwsException("IllegalLocationConstraintException", $"The {constraint ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to.");
    }
}
