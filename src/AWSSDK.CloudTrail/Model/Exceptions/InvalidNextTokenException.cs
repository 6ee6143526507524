using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The token is not valid, or came from a call with other parameters.</summary>
public class InvalidNextTokenException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidNextTokenException",
        x => new InvalidNextTokenException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidNextTokenException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidNextTokenException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidNextTokenException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidNextTokenException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidNextTokenException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
