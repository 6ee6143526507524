using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The account is in no organisation.</summary>
public class OrganizationsNotInUseException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "OrganizationsNotInUseException",
        x => new OrganizationsNotInUseException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public OrganizationsNotInUseException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public OrganizationsNotInUseException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public OrganizationsNotInUseException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public OrganizationsNotInUseException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public OrganizationsNotInUseException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
