using System.Globalization;
using System.Xml.Linq;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>The configurations of buckets. They are kept as they were put; what has consequences here is looked at.</summary>
internal static class BucketConfigurations
{
    public static IReadOnlyList<ConfigurationKind> Table { get; } =
    [
        new("publicAccessBlock", "PublicAccessBlockConfiguration", "PublicAccessBlock", "BucketPublicAccessBlock") { Event = "BucketPublicAccessBlock", IsDeletable = true, Absent = ("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found") },
        new("versioning", "VersioningConfiguration", "BucketVersioning", "BucketVersioning") { Empty = "VersioningConfiguration" },
        new("encryption", "ServerSideEncryptionConfiguration", "BucketEncryption", "EncryptionConfiguration") { IsDeletable = true, Absent = ("ServerSideEncryptionConfigurationNotFoundError", "The server side encryption configuration was not found") },
        new("ownershipControls", "OwnershipControls", "BucketOwnershipControls", "BucketOwnershipControls") { IsDeletable = true, Absent = ("OwnershipControlsNotFoundError", "The bucket ownership controls were not found") },
        new("lifecycle", "LifecycleConfiguration", "BucketLifecycleConfiguration", "LifecycleConfiguration") { Event = "BucketLifecycle", DeleteApi = "BucketLifecycle", IsDeletable = true, Absent = ("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist") },
        new("logging", "BucketLoggingStatus", "BucketLogging", "BucketLogging") { Empty = "BucketLoggingStatus" },
        new("object-lock", "ObjectLockConfiguration", "ObjectLockConfiguration", "BucketObjectLockConfiguration") { Event = "BucketObjectLockConfiguration", Absent = ("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket") },
        new("tagging", "Tagging", "BucketTagging", "BucketTagging") { IsDeletable = true, Absent = ("NoSuchTagSet", "The TagSet does not exist") },
        new("notification", "NotificationConfiguration", "BucketNotificationConfiguration", "BucketNotification") { Event = "BucketNotification", Empty = "NotificationConfiguration" },
        new("replication", "ReplicationConfiguration", "BucketReplication", "ReplicationConfiguration") { IsDeletable = true, Absent = ("ReplicationConfigurationNotFoundError", "The replication configuration was not found") },
        new("cors", null, "BucketCors", "BucketCORS") { Absent = ("NoSuchCORSConfiguration", "The CORS configuration does not exist") },
        new("website", null, "BucketWebsite", "BucketWebsite") { Absent = ("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration") },
        new("accelerate", null, "BucketAccelerateConfiguration", "AccelerateConfiguration") { Empty = "AccelerateConfiguration" },
        new("requestPayment", null, "BucketRequestPayment", "BucketRequestPayment") { Empty = "RequestPaymentConfiguration" },
    ];

    public static AwsResponse Get(Call call, ConfigurationKind kind)
    {
        var bucket = call.Bucket();
        if (kind.Subresource == "requestPayment")
        {
            return S3Call.Answer(new XElement(kind.Empty!, new XElement("Payer", bucket.IsRequesterPays ? "Requester" : "BucketOwner")));
        }

        if (bucket.Configurations.TryGetValue(kind.Subresource, out var configuration))
        {
            return S3Call.Answer(XElement.Parse(configuration));
        }

        return kind.Absent is { } absent
            ? throw new AwsException(absent.Code, absent.Message, 404) { Details = [("BucketName", bucket.Name)] }
            : S3Call.Answer(new XElement(kind.Empty!));
    }

    public static AwsResponse Put(Call call, ConfigurationKind kind)
    {
        var bucket = call.Bucket();
        var configuration = call.NeededXml(kind.Root!);
        Check(call, bucket, kind.Subresource, configuration);
        bucket.Configurations[kind.Subresource] = configuration.ToString(SaveOptions.DisableFormatting);
        return S3Call.Empty(kind.Subresource == "tagging" ? 204 : 200);
    }

    public static AwsResponse Delete(Call call, ConfigurationKind kind)
    {
        var bucket = call.Bucket();
        bucket.Configurations.Remove(kind.Subresource);
        if (kind.Subresource == "encryption")
        {
            // Since 2023 there is no bucket without: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
            bucket.Configurations["encryption"] = "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>";
        }

        return S3Call.Empty(204);
    }

