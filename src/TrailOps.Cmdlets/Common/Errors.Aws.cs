using System.Management.Automation;
using TrailOps.Aws.Connection;

namespace TrailOps.Cmdlets;

/// <content>The errors of what talks to AWS.</content>
internal static partial class Errors
{
    public static ErrorRecord RegionAmbiguous(IReadOnlyCollection<string> regions) => new(
        new ArgumentException($"-Region has {regions.Count} regions ({string.Join(", ", regions)}), and this cmdlet works in one. Give one."),
        "AwsRegionAmbiguous",
        ErrorCategory.InvalidArgument,
        string.Join(", ", regions));

    /// <summary>A trail that is nowhere. Where a region could not be asked it may be there, and a script must not take it for missing.</summary>
    public static ErrorRecord AuditTrailNotFound(string name, IReadOnlyCollection<string> asked, IReadOnlyCollection<string> failed) => failed.Count == 0
        ? new(
            new ItemNotFoundException($"There is no trail '{name}' in {string.Join(", ", asked)}. Give its home region with -Region, its ARN, or leave -Name out to see which there are."),
            "AuditTrailNotFound",
            ErrorCategory.ObjectNotFound,
            name)
        : new(
            new ItemNotFoundException(
                $"The trail '{name}' may be in {string.Join(", ", failed)}, which can't be asked: an error of its own says why."
                + $"{(asked.Count > 0 ? $" It is not in {string.Join(", ", asked)}." : "")} See to that error and ask again."),
            "AuditTrailNotSeen",
            ErrorCategory.ResourceUnavailable,
            name);

    /// <summary>The error of whatever ended a call: no connection, a refusal by AWS, the network.</summary>
    /// <param name="exception">As it came from any client.</param>
    /// <param name="target">The user's item.</param>
    public static ErrorRecord Aws(Exception exception, object? target)
    {
        if (exception is ConnectionException connection)
        {
            return new ErrorRecord(
                new AwsCallException(connection.Message, null, null, 0, connection.InnerException), "Aws" + connection.Problem, CategoryOf(connection.Problem), target ?? connection.Subject);
        }

        var failure = AwsFailure.Of(exception);
        var code = failure.ErrorCode is { } given ? $"{given}: " : "";
        var text = failure.Message.TrimEnd('.', ' ');
        var request = failure.RequestId is { } id ? $" (request {id})" : "";
        var remedy = failure.Remedy.Length > 0 ? " " + failure.Remedy : "";

        // A service's own exception holds the whole answer; its code, text and id are here, and what else is in it nobody has looked at.
        var cause = failure.ErrorCode is null ? exception : null;
        return new ErrorRecord(
            new AwsCallException($"{code}{text}{request}.{remedy}", failure.ErrorCode, failure.RequestId, failure.StatusCode, cause), "Aws" + failure.Kind, CategoryOf(failure.Kind), target);
    }

    private static ErrorCategory CategoryOf(ConnectionProblem problem) => problem switch
    {
        ConnectionProblem.ProfileNotFound or ConnectionProblem.CredentialsNotFound or ConnectionProblem.RegionNotFound => ErrorCategory.ObjectNotFound,
        ConnectionProblem.CredentialsFailed or ConnectionProblem.SsoLoginNeeded or ConnectionProblem.MfaNotPossible => ErrorCategory.AuthenticationError,
        _ => ErrorCategory.InvalidArgument,
    };

    private static ErrorCategory CategoryOf(AwsFailureKind kind) => kind switch
    {
        AwsFailureKind.AccessDenied => ErrorCategory.PermissionDenied,
        AwsFailureKind.ExpiredToken or AwsFailureKind.KeysNotAccepted or AwsFailureKind.SignatureNotAccepted or AwsFailureKind.ClockSkewed => ErrorCategory.AuthenticationError,
        AwsFailureKind.Throttled or AwsFailureKind.LimitExceeded => ErrorCategory.LimitsExceeded,
        AwsFailureKind.NotFound => ErrorCategory.ObjectNotFound,
        AwsFailureKind.Conflict => ErrorCategory.ResourceExists,
        AwsFailureKind.RequestNotValid => ErrorCategory.InvalidArgument,
        AwsFailureKind.TimedOut => ErrorCategory.OperationTimeout,
        AwsFailureKind.EndpointNotFound or AwsFailureKind.ProxyFailed or AwsFailureKind.TlsFailed or AwsFailureKind.NetworkFailed => ErrorCategory.ConnectionError,
        AwsFailureKind.ServiceFailed => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.NotSpecified,
    };
}
