using System.Net;
using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>An error that IAM answered. ErrorCode says which, where it has no type of its own.</summary>
public class AmazonIdentityManagementServiceException : AmazonServiceException
{
    /// <inheritdoc />
    public AmazonIdentityManagementServiceException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public AmazonIdentityManagementServiceException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with what caused it.</summary>
    public AmazonIdentityManagementServiceException(Exception? innerException)
        : base(innerException?.Message, innerException)
    {
    }

    /// <inheritdoc />
    public AmazonIdentityManagementServiceException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public AmazonIdentityManagementServiceException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
