using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The trail can be changed only in its home region.</summary>
public class InvalidHomeRegionException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidHomeRegionException",
        x => new InvalidHomeRegionException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidHomeRegionException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidHomeRegionException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidHomeRegionException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidHomeRegionException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidHomeRegionException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
