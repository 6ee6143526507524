using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>A tag is not valid.</summary>
public class InvalidTagParameterException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidTagParameterException",
        x => new InvalidTagParameterException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidTagParameterException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidTagParameterException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidTagParameterException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidTagParameterException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidTagParameterException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
