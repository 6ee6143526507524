using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>There is a trail of this name.</summary>
public class TrailAlreadyExistsException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "TrailAlreadyExistsException",
        x => new TrailAlreadyExistsException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public TrailAlreadyExistsException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public TrailAlreadyExistsException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public TrailAlreadyExistsException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public TrailAlreadyExistsException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public TrailAlreadyExistsException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
