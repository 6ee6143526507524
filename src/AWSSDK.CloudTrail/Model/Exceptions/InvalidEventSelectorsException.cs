using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The selectors are not valid, or not for this kind of trail.</summary>
public class InvalidEventSelectorsException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidEventSelectorsException",
        x => new InvalidEventSelectorsException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidEventSelectorsException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidEventSelectorsException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidEventSelectorsException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidEventSelectorsException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidEventSelectorsException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
