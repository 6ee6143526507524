using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The trail is being changed by another call: wait some minutes.</summary>
public class ConflictException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "ConflictException",
        x => new ConflictException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public ConflictException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public ConflictException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public ConflictException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public ConflictException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public ConflictException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
