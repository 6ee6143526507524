using System.Net;
using Amazon.Runtime;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Model;

/// <summary>A parameter is not valid.</summary>
public class InvalidInputException : AmazonIdentityManagementServiceException
{
    internal static readonly ServiceError Error = new(
        "InvalidInput",
        x => new InvalidInputException(x.Message, x.InnerException, x.Type, x.Code, x.RequestId, x.StatusCode));

    /// <inheritdoc />
    public InvalidInputException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public InvalidInputException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public InvalidInputException(Exception? innerException)
        : base(innerException)
    {
    }

    /// <inheritdoc />
    public InvalidInputException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <inheritdoc />
    public InvalidInputException(string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
