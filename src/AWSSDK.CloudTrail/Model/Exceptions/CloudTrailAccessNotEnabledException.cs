using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>Organizations does not trust CloudTrail yet.</summary>
public class CloudTrailAccessNotEnabledException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "CloudTrailAccessNotEnabledException",
        x => new CloudTrailAccessNotEnabledException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public CloudTrailAccessNotEnabledException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public CloudTrailAccessNotEnabledException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public CloudTrailAccessNotEnabledException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public CloudTrailAccessNotEnabledException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public CloudTrailAccessNotEnabledException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
