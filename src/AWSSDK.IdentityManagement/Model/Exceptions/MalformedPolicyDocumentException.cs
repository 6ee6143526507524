using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <summary>The policy is not one; the message says why.</summary>
public class MalformedPolicyDocumentException : AmazonIdentityManagementServiceException
{
    internal static readonly ServiceError Error = new(
        "MalformedPolicyDocument",
        x => new MalformedPolicyDocumentException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public MalformedPolicyDocumentException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public MalformedPolicyDocumentException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public MalformedPolicyDocumentException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public MalformedPolicyDocumentException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public MalformedPolicyDocumentException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
