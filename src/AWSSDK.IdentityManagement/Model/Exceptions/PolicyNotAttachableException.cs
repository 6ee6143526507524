using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <summary>The managed policy can be attached only to a service-linked role of the service it was made for.</summary>
public class PolicyNotAttachableException : AmazonIdentityManagementServiceException
{
    internal static readonly ServiceError Error = new(
        "PolicyNotAttachable",
        x => new PolicyNotAttachableException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public PolicyNotAttachableException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public PolicyNotAttachableException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public PolicyNotAttachableException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public PolicyNotAttachableException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public PolicyNotAttachableException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
