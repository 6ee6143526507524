using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <summary>What is to be deleted still has something attached to it.</summary>
public class DeleteConflictException : AmazonIdentityManagementServiceException
{
    internal static readonly ServiceError Error = new(
        "DeleteConflict",
        x => new DeleteConflictException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public DeleteConflictException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public DeleteConflictException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public DeleteConflictException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public DeleteConflictException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public DeleteConflictException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
