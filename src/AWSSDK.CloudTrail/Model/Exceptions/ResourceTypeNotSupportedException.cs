using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>A resource of this kind has no tags.</summary>
public class ResourceTypeNotSupportedException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "ResourceTypeNotSupportedException",
        x => new ResourceTypeNotSupportedException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public ResourceTypeNotSupportedException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public ResourceTypeNotSupportedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public ResourceTypeNotSupportedException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public ResourceTypeNotSupportedException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public ResourceTypeNotSupportedException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
