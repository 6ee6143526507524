using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The policy of the KMS key or of the bucket doesn't let CloudTrail encrypt.</summary>
public class InsufficientEncryptionPolicyException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InsufficientEncryptionPolicyException",
        x => new InsufficientEncryptionPolicyException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InsufficientEncryptionPolicyException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InsufficientEncryptionPolicyException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InsufficientEncryptionPolicyException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InsufficientEncryptionPolicyException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InsufficientEncryptionPolicyException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
