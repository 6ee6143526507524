using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <summary>There is no such role, policy or whatever else the message names.</summary>
public class NoSuchEntityException : AmazonIdentityManagementServiceException
{
    internal static readonly ServiceError Error = new(
        "NoSuchEntity",
        x => new NoSuchEntityException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public NoSuchEntityException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public NoSuchEntityException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public NoSuchEntityException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public NoSuchEntityException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public NoSuchEntityException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
