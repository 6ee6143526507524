using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The insight selectors are not valid.</summary>
public class InvalidInsightSelectorsException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidInsightSelectorsException",
        x => new InvalidInsightSelectorsException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidInsightSelectorsException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidInsightSelectorsException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidInsightSelectorsException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidInsightSelectorsException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidInsightSelectorsException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
