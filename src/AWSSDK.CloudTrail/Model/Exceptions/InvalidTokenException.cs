using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The token is not valid. (The API reserves it.)</summary>
public class InvalidTokenException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidTokenException",
        x => new InvalidTokenException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidTokenException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidTokenException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidTokenException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidTokenException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidTokenException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
