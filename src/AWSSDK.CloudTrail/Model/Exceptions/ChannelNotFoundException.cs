using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>There is no such channel.</summary>
public class ChannelNotFoundException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "ChannelNotFoundException",
        x => new ChannelNotFoundException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public ChannelNotFoundException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public ChannelNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public ChannelNotFoundException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public ChannelNotFoundException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public ChannelNotFoundException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
