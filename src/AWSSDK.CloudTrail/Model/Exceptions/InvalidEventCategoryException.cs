using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>There is no such category of events to look up.</summary>
public class InvalidEventCategoryException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidEventCategoryException",
        x => new InvalidEventCategoryException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidEventCategoryException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidEventCategoryException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidEventCategoryException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidEventCategoryException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidEventCategoryException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
