using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;

namespace TrailOps.Aws.Connection;

/// <summary>What a failed call means, from the exception of any client: without types of the SDK, and without secrets.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Message">What AWS or the network said.</param>
/// <param name="Remedy">What to do next.</param>
internal sealed record AwsFailure(AwsFailureKind Kind, string Message, string Remedy)
{
    /// <summary>AWS's error code, as it came; null where there is none.</summary>
    public string? ErrorCode { get; private init; }

    public string? RequestId { get; private init; }

    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int StatusCode { get; private init; }

    /// <summary>Whether DNS says for sure that there is no such host, as of a region that the SDK knows before it is open.</summary>
    public bool IsHostUnknown { get; private init; }

    /// <summary>Whether the exception may be shown: the texts of refused signatures hold the session's token.</summary>
    public bool IsSafe => Kind is not AwsFailureKind.SignatureNotAccepted;

    public static AwsFailure Of(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is AmazonServiceException { ErrorCode.Length: > 0 } service)
            {
                return OfService(service);
            }
        }

        return OfNetwork(exception);
    }

    private static AwsFailure OfService(AmazonServiceException e)
    {
        var kind = KindOf(e);
        return new AwsFailure(kind, TextOf(e.Message), RemedyOf(kind))
        {
            ErrorCode = e.ErrorCode,
            RequestId = e.RequestId is { Length: > 0 } id ? id : null,
            StatusCode = (int)e.StatusCode,
        };
    }

    private static AwsFailureKind KindOf(AmazonServiceException e)
    {
        var code = e.ErrorCode.EndsWith("Exception", StringComparison.Ordinal) ? e.ErrorCode[..^"Exception".Length] : e.ErrorCode;
        return code switch
        {
            "AccessDenied" or "UnauthorizedOperation" or "AuthorizationError" or "Forbidden" or "AllAccessDisabled" or "NotAuthorized" => AwsFailureKind.AccessDenied,
            "ExpiredToken" or "TokenRefreshRequired" or "ExpiredTokenId" => AwsFailureKind.ExpiredToken,
            "InvalidClientTokenId" or "UnrecognizedClient" or "InvalidAccessKeyId" or "AuthFailure" or "OptInRequired" or "InvalidToken" or "MissingAuthenticationToken" => AwsFailureKind.KeysNotAccepted,
            "SignatureDoesNotMatch" or "InvalidSignature" or "IncompleteSignature" => e.Message.Contains("Signature expired", StringComparison.Ordinal) || e.Message.Contains("not yet current", StringComparison.Ordinal)
                ? AwsFailureKind.ClockSkewed
                : AwsFailureKind.SignatureNotAccepted,
            "RequestTimeTooSkewed" or "RequestExpired" or "RequestInTheFuture" => AwsFailureKind.ClockSkewed,
            "Throttling" or "Throttled" or "ThrottledRequest" or "TooManyRequests" or "RequestLimitExceeded" or "RequestThrottled" or "SlowDown" or "BandwidthLimitExceeded" or "PriorRequestNotComplete"
                or "ProvisionedThroughputExceeded" => AwsFailureKind.Throttled,
            "NoSuchEntity" or "NoSuchBucket" or "NoSuchKey" or "NotFound" or "ResourceNotFound" or "TrailNotFound" => AwsFailureKind.NotFound,
            "LimitExceeded" or "ServiceQuotaExceeded" => AwsFailureKind.LimitExceeded,
            "EntityAlreadyExists" or "DeleteConflict" or "ConcurrentModification" or "Conflict" => AwsFailureKind.Conflict,
            "ValidationError" or "Validation" or "InvalidInput" or "MalformedPolicyDocument" or "InvalidParameterValue" or "InvalidRequest" => AwsFailureKind.RequestNotValid,
            _ when code.EndsWith("NotFound", StringComparison.Ordinal) => AwsFailureKind.NotFound,
            _ when code.EndsWith("AlreadyExists", StringComparison.Ordinal) || code.EndsWith("Conflict", StringComparison.Ordinal) => AwsFailureKind.Conflict,
            _ when e.StatusCode == HttpStatusCode.TooManyRequests => AwsFailureKind.Throttled,
            _ when (int)e.StatusCode >= 500 => AwsFailureKind.ServiceFailed,
            _ => AwsFailureKind.CallFailed,
        };
    }

    /// <summary>The first of the text: behind it, refused signatures show the request, session token and all.</summary>
    private static string TextOf(string message)
    {
        var end = message.IndexOf("The Canonical String", StringComparison.OrdinalIgnoreCase);
        return (end < 0 ? message : message[..end]).Trim();
    }

    private static AwsFailure OfNetwork(Exception? exception)
    {
        var causes = Causes(exception).ToList();
        var socket = causes.OfType<SocketException>().FirstOrDefault();
        var http = causes.OfType<HttpRequestException>().FirstOrDefault();
        var answer = causes.OfType<AmazonServiceException>().FirstOrDefault();
        var kind = causes switch
        {
            _ when http?.HttpRequestError == HttpRequestError.ProxyTunnelError || answer?.StatusCode == HttpStatusCode.ProxyAuthenticationRequired => AwsFailureKind.ProxyFailed,
            _ when socket?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => AwsFailureKind.EndpointNotFound,
            _ when causes.OfType<AuthenticationException>().Any() => AwsFailureKind.TlsFailed,
            _ when causes.OfType<TimeoutException>().Any() || causes.OfType<OperationCanceledException>().Any() => AwsFailureKind.TimedOut,
            _ when socket is not null || http is not null || causes.OfType<IOException>().Any() => AwsFailureKind.NetworkFailed,
            _ when answer is { StatusCode: HttpStatusCode.TooManyRequests } => AwsFailureKind.Throttled,
            _ when answer is { StatusCode: >= HttpStatusCode.InternalServerError } => AwsFailureKind.ServiceFailed,
            _ when answer is not null => AwsFailureKind.CallFailed,
            _ => AwsFailureKind.Unexpected,
        };

        // The innermost tells most: 'Connection refused (127.0.0.1:4566)' rather than 'A WebException was thrown'.
        var telling = (Exception?)(http?.InnerException is SocketException ? http : socket is null && http is null ? answer : null)
            ?? causes.LastOrDefault(cause => cause.Message.Length > 0)
            ?? exception;
        return new AwsFailure(kind, telling?.Message ?? "The call failed.", RemedyOf(kind))
        {
            StatusCode = (int)(answer?.StatusCode ?? 0),
            IsHostUnknown = socket?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData,
        };
    }

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }

    private static string RemedyOf(AwsFailureKind kind) => kind switch
    {
        AwsFailureKind.AccessDenied => "Use credentials that are allowed to, or have the action allowed to these.",
        AwsFailureKind.ExpiredToken => "Get a new session: aws sso login, or Use-STSRole once more.",
        AwsFailureKind.KeysNotAccepted => "Check that the keys exist and are active, and that the region is enabled in the account and of the same partition.",
        AwsFailureKind.SignatureNotAccepted => "Check the secret key, and with -EndpointUrl also -Region, which the call is signed for.",
        AwsFailureKind.ClockSkewed => "Set this machine's clock.",
        AwsFailureKind.Throttled => "All retries were throttled as well. Try again later, with fewer regions or less at the same time; AWS_MAX_ATTEMPTS sets how often is tried.",
        AwsFailureKind.EndpointNotFound => "Check the region's name and that it has the service, -EndpointUrl, and this machine's DNS.",
        AwsFailureKind.ProxyFailed => "Check HTTPS_PROXY and NO_PROXY, and the proxy's user and password.",
        AwsFailureKind.TlsFailed => "Check -EndpointUrl, and whether a proxy shows a certificate that this machine does not trust: AWS_CA_BUNDLE names a file of those to trust.",
        AwsFailureKind.NetworkFailed => "Check the network, -EndpointUrl, and HTTPS_PROXY where one is needed.",
        AwsFailureKind.TimedOut => "Try again; check the network, and HTTPS_PROXY where one is needed.",
        AwsFailureKind.ServiceFailed => "It is AWS's fault, and retries met it too. Try again later.",
        _ => "",
    };
}
