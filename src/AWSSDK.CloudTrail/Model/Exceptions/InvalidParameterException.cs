using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>A parameter is not valid.</summary>
public class InvalidParameterException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidParameterException",
        x => new InvalidParameterException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidParameterException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidParameterException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidParameterException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidParameterException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidParameterException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
