using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of UpdateTrail. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html</summary>
public class UpdateTrailRequest : AmazonCloudTrailRequest
{
    /// <summary>The ARN of the log group that events are sent to as well, ending in <c>:*</c>.</summary>
    public string? CloudWatchLogsLogGroupArn { get; set; }

    /// <summary>The role with which CloudTrail writes to the log group.</summary>
    public string? CloudWatchLogsRoleArn { get; set; }

    /// <summary>Whether digest files are delivered, by which log files can be verified.</summary>
    public bool? EnableLogFileValidation { get; set; }

    /// <summary>Whether events of global services such as IAM are logged.</summary>
    public bool? IncludeGlobalServiceEvents { get; set; }

    /// <summary>Whether the trail logs events of all regions.</summary>
    public bool? IsMultiRegionTrail { get; set; }

    /// <summary>Whether the trail logs for all accounts of the organisation.</summary>
    public bool? IsOrganizationTrail { get; set; }

    /// <summary>The KMS key that encrypts log files: in requests an id, ARN, alias or alias ARN, in answers the ARN of the key.</summary>
    public string? KmsKeyId { get; set; }

    /// <summary>The trail's name.</summary>
    public string? Name { get; set; }

    /// <summary>The bucket that log files are delivered to.</summary>
    public string? S3BucketName { get; set; }

    /// <summary>What keys of log files begin with, before <c>AWSLogs/</c>; at most 200 characters.</summary>
    public string? S3KeyPrefix { get; set; }

    /// <summary>The name or ARN of the SNS topic that is told of deliveries.</summary>
    public string? SnsTopicName { get; set; }

    internal static readonly JsonStructure<UpdateTrailRequest> Shape = new JsonStructure<UpdateTrailRequest>()
        .Member("CloudWatchLogsLogGroupArn", JsonScalar.Text, x => x.CloudWatchLogsLogGroupArn, (x, value) => x.CloudWatchLogsLogGroupArn = value)
        .Member("CloudWatchLogsRoleArn", JsonScalar.Text, x => x.CloudWatchLogsRoleArn, (x, value) => x.CloudWatchLogsRoleArn = value)
        .Member("EnableLogFileValidation", JsonScalar.Boolean, x => x.EnableLogFileValidation, (x, value) => x.EnableLogFileValidation = value)
        .Member("IncludeGlobalServiceEvents", JsonScalar.Boolean, x => x.IncludeGlobalServiceEvents, (x, value) => x.IncludeGlobalServiceEvents = value)
        .Member("IsMultiRegionTrail", JsonScalar.Boolean, x => x.IsMultiRegionTrail, (x, value) => x.IsMultiRegionTrail = value)
        .Member("IsOrganizationTrail", JsonScalar.Boolean, x => x.IsOrganizationTrail, (x, value) => x.IsOrganizationTrail = value)
        .Member("KmsKeyId", JsonScalar.Text, x => x.KmsKeyId, (x, value) => x.KmsKeyId = value)
        .Member("Name", JsonScalar.Text, x => x.Name, (x, value) => x.Name = value)
        .Member("S3BucketName", JsonScalar.Text, x => x.S3BucketName, (x, value) => x.S3BucketName = value)
        .Member("S3KeyPrefix", JsonScalar.Text, x => x.S3KeyPrefix, (x, value) => x.S3KeyPrefix = value)
        .Member("SnsTopicName", JsonScalar.Text, x => x.SnsTopicName, (x, value) => x.SnsTopicName = value);
}
