using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of GetTrailStatus.</summary>
public class GetTrailStatusResponse : AmazonWebServiceResponse
{
    /// <summary>Whether the trail logs.</summary>
    public bool? IsLogging { get; set; }

    /// <summary>The CloudWatch Logs error code of the last delivery that failed.</summary>
    public string? LatestCloudWatchLogsDeliveryError { get; set; }

    /// <summary>When events were last sent to CloudWatch Logs, UTC.</summary>
    public DateTime? LatestCloudWatchLogsDeliveryTime { get; set; }

    /// <summary>No longer used by CloudTrail.</summary>
    public string? LatestDeliveryAttemptSucceeded { get; set; }

    /// <summary>No longer used by CloudTrail.</summary>
    public string? LatestDeliveryAttemptTime { get; set; }

    /// <summary>The S3 error code of the last delivery that failed; null or empty where all is well.</summary>
    public string? LatestDeliveryError { get; set; }

    /// <summary>When log files were last delivered, UTC.</summary>
    public DateTime? LatestDeliveryTime { get; set; }

    /// <summary>The S3 error code of the last digest delivery that failed.</summary>
    public string? LatestDigestDeliveryError { get; set; }

    /// <summary>When a digest file was last delivered, UTC.</summary>
    public DateTime? LatestDigestDeliveryTime { get; set; }

    /// <summary>No longer used by CloudTrail.</summary>
    public string? LatestNotificationAttemptSucceeded { get; set; }

    /// <summary>No longer used by CloudTrail.</summary>
    public string? LatestNotificationAttemptTime { get; set; }

    /// <summary>The SNS error code of the last notification that failed.</summary>
    public string? LatestNotificationError { get; set; }

    /// <summary>When the SNS topic was last told, UTC.</summary>
    public DateTime? LatestNotificationTime { get; set; }

    /// <summary>When logging was last started, UTC.</summary>
    public DateTime? StartLoggingTime { get; set; }

    /// <summary>When logging was last stopped, UTC.</summary>
    public DateTime? StopLoggingTime { get; set; }

    /// <summary>No longer used by CloudTrail.</summary>
    public string? TimeLoggingStarted { get; set; }

    /// <summary>No longer used by CloudTrail.</summary>
    public string? TimeLoggingStopped { get; set; }

    internal static readonly JsonStructure<GetTrailStatusResponse> Shape = new JsonStructure<GetTrailStatusResponse>()
        .Member("IsLogging", JsonScalar.Boolean, x => x.IsLogging, (x, value) => x.IsLogging = value)
        .Member(
            "LatestCloudWatchLogsDeliveryError",
            JsonScalar.Text,
            x => x.LatestCloudWatchLogsDeliveryError,
            (x, value) => x.LatestCloudWatchLogsDeliveryError = value)
        .Member(
            "LatestCloudWatchLogsDeliveryTime",
            JsonScalar.Timestamp,
            x => x.LatestCloudWatchLogsDeliveryTime,
            (x, value) => x.LatestCloudWatchLogsDeliveryTime = value)
        .Member("LatestDeliveryAttemptSucceeded", JsonScalar.Text, x => x.LatestDeliveryAttemptSucceeded, (x, value) => x.LatestDeliveryAttemptSucceeded = value)
        .Member("LatestDeliveryAttemptTime", JsonScalar.Text, x => x.LatestDeliveryAttemptTime, (x, value) => x.LatestDeliveryAttemptTime = value)
        .Member("LatestDeliveryError", JsonScalar.Text, x => x.LatestDeliveryError, (x, value) => x.LatestDeliveryError = value)
        .Member("LatestDeliveryTime", JsonScalar.Timestamp, x => x.LatestDeliveryTime, (x, value) => x.LatestDeliveryTime = value)
        .Member("LatestDigestDeliveryError", JsonScalar.Text, x => x.LatestDigestDeliveryError, (x, value) => x.LatestDigestDeliveryError = value)
        .Member("LatestDigestDeliveryTime", JsonScalar.Timestamp, x => x.LatestDigestDeliveryTime, (x, value) => x.LatestDigestDeliveryTime = value)
        .Member(
            "LatestNotificationAttemptSucceeded",
            JsonScalar.Text,
            x => x.LatestNotificationAttemptSucceeded,
            (x, value) => x.LatestNotificationAttemptSucceeded = value)
        .Member("LatestNotificationAttemptTime", JsonScalar.Text, x => x.LatestNotificationAttemptTime, (x, value) => x.LatestNotificationAttemptTime = value)
        .Member("LatestNotificationError", JsonScalar.Text, x => x.LatestNotificationError, (x, value) => x.LatestNotificationError = value)
        .Member("LatestNotificationTime", JsonScalar.Timestamp, x => x.LatestNotificationTime, (x, value) => x.LatestNotificationTime = value)
        .Member("StartLoggingTime", JsonScalar.Timestamp, x => x.StartLoggingTime, (x, value) => x.StartLoggingTime = value)
        .Member("StopLoggingTime", JsonScalar.Timestamp, x => x.StopLoggingTime, (x, value) => x.StopLoggingTime = value)
        .Member("TimeLoggingStarted", JsonScalar.Text, x => x.TimeLoggingStarted, (x, value) => x.TimeLoggingStarted = value)
        .Member("TimeLoggingStopped", JsonScalar.Text, x => x.TimeLoggingStopped, (x, value) => x.TimeLoggingStopped = value);
}
