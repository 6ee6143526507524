using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <summary>There is something of this name.</summary>
public class EntityAlreadyExistsException : AmazonIdentityManagementServiceException
{
    internal static readonly ServiceError Error = new(
        "EntityAlreadyExists",
        x => new EntityAlreadyExistsException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public EntityAlreadyExistsException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public EntityAlreadyExistsException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public EntityAlreadyExistsException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public EntityAlreadyExistsException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public EntityAlreadyExistsException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
