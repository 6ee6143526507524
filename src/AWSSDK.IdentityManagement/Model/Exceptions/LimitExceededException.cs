using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <summary>A quota of the account would be exceeded; the message names it.</summary>
public class LimitExceededException : AmazonIdentityManagementServiceException
{
    internal static readonly ServiceError Error = new(
        "LimitExceeded",
        x => new LimitExceededException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public LimitExceededException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public LimitExceededException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public LimitExceededException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public LimitExceededException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public LimitExceededException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
