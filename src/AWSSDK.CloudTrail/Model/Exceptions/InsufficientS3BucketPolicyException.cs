using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The bucket's policy doesn't let CloudTrail write; also for some seconds after a right one was put.</summary>
public class InsufficientS3BucketPolicyException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InsufficientS3BucketPolicyException",
        x => new InsufficientS3BucketPolicyException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InsufficientS3BucketPolicyException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InsufficientS3BucketPolicyException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InsufficientS3BucketPolicyException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InsufficientS3BucketPolicyException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InsufficientS3BucketPolicyException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
