using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.S3;
using TrailOps.LocalAws.World;
using TrailOps.PolicyOracle;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>What the bucket's policy lets CloudTrail do: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html</summary>
internal static class TrailBucket
{
    private static readonly Caller CloudTrail = Caller.OfService("cloudtrail.amazonaws.com");

    /// <summary>Refuses a trail whose bucket is not there or not prepared.</summary>
    public static void Check(AwsWorld world, Trail trail, TrailSettings settings)
    {
        if (BucketNames.Problem(settings.Bucket) is not null)
        {
            throw new AwsException("InvalidS3BucketNameException", $"Bucket name {settings.Bucket} is not valid.");
        }

        var bucket = world.Buckets.Find(trail.Account.Partition, settings.Bucket)
            ?? throw new AwsException("S3BucketDoesNotExistException", $"S3 bucket {settings.Bucket} does not exist!");
        if (!May(world, trail, bucket, "s3:GetBucketAcl", bucket.Arn) || !May(world, trail, bucket, "s3:PutObject", $"{bucket.Arn}/{Root(trail, settings)}/CloudTrail/check"))
        {
            throw new AwsException("InsufficientS3BucketPolicyException", $"Incorrect S3 bucket policy is detected for bucket: {bucket.Name}");
        }
    }

    /// <summary>The folder of the account: <c>[prefix/]AWSLogs/A</c>.</summary>
    public static string Root(Trail trail, TrailSettings settings) => $"{(settings.Prefix is { } prefix ? prefix + "/" : "")}AWSLogs/{trail.Account.Id}";

    /// <summary>Writes a file as CloudTrail does. Null: it is there; else the error that the trail's status tells.</summary>
    public static string? Deliver(AwsWorld world, Trail trail, string key, byte[] content, DateTimeOffset time, Dictionary<string, string>? metadata = null)
    {
        if (world.Buckets.Find(trail.Account.Partition, trail.Settings.Bucket) is not { } bucket)
        {
            return "NoSuchBucket";
        }

        if (!May(world, trail, bucket, "s3:PutObject", $"{bucket.Arn}/{key}"))
        {
            return "AccessDenied";
        }

        ObjectVersion version = new(key, bucket.NextVersionId, content, time)
        {
            Headers = new(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json", ["Content-Encoding"] = "gzip" },
            Metadata = metadata ?? [],
        };
        Retention.ApplyDefault(bucket, version);
        bucket.Add(version);
        return null;
    }

    private static bool May(AwsWorld world, Trail trail, Bucket bucket, string action, string resource)
    {
        Dictionary<string, IReadOnlyList<string>> context = new(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:CurrentTime"] = [RequestContext.Time(world.Clock.UtcNow)],
            ["aws:SecureTransport"] = ["true"],
            ["s3:TlsVersion"] = ["1.3"],
            ["aws:PrincipalIsAWSService"] = ["true"],
            ["aws:PrincipalServiceName"] = [CloudTrail.Arn],
            ["aws:SourceArn"] = [trail.Arn],
            ["aws:SourceAccount"] = [trail.Account.Id],
        };
        if (action == "s3:PutObject")
        {
            context["s3:x-amz-acl"] = ["bucket-owner-full-control"];
        }

        Access access = new(action, resource) { ResourcePolicy = bucket.EnforcedPolicy, ResourceAccount = bucket.Owner.Id };
        return Authorizer.Judge(CloudTrail, access, new OraclePolicies { Resource = bucket.EnforcedPolicy }, context) is null;
    }
}
