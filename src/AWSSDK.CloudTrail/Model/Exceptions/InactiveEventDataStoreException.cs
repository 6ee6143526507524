using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The event data store is inactive.</summary>
public class InactiveEventDataStoreException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InactiveEventDataStoreException",
        x => new InactiveEventDataStoreException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InactiveEventDataStoreException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InactiveEventDataStoreException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InactiveEventDataStoreException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InactiveEventDataStoreException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InactiveEventDataStoreException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
