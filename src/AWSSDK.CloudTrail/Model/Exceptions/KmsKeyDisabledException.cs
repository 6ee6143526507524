using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>No longer used by CloudTrail.</summary>
[Obsolete("This exception is deprecated.")]
public class KmsKeyDisabledException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "KmsKeyDisabledException",
        x => new KmsKeyDisabledException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public KmsKeyDisabledException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public KmsKeyDisabledException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public KmsKeyDisabledException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public KmsKeyDisabledException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public KmsKeyDisabledException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
