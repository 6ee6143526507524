using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The account is not the organisation's management account.</summary>
public class NotOrganizationMasterAccountException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "NotOrganizationMasterAccountException",
        x => new NotOrganizationMasterAccountException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public NotOrganizationMasterAccountException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public NotOrganizationMasterAccountException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public NotOrganizationMasterAccountException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public NotOrganizationMasterAccountException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public NotOrganizationMasterAccountException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