    private static void Check(Call call, Bucket bucket, string subresource, XElement configuration)
    {
        switch (subresource)
        {
            case "versioning":
                Versioning(call, bucket, configuration);
                break;
            case "object-lock":
                ObjectLock(bucket, configuration);
                break;
            case "lifecycle":
                Lifecycle(configuration);
                break;
            case "logging":
                Logging(call, bucket, configuration);
                break;
            case "replication" when bucket.Versioning != "Enabled":
                throw S3Errors.InvalidRequest("Versioning must be 'Enabled' on the bucket to apply a replication configuration");
            case "ownershipControls" when configuration.Element("Rule")?.Element("ObjectOwnership")?.Value is not ("BucketOwnerEnforced" or "BucketOwnerPreferred" or "ObjectWriter"):
            case "encryption" when configuration.Descendants("SSEAlgorithm").FirstOrDefault()?.Value is not ("AES256" or "aws:kms" or "aws:kms:dsse"):
            case "publicAccessBlock" when configuration.Elements().Any(element => element.Value is not ("true" or "false")):
                throw S3Errors.MalformedXml();
            default:
                break;
        }
    }

    private static void Versioning(Call call, Bucket bucket, XElement configuration)
    {
        var status = configuration.Element("Status")?.Value;
        if (status is not (null or "Enabled" or "Suspended"))
        {
            throw S3Errors.MalformedXml();
        }

        if (status == "Suspended" && bucket.HasObjectLock)
        {
            throw new AwsException("InvalidBucketState", "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.", 409);
        }

        // Only root can, with its device, whose code is believed here: https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html
        if (configuration.Element("MfaDelete") is not null && (call.Request.Header("x-amz-mfa") is null || call.Caller.Arn != bucket.Owner.Arn))
        {
            throw S3Errors.AccessDenied("Mfa Authentication must be used for this request");
        }

        bucket.Versioning = status ?? bucket.Versioning;
    }

    private static void ObjectLock(Bucket bucket, XElement configuration)
    {
        if (bucket.Versioning != "Enabled")
        {
            throw new AwsException("InvalidBucketState", "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration", 409);
        }

        var retention = configuration.Descendants("DefaultRetention").FirstOrDefault();
        var periods = retention is null ? [] : new[] { retention.Element("Days"), retention.Element("Years") }.OfType<XElement>().ToList();
        if (configuration.Element("ObjectLockEnabled")?.Value != "Enabled"
            || (retention is not null && (retention.Element("Mode")?.Value is not (Retention.Governance or Retention.Compliance) || periods.Count != 1)))
        {
            throw S3Errors.MalformedXml();
        }

        if (periods.Exists(period => !int.TryParse(period.Value, CultureInfo.InvariantCulture, out var number) || number < 1))
        {
            throw S3Errors.InvalidArgument("Default retention period must be a positive integer value.");
        }

        bucket.HasObjectLock = true;
    }

    private static void Lifecycle(XElement configuration)
    {
        var rules = configuration.Elements("Rule").ToList();
        if (rules.Count == 0 || rules.Exists(rule => rule.Element("Status")?.Value is not ("Enabled" or "Disabled") || (rule.Element("Filter") is null && rule.Element("Prefix") is null)))
        {
            throw S3Errors.MalformedXml();
        }

        if (rules.Exists(rule => rule.Element("Filter") is not null) && rules.Exists(rule => rule.Element("Prefix") is not null))
        {
            throw S3Errors.InvalidRequest("Base level prefix cannot be used in Lifecycle V2, prefixes are only supported in the Filter.");
        }

        if (rules.Exists(rule => !rule.Elements().Any(element => element.Name.LocalName is "Expiration" or "Transition" or "NoncurrentVersionExpiration" or "NoncurrentVersionTransition" or "AbortIncompleteMultipartUpload")))
        {
            throw S3Errors.InvalidRequest("At least one action needs to be specified in a rule");
        }
    }

    private static void Logging(Call call, Bucket bucket, XElement configuration)
    {
        if (configuration.Element("LoggingEnabled")?.Element("TargetBucket")?.Value is not { } name)
        {
            return;
        }

        var target = call.World.Buckets.Find(call.Partition, name);
        if (target is null || target.Owner != bucket.Owner)
        {
            throw new AwsException("InvalidTargetBucketForLogging", "The target bucket for logging does not exist");
        }

        if (target.Region != bucket.Region)
        {
            throw new AwsException("CrossLocationLoggingProhibitted", "Cross S3 location logging not allowed.", 403);
        }

        if (target.HasObjectLock)
        {
            throw S3Errors.InvalidRequest("The target bucket for logging can't have Object Lock.");
        }
    }
}
