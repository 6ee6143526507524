using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace TrailOps.ServiceClients;

/// <summary>An error that an operation's model names: its code on the wire, and the exception that stands for it.</summary>
internal sealed record ServiceError(string Code, Func<ErrorResponse, AmazonServiceException> ToException)
{
    private const int BodyShown = 200;

    /// <summary>
    /// The exception for an answer: the typed one where the operation's model names its code, else the service's base exception with the code.
    /// (Official clients do the same, so a code that an operation's model leaves out, such as ThrottlingException of LookupEvents, is a base exception.)
    /// </summary>
    public static AmazonServiceException ExceptionFor(
        ErrorResponse response,
        byte[] body,
        IEnumerable<ServiceError> modelled,
        Func<ErrorResponse, AmazonServiceException> other)
    {
        foreach (var error in modelled)
        {
            if (error.Code == response.Code)
            {
                return error.ToException(response);
            }
        }

        var text = Encoding.UTF8.GetString(body).Trim();
        if (string.IsNullOrEmpty(response.Code) && !text.StartsWith('{'))
        {
            response.Message = OfProxy(response, text);
        }

        return other(response);
    }

    private static string OfProxy(ErrorResponse response, string body) =>
        $"HTTP status {(int)response.StatusCode} ({response.StatusCode}) without an error code, as proxies and load balancers answer. "
        + (body.Length == 0 ? "The body is empty." : $"The body begins: {body[..Math.Min(body.Length, BodyShown)]}");
}
