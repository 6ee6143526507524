using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>There is no such trail in this region.</summary>
public class TrailNotFoundException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "TrailNotFoundException",
        x => new TrailNotFoundException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public TrailNotFoundException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public TrailNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public TrailNotFoundException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public TrailNotFoundException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public TrailNotFoundException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
