using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The call's token, which came with another service's call, is not valid.</summary>
public class CloudTrailInvalidClientTokenIdException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "CloudTrailInvalidClientTokenIdException",
        x => new CloudTrailInvalidClientTokenIdException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public CloudTrailInvalidClientTokenIdException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public CloudTrailInvalidClientTokenIdException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public CloudTrailInvalidClientTokenIdException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public CloudTrailInvalidClientTokenIdException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public CloudTrailInvalidClientTokenIdException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
