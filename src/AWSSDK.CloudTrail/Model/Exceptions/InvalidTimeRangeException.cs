using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The start is after the end, or the time range is out of what is kept.</summary>
public class InvalidTimeRangeException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidTimeRangeException",
        x => new InvalidTimeRangeException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidTimeRangeException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidTimeRangeException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidTimeRangeException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidTimeRangeException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidTimeRangeException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
