using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>A region can have five trails, shadow trails included.</summary>
public class MaximumNumberOfTrailsExceededException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "MaximumNumberOfTrailsExceededException",
        x => new MaximumNumberOfTrailsExceededException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public MaximumNumberOfTrailsExceededException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public MaximumNumberOfTrailsExceededException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public MaximumNumberOfTrailsExceededException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public MaximumNumberOfTrailsExceededException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public MaximumNumberOfTrailsExceededException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
