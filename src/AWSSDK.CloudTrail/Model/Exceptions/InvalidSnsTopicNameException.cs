using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The SNS topic's name is not one.</summary>
public class InvalidSnsTopicNameException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidSnsTopicNameException",
        x => new InvalidSnsTopicNameException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidSnsTopicNameException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidSnsTopicNameException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidSnsTopicNameException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidSnsTopicNameException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidSnsTopicNameException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
