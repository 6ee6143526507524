using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>A trail's settings.</summary>
public class Trail
{
    /// <summary>The ARN of the log group that events are sent to as well, ending in <c>:*</c>.</summary>
    public string? CloudWatchLogsLogGroupArn { get; set; }

    /// <summary>The role with which CloudTrail writes to the log group.</summary>
    public string? CloudWatchLogsRoleArn { get; set; }

    /// <summary>Whether the trail logs other events than the default selector.</summary>
    public bool? HasCustomEventSelectors { get; set; }

    /// <summary>Whether the trail looks for unusual activity.</summary>
    public bool? HasInsightSelectors { get; set; }

    /// <summary>The region in which the trail was made, and where alone it can be changed.</summary>
    public string? HomeRegion { get; set; }

    /// <summary>Whether events of global services such as IAM are logged.</summary>
    public bool? IncludeGlobalServiceEvents { get; set; }

    /// <summary>Whether the trail logs events of all regions.</summary>
    public bool? IsMultiRegionTrail { get; set; }

    /// <summary>Whether the trail logs for all accounts of the organisation.</summary>
    public bool? IsOrganizationTrail { get; set; }

    /// <summary>The KMS key that encrypts log files: in requests an id, ARN, alias or alias ARN, in answers the ARN of the key.</summary>
    public string? KmsKeyId { get; set; }

    /// <summary>Whether digest files are delivered, by which log files can be verified.</summary>
    public bool? LogFileValidationEnabled { get; set; }

    /// <summary>The trail's name.</summary>
    public string? Name { get; set; }

    /// <summary>The bucket that log files are delivered to.</summary>
    public string? S3BucketName { get; set; }

    /// <summary>What keys of log files begin with, before <c>AWSLogs/</c>; at most 200 characters.</summary>
    public string? S3KeyPrefix { get; set; }

    /// <summary>The ARN of the SNS topic that is told of deliveries.</summary>
    public string? SnsTopicARN { get; set; }

    /// <summary>The name or ARN of the SNS topic that is told of deliveries.</summary>
    [Obsolete("This field is deprecated. Use SnsTopicARN.")]
    public string? SnsTopicName { get; set; }

    /// <summary>The trail's ARN.</summary>
    public string? TrailARN { get; set; }

    internal static readonly JsonStructure<Trail> Shape = new JsonStructure<Trail>()
        .Member("CloudWatchLogsLogGroupArn", JsonScalar.Text, x => x.CloudWatchLogsLogGroupArn, (x, value) => x.CloudWatchLogsLogGroupArn = value)
        .Member("CloudWatchLogsRoleArn", JsonScalar.Text, x => x.CloudWatchLogsRoleArn, (x, value) => x.CloudWatchLogsRoleArn = value)
        .Member("HasCustomEventSelectors", JsonScalar.Boolean, x => x.HasCustomEventSelectors, (x, value) => x.HasCustomEventSelectors = value)
        .Member("HasInsightSelectors", JsonScalar.Boolean, x => x.HasInsightSelectors, (x, value) => x.HasInsightSelectors = value)
        .Member("HomeRegion", JsonScalar.Text, x => x.HomeRegion, (x, value) => x.HomeRegion = value)
        .Member("IncludeGlobalServiceEvents", JsonScalar.Boolean, x => x.IncludeGlobalServiceEvents, (x, value) => x.IncludeGlobalServiceEvents = value)
        .Member("IsMultiRegionTrail", JsonScalar.Boolean, x => x.IsMultiRegionTrail, (x, value) => x.IsMultiRegionTrail = value)
        .Member("IsOrganizationTrail", JsonScalar.Boolean, x => x.IsOrganizationTrail, (x, value) => x.IsOrganizationTrail = value)
        .Member("KmsKeyId", JsonScalar.Text, x => x.KmsKeyId, (x, value) => x.KmsKeyId = value)
        .Member("LogFileValidationEnabled", JsonScalar.Boolean, x => x.LogFileValidationEnabled, (x, value) => x.LogFileValidationEnabled = value)
        .Member("Name", JsonScalar.Text, x => x.Name, (x, value) => x.Name = value)
        .Member("S3BucketName", JsonScalar.Text, x => x.S3BucketName, (x, value) => x.S3BucketName = value)
        .Member("S3KeyPrefix", JsonScalar.Text, x => x.S3KeyPrefix, (x, value) => x.S3KeyPrefix = value)
        .Member("SnsTopicARN", JsonScalar.Text, x => x.SnsTopicARN, (x, value) => x.SnsTopicARN = value)
#pragma warning disable CS0618 // The wire still has it.
        .Member("SnsTopicName", JsonScalar.Text, x => x.SnsTopicName, (x, value) => x.SnsTopicName = value)
#pragma warning restore CS0618
        .Member("TrailARN", JsonScalar.Text, x => x.TrailARN, (x, value) => x.TrailARN = value);
}
