using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The ARN of the role for CloudWatch Logs is not one, or the role can't be used.</summary>
public class InvalidCloudWatchLogsRoleArnException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidCloudWatchLogsRoleArnException",
        x => new InvalidCloudWatchLogsRoleArnException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidCloudWatchLogsRoleArnException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidCloudWatchLogsRoleArnException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidCloudWatchLogsRoleArnException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidCloudWatchLogsRoleArnException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidCloudWatchLogsRoleArnException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
