using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>MaxResults is not from 1 to 50.</summary>
public class InvalidMaxResultsException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidMaxResultsException",
        x => new InvalidMaxResultsException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidMaxResultsException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidMaxResultsException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidMaxResultsException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidMaxResultsException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidMaxResultsException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
