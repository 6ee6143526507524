using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The organisation's management account has no service-linked role for CloudTrail.</summary>
public class NoManagementAccountSLRExistsException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "NoManagementAccountSLRExistsException",
        x => new NoManagementAccountSLRExistsException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public NoManagementAccountSLRExistsException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public NoManagementAccountSLRExistsException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public NoManagementAccountSLRExistsException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public NoManagementAccountSLRExistsException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public NoManagementAccountSLRExistsException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
