using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>CloudWatch Logs can not be delivered to in this region.</summary>
public class CloudWatchLogsDeliveryUnavailableException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "CloudWatchLogsDeliveryUnavailableException",
        x => new CloudWatchLogsDeliveryUnavailableException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public CloudWatchLogsDeliveryUnavailableException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public CloudWatchLogsDeliveryUnavailableException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public CloudWatchLogsDeliveryUnavailableException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public CloudWatchLogsDeliveryUnavailableException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public CloudWatchLogsDeliveryUnavailableException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
