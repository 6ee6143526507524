using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The SNS topic's policy doesn't let CloudTrail publish.</summary>
public class InsufficientSnsTopicPolicyException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InsufficientSnsTopicPolicyException",
        x => new InsufficientSnsTopicPolicyException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InsufficientSnsTopicPolicyException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InsufficientSnsTopicPolicyException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InsufficientSnsTopicPolicyException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InsufficientSnsTopicPolicyException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InsufficientSnsTopicPolicyException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
