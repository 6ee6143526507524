using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The channel's ARN is not one.</summary>
public class ChannelARNInvalidException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "ChannelARNInvalidException",
        x => new ChannelARNInvalidException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public ChannelARNInvalidException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public ChannelARNInvalidException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public ChannelARNInvalidException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public ChannelARNInvalidException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public ChannelARNInvalidException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
