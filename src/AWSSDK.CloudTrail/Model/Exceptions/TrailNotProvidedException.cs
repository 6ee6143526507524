using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>No longer used by CloudTrail.</summary>
public class TrailNotProvidedException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "TrailNotProvidedException",
        x => new TrailNotProvidedException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public TrailNotProvidedException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public TrailNotProvidedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public TrailNotProvidedException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public TrailNotProvidedException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public TrailNotProvidedException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
