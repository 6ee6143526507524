using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <summary>Another call is changing the same thing: wait some minutes.</summary>
public class ConcurrentModificationException : AmazonIdentityManagementServiceException
{
    internal static readonly ServiceError Error = new(
        "ConcurrentModification",
        x => new ConcurrentModificationException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public ConcurrentModificationException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public ConcurrentModificationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public ConcurrentModificationException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public ConcurrentModificationException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public ConcurrentModificationException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
