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
        if (!May(trail, bucket, "s3:GetBucketAcl", bucket.Arn, settings) || !May(trail, bucket, "s3:PutObject", $"{bucket.Arn}/{Root(trail, settings, trail.Account.Id)}/CloudTrail/check", settings))
        {
            throw new AwsException("InsufficientS3BucketPolicyException", $"Incorrect S3 bucket policy is detected for bucket: {bucket.Name}");
        }
    }

    /// <summary>The folder of an account: <c>[prefix/]AWSLogs/[o-…/]A</c>.</summary>
    public static string Root(Trail trail, TrailSettings settings, string account) =>
        $"{(settings.Prefix is { } prefix ? prefix + "/" : "")}AWSLogs/{(settings.IsOrganization ? trail.Account.Organization!.Id + "/" : "")}{account}";

    /// <summary>Writes a file as CloudTrail does. Null: it is there; else the error that the trail's status tells.</summary>
    public static string? Deliver(AwsWorld world, Trail trail, string key, byte[] content, DateTimeOffset time, Dictionary<string, string>? metadata = null)
    {
        if (world.Buckets.Find(trail.Account.Partition, trail.Settings.Bucket) is not { } bucket)
        {
            return "NoSuchBucket";
        }

        if (!May(trail, bucket, "s3:PutObject", $"{bucket.Arn}/{key}", trail.Settings))
        {
            return "AccessDenied";
        }

        if (TrailKey.Problem(world, trail, bucket) is { } problem)
        {
            return problem;
        }

        ObjectVersion version = new(key, bucket.NextVersionId, content, time)
        {
            Headers = new(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json", ["Content-Encoding"] = "gzip" },
            Metadata = metadata ?? [],
            Encryption = trail.Settings.Key is { } kmsKey ? new ObjectEncryption(kmsKey, TrailKey.EncryptionContext, trail.Arn) : null,
        };
        Retention.ApplyDefault(bucket, version);
        bucket.Add(version);
        return null;
    }

    /// <summary>Whether a resource's policy lets CloudTrail do something. Its principal is of no account: no service control policy binds it.</summary>
    public static bool May(Access access, Dictionary<string, IReadOnlyList<string>> context) =>
        Authorizer.Judge(CloudTrail, access, new OraclePolicies { Resource = access.ResourcePolicy }, context) is null;

    /// <summary>Condition keys of what CloudTrail does for a trail.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Context(Trail trail) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["aws:CurrentTime"] = [RequestContext.Time(trail.Account.World.Clock.UtcNow)],
        ["aws:SecureTransport"] = ["true"],
        ["aws:PrincipalIsAWSService"] = ["true"],
        ["aws:PrincipalServiceName"] = [CloudTrail.Arn],
        ["aws:SourceArn"] = [trail.Arn],
        ["aws:SourceAccount"] = [trail.Account.Id],
    };

    private static bool May(Trail trail, Bucket bucket, string action, string resource, TrailSettings settings)
    {
        var context = Context(trail);
        context["s3:TlsVersion"] = ["1.3"];
        if (action == "s3:PutObject")
        {
            context["s3:x-amz-acl"] = ["bucket-owner-full-control"];
            if (settings.Key is { } key)
            {
                context[S3Needs.EncryptionKey] = [ObjectEncryption.Kms];
                context[S3Needs.EncryptionKeyId] = [key];
            }
        }

        return May(new Access(action, resource) { ResourcePolicy = bucket.EnforcedPolicy, ResourceAccount = bucket.Owner.Id }, context);
    }
}
