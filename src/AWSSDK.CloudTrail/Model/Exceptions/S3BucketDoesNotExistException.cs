using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>There is no such bucket.</summary>
public class S3BucketDoesNotExistException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "S3BucketDoesNotExistException",
        x => new S3BucketDoesNotExistException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public S3BucketDoesNotExistException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public S3BucketDoesNotExistException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public S3BucketDoesNotExistException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public S3BucketDoesNotExistException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public S3BucketDoesNotExistException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
