using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The parameters do not go together.</summary>
public class InvalidParameterCombinationException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidParameterCombinationException",
        x => new InvalidParameterCombinationException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidParameterCombinationException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidParameterCombinationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidParameterCombinationException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidParameterCombinationException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidParameterCombinationException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
