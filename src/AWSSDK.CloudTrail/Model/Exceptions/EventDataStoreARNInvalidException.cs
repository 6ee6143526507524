using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The event data store's ARN is not one, or of another account.</summary>
public class EventDataStoreARNInvalidException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "EventDataStoreARNInvalidException",
        x => new EventDataStoreARNInvalidException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public EventDataStoreARNInvalidException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public EventDataStoreARNInvalidException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public EventDataStoreARNInvalidException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public EventDataStoreARNInvalidException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public EventDataStoreARNInvalidException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
