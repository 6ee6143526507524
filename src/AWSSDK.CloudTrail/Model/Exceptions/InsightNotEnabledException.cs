using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The trail or event data store does not look for unusual activity.</summary>
public class InsightNotEnabledException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InsightNotEnabledException",
        x => new InsightNotEnabledException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InsightNotEnabledException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InsightNotEnabledException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InsightNotEnabledException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InsightNotEnabledException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InsightNotEnabledException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
