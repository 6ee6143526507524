using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>There is no such resource.</summary>
public class ResourceNotFoundException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "ResourceNotFoundException",
        x => new ResourceNotFoundException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public ResourceNotFoundException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public ResourceNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public ResourceNotFoundException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public ResourceNotFoundException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public ResourceNotFoundException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
