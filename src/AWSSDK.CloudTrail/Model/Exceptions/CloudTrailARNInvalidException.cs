using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The ARN of a trail, event data store or channel is not one.</summary>
public class CloudTrailARNInvalidException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "CloudTrailARNInvalidException",
        x => new CloudTrailARNInvalidException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public CloudTrailARNInvalidException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public CloudTrailARNInvalidException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public CloudTrailARNInvalidException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public CloudTrailARNInvalidException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public CloudTrailARNInvalidException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
