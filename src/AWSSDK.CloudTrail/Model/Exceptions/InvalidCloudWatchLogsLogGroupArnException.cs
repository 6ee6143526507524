using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The log group's ARN is not one, or there is no such log group.</summary>
public class InvalidCloudWatchLogsLogGroupArnException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidCloudWatchLogsLogGroupArnException",
        x => new InvalidCloudWatchLogsLogGroupArnException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidCloudWatchLogsLogGroupArnException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidCloudWatchLogsLogGroupArnException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidCloudWatchLogsLogGroupArnException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidCloudWatchLogsLogGroupArnException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidCloudWatchLogsLogGroupArnException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
