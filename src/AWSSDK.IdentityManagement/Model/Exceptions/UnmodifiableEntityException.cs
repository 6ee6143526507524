using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <summary>A service-linked role can be changed only by its service.</summary>
public class UnmodifiableEntityException : AmazonIdentityManagementServiceException
{
    internal static readonly ServiceError Error = new(
        "UnmodifiableEntity",
        x => new UnmodifiableEntityException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public UnmodifiableEntityException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public UnmodifiableEntityException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public UnmodifiableEntityException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public UnmodifiableEntityException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public UnmodifiableEntityException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
