using TrailOps.Policies;
using TrailOps.Trails;

namespace TrailOps;

/// <summary>
/// A CloudTrail trail and what it is doing (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html,
/// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html). Times are in UTC.
/// </summary>
/// <param name="Name">The trail's name.</param>
/// <param name="TrailARN">The trail's ARN.</param>
/// <param name="HomeRegion">The region that the trail was made in, and is changed in.</param>
public sealed record AuditTrail(string Name, string TrailARN, string HomeRegion)
{
    /// <summary>The account that the trail belongs to; of an organisation's trail the management account.</summary>
    public string AccountId => TrailARN.Split(':') is { Length: > 4 } parts ? parts[4] : "";

    /// <summary>Whether it is logging; null where the status could not be had, which <see cref="StatusError"/> explains.</summary>
    public bool? IsLogging { get; init; }

    /// <summary>Whether it logs the events of all regions.</summary>
    public bool IsMultiRegionTrail { get; init; }

    /// <summary>Whether it logs the events of all accounts of the organisation.</summary>
    public bool IsOrganizationTrail { get; init; }

    /// <summary>Whether it logs the events of global services, such as IAM.</summary>
    public bool IncludeGlobalServiceEvents { get; init; }

    /// <summary>Whether it delivers digests, by which logs can be proved unaltered.</summary>
    public bool LogFileValidationEnabled { get; init; }

    /// <summary>The bucket that it delivers to.</summary>
    public string? S3BucketName { get; init; }

    /// <summary>What keys begin with, before AWSLogs/; null for nothing.</summary>
    public string? S3KeyPrefix { get; init; }

    /// <summary>The ARN of the KMS key that logs are encrypted with; null for Amazon S3's own encryption.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>The topic that each delivery is announced to; null for none.</summary>
    public string? SnsTopicARN { get; init; }

    /// <summary>The log group that events are sent to as well; null for none.</summary>
    public string? CloudWatchLogsLogGroupArn { get; init; }

    /// <summary>Whether it selects events otherwise than a new trail does, which logs all management events and no data events.</summary>
    public bool HasCustomEventSelectors { get; init; }

    /// <summary>Which events it logs: those that any of the selectors selects. Null where they could not be had, which <see cref="EventSelectorsError"/> explains.</summary>
    public IReadOnlyList<AuditTrailEventSelector>? EventSelectors { get; init => field = value is null ? null : Indexable.Of(value); }

    /// <summary>Which events it logs, in words, such as <c>all management events; writes to objects in s3://tf-state/</c>; null where it could not be had.</summary>
    public string? LoggedEvents => EventSelectors is { } selectors ? SelectorWords.Of(selectors) : null;

    /// <summary>Why the event selectors could not be had: AWS's error code and words; null where they could.</summary>
    public string? EventSelectorsError { get; init; }

    /// <summary>
    /// How many trails, of those that were looked at with this one, deliver the same management events of a region, this one counted. One copy in a region is free. 0 where it
    /// delivers none; null where there are trails that were not looked at, or whose selectors could not be had.
    /// </summary>
    public int? ManagementEventsCopies { get; init; }

    /// <summary>What that costs, in words: https://aws.amazon.com/cloudtrail/pricing/.</summary>
    public string? ManagementEventsCost { get; init; }

    /// <summary>What its data events and network activity cost, in words; null where it logs none, as far as is known.</summary>
    public string? DataEventsCost => EventSelectors?.Any(selector => selector.Category is AuditTrailEventCategory.Data or AuditTrailEventCategory.NetworkActivity) == true
        ? EventCosts.OfDataEvents(TrailARN)
        : null;

    /// <summary>Whether it looks for unusual activity.</summary>
    public bool HasInsightSelectors { get; init; }

    /// <summary>When it was started last.</summary>
    public DateTime? StartLoggingTime { get; init; }

    /// <summary>When it was stopped last.</summary>
    public DateTime? StopLoggingTime { get; init; }

    /// <summary>When it delivered logs last.</summary>
    public DateTime? LatestDeliveryTime { get; init; }

    /// <summary>Amazon S3's error at the last try to deliver, such as AccessDenied; null where there was none.</summary>
    public string? LatestDeliveryError { get; init; }

    /// <summary>When it delivered a digest last.</summary>
    public DateTime? LatestDigestDeliveryTime { get; init; }

    /// <summary>Amazon S3's error at the last try to deliver a digest; null where there was none.</summary>
    public string? LatestDigestDeliveryError { get; init; }

    /// <summary>When it sent events to the log group last.</summary>
    public DateTime? LatestCloudWatchLogsDeliveryTime { get; init; }

    /// <summary>The error at the last try to send events to the log group; null where there was none.</summary>
    public string? LatestCloudWatchLogsDeliveryError { get; init; }

    /// <summary>When it announced a delivery last.</summary>
    public DateTime? LatestNotificationTime { get; init; }

    /// <summary>The error at the last try to announce a delivery; null where there was none.</summary>
    public string? LatestNotificationError { get; init; }

    /// <summary>Why the status could not be had: AWS's error code and words; null where it could.</summary>
    public string? StatusError { get; init; }

    /// <summary>The trail's ARN.</summary>
    public override string ToString() => TrailARN;
}
