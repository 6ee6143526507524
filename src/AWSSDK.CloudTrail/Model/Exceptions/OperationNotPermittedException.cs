using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The operation is not permitted.</summary>
public class OperationNotPermittedException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "OperationNotPermittedException",
        x => new OperationNotPermittedException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public OperationNotPermittedException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public OperationNotPermittedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public OperationNotPermittedException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public OperationNotPermittedException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public OperationNotPermittedException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
