using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Model;

/// <summary>The organisation does not have all features enabled.</summary>
public class OrganizationNotInAllFeaturesModeException : AmazonCloudTrailException
{
    internal static readonly ServiceError Error = new(
        "OrganizationNotInAllFeaturesModeException",
        x => new OrganizationNotInAllFeaturesModeException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public OrganizationNotInAllFeaturesModeException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public OrganizationNotInAllFeaturesModeException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public OrganizationNotInAllFeaturesModeException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public OrganizationNotInAllFeaturesModeException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public OrganizationNotInAllFeaturesModeException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
