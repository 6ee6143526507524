using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>A resource can have 50 tags.</summary>
public class TagsLimitExceededException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "TagsLimitExceededException",
        x => new TagsLimitExceededException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public TagsLimitExceededException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public TagsLimitExceededException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public TagsLimitExceededException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public TagsLimitExceededException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public TagsLimitExceededException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
