using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>There is no such event data store.</summary>
public class EventDataStoreNotFoundException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "EventDataStoreNotFoundException",
        x => new EventDataStoreNotFoundException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public EventDataStoreNotFoundException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public EventDataStoreNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public EventDataStoreNotFoundException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public EventDataStoreNotFoundException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public EventDataStoreNotFoundException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
