using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The bucket's name is not one.</summary>
public class InvalidS3BucketNameException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidS3BucketNameException",
        x => new InvalidS3BucketNameException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidS3BucketNameException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidS3BucketNameException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidS3BucketNameException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidS3BucketNameException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidS3BucketNameException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
