using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The operation is not supported here.</summary>
public class UnsupportedOperationException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "UnsupportedOperationException",
        x => new UnsupportedOperationException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public UnsupportedOperationException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public UnsupportedOperationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public UnsupportedOperationException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public UnsupportedOperationException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public UnsupportedOperationException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
