using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The KMS key is none, or in another region than the bucket.</summary>
public class InvalidKmsKeyIdException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidKmsKeyIdException",
        x => new InvalidKmsKeyIdException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidKmsKeyIdException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidKmsKeyIdException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidKmsKeyIdException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidKmsKeyIdException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidKmsKeyIdException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
