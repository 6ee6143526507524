using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The prefix of keys is not valid.</summary>
public class InvalidS3PrefixException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidS3PrefixException",
        x => new InvalidS3PrefixException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidS3PrefixException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidS3PrefixException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidS3PrefixException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidS3PrefixException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidS3PrefixException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
