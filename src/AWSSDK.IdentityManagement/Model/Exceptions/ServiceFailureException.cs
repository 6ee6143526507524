using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <summary>IAM failed.</summary>
public class ServiceFailureException : AmazonIdentityManagementServiceException
{
    internal static readonly ServiceError Error = new(
        "ServiceFailure",
        x => new ServiceFailureException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public ServiceFailureException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public ServiceFailureException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public ServiceFailureException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public ServiceFailureException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public ServiceFailureException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
