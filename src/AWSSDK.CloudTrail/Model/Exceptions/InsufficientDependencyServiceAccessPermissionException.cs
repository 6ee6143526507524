using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The caller may not do something in Organizations that the call needs.</summary>
public class InsufficientDependencyServiceAccessPermissionException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InsufficientDependencyServiceAccessPermissionException",
        x => new InsufficientDependencyServiceAccessPermissionException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InsufficientDependencyServiceAccessPermissionException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InsufficientDependencyServiceAccessPermissionException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InsufficientDependencyServiceAccessPermissionException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InsufficientDependencyServiceAccessPermissionException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InsufficientDependencyServiceAccessPermissionException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
