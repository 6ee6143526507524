using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>There is no such KMS key, or it isn't in the bucket's region.</summary>
public class KmsKeyNotFoundException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "KmsKeyNotFoundException",
        x => new KmsKeyNotFoundException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public KmsKeyNotFoundException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public KmsKeyNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public KmsKeyNotFoundException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public KmsKeyNotFoundException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public KmsKeyNotFoundException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
