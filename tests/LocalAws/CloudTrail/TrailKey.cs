using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Kms;
using TrailOps.LocalAws.S3;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>
/// The key that a trail's files are encrypted with, and what its policy lets CloudTrail do:
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
/// </summary>
internal static class TrailKey
{
    /// <summary>As CloudTrail hands it to KMS, for each object.</summary>
    public const string EncryptionContext = "aws:cloudtrail:arn";

    private const string Encrypt = "kms:GenerateDataKey";
    private const string Describe = "kms:DescribeKey";
    private const string Decrypt = "kms:Decrypt";

    /// <summary>The ARN of the key that an id, an alias or an ARN means. A name alone is of the trail's account and region.</summary>
    public static string Resolve(Trail trail, string name)
    {
        var arn = KeyNames.Arn(trail.Account, trail.HomeRegion, name) ?? throw new AwsException("InvalidKmsKeyIdException", $"The KMS key {name} is not valid.");
        return KeyNames.Find(trail.Account.World, arn)?.Arn ?? throw TrailErrors.NoKey(name);
    }

    /// <summary>Refuses a trail whose key is not there, not usable or not prepared.</summary>
    public static void Check(AwsWorld world, Trail trail, TrailSettings settings)
    {
        if (settings.Key is not { } arn || world.Buckets.Find(trail.Account.Partition, settings.Bucket) is not { } bucket)
        {
            return;
        }

        if (KeyNames.Find(world, arn) is not { } key || key.Region != bucket.Region)
        {
            throw TrailErrors.NoKey(arn);
        }

        if (KmsErrors.Unusable(key) is { } problem)
        {
            throw new AwsException("KmsException", problem.Message);
        }

        if (!May(trail, key, Describe) || !Encrypts(trail, key, bucket))
        {
            throw new AwsException("InsufficientEncryptionPolicyException", $"Insufficient permissions to access S3 bucket {bucket.Name} or KMS key {key.Arn}.");
        }
    }

    /// <summary>
    /// What a delivery fails with. Null: the key can be used, or there is none. CloudTrail documents only that it tells S3's code:
    /// these are the codes with which S3 passes on what KMS says.
    /// </summary>
    public static string? Problem(AwsWorld world, Trail trail, Bucket bucket) => trail.Settings.Key is not { } arn ? null
        : KeyNames.Find(world, arn) is not { } key || key.Region != bucket.Region ? "KMS.NotFoundException"
        : KmsErrors.Unusable(key) is { } problem ? $"KMS.{problem.Code}"
        : Encrypts(trail, key, bucket) ? null
        : "AccessDenied";

    // With a bucket key, S3 asks for the data key that is there already to be decrypted:
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html#bucket-key-changes
    private static bool Encrypts(Trail trail, KmsKey key, Bucket bucket) =>
        May(trail, key, Encrypt) && (!ObjectEncryption.HasBucketKey(bucket) || May(trail, key, Decrypt));

    private static bool May(Trail trail, KmsKey key, string action)
    {
        var context = TrailBucket.Context(trail);
        if (action != Describe)
        {
            foreach (var (condition, values) in KmsNeeds.Of(new Dictionary<string, string> { [EncryptionContext] = trail.Arn }))
            {
                context[condition] = values;
            }

            context["kms:ViaService"] = [$"s3.{key.Region}.{Partition.DnsSuffix(trail.Account.Partition)}"];
        }

        return TrailBucket.May(new Access(action, key.Arn) { ResourcePolicy = key.EnforcedPolicy, ResourceAccount = key.Account.Id }, context);
    }
}
