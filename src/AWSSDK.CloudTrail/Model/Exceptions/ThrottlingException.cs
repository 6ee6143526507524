using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>There were too many calls: wait, then try again.</summary>
public class ThrottlingException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "ThrottlingException",
        x => new ThrottlingException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public ThrottlingException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public ThrottlingException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public ThrottlingException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public ThrottlingException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public ThrottlingException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
