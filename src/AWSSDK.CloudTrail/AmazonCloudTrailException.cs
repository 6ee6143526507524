using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudTrail;

/// <summary>An error that CloudTrail answered. ErrorCode says which, where it has no type of its own.</summary>
public class AmazonCloudTrailException : AmazonServiceException
{
    /// <inheritdoc />
    public AmazonCloudTrailException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public AmazonCloudTrailException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with what caused it.</summary>
    public AmazonCloudTrailException(Exception? innerException)
        : base(innerException?.Message, innerException)
    {
    }

    /// <inheritdoc />
    public AmazonCloudTrailException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public AmazonCloudTrailException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
