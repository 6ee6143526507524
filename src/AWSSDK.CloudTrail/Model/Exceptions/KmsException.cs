using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>Something is wrong with the KMS key or its policy.</summary>
public class KmsException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "KmsException",
        x => new KmsException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public KmsException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public KmsException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public KmsException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public KmsException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public KmsException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
