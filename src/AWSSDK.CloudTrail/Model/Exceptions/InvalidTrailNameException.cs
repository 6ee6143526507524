using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The trail's name is not one: 3 to 128 letters, digits, periods, underscores and dashes.</summary>
public class InvalidTrailNameException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidTrailNameException",
        x => new InvalidTrailNameException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidTrailNameException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidTrailNameException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidTrailNameException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidTrailNameException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidTrailNameException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
