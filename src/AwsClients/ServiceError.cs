using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace TrailOps.AwsClients;

/// <summary>An error that an operation's model names: its code on the wire, and the exception that stands for it.</summary>
internal sealed record ServiceError(string Code, Func<ErrorResponse, AmazonServiceException> ToException)
{
    /// <summary>
    /// The exception for an answer: the typed one where the operation's model names its code, else the service's base exception with the code.
    /// (Official clients do the same, so a code that an operation's model leaves out, such as ThrottlingException of LookupEvents, is a base exception.)
    /// </summary>
    public static AmazonServiceException ExceptionFor(ErrorResponse response, IEnumerable<ServiceError> modelled, Func<ErrorResponse, AmazonServiceException> other)
    {
        foreach (var error in modelled)
        {
            if (error.Code == response.Code)
            {
                return error.ToException(response);
            }
        }

        return other(response);
    }
}
