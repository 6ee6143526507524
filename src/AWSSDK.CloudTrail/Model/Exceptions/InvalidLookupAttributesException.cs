using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>An attribute to look up by is not valid.</summary>
public class InvalidLookupAttributesException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "InvalidLookupAttributesException",
        x => new InvalidLookupAttributesException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidLookupAttributesException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidLookupAttributesException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidLookupAttributesException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidLookupAttributesException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidLookupAttributesException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
