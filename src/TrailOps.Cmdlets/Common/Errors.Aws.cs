using System.Management.Automation;
using TrailOps.Aws;
using TrailOps.Aws.Connection;
using TrailOps.Aws.Denials;

namespace TrailOps.Cmdlets;

/// <content>The errors of what talks to AWS.</content>
internal static partial class Errors
{
    public static ErrorRecord RegionAmbiguous(IReadOnlyCollection<string> regions) => new(
        new ArgumentException($"-Region has {regions.Count} regions ({string.Join(", ", regions)}), and this cmdlet works in one. Give one."),
        "AwsRegionAmbiguous",
        ErrorCategory.InvalidArgument,
        string.Join(", ", regions));

    /// <summary>The error of whatever ended a call: no connection, a refusal by AWS, the network.</summary>
    /// <param name="exception">As it came from any client.</param>
    /// <param name="target">The user's item.</param>
    /// <param name="what">A sentence that says what could not be done; null where the target does.</param>
    public static ErrorRecord Aws(Exception exception, object? target, string? what = null)
    {
        if (exception is ConnectionException connection)
        {
            return new ErrorRecord(
                new AwsCallException(connection.Message, null, null, 0, connection.InnerException), "Aws" + connection.Problem, CategoryOf(connection.Problem), target ?? connection.Subject);
        }

        if (exception is RoleException role)
        {
            var cause = AwsFailure.Of(role.InnerException);
            return new ErrorRecord(new AwsCallException(role.Message, cause.ErrorCode, cause.RequestId, cause.StatusCode, null), $"{role.Problem}", CategoryOf(role.Problem), target);
        }

        if (exception is TrailException trail)
        {
            var cause = AwsFailure.Of(trail.InnerException);
            return new ErrorRecord(new AwsCallException($"{(what is null ? "" : what + " ")}{trail.Message}", cause.ErrorCode, cause.RequestId, cause.StatusCode, null), $"{trail.Problem}", CategoryOf(trail.Problem), target);
        }

        if (exception is TrailStepException step)
        {
            var failed = Aws(step.InnerException!, target, step.What);
            var cause = AwsFailure.Of(step.InnerException);
            return new ErrorRecord(new AwsCallException($"{failed.Exception.Message.TrimEnd()} {step.State}", cause.ErrorCode, cause.RequestId, cause.StatusCode, failed.Exception.InnerException), failed.FullyQualifiedErrorId, failed.CategoryInfo.Category, target);
        }

        if (exception is DenialException denial)
        {
            var cause = AwsFailure.Of(denial.InnerException);
            var category = denial.Problem == DenialProblem.DenialDecodingRefused ? ErrorCategory.PermissionDenied : ErrorCategory.InvalidData;
            return new ErrorRecord(new AwsCallException(denial.Message, cause.ErrorCode, cause.RequestId, cause.StatusCode, null), $"{denial.Problem}", category, target);
        }

        var failure = AwsFailure.Of(exception);
        var code = failure.ErrorCode is { } given ? $"{given}: " : "";
        var text = failure.Message.TrimEnd('.', ' ');
        var request = failure.RequestId is { } id ? $" (request {id})" : "";
        var remedy = failure.Remedy.Length > 0 ? " " + failure.Remedy : "";

        // A service's own exception holds the whole answer; its code, text and id are here, and what else is in it nobody has looked at.
        var inner = failure.ErrorCode is null ? exception : null;
        return new ErrorRecord(
            new AwsCallException($"{(what is null ? "" : what + " ")}{code}{text}{request}.{remedy}", failure.ErrorCode, failure.RequestId, failure.StatusCode, inner), "Aws" + failure.Kind, CategoryOf(failure.Kind), target);
    }

    /// <summary>A log in a bucket that can't be had: what stands between the reader and it.</summary>
    /// <param name="uri">Its s3:// URI, or a folder's.</param>
    /// <param name="exception">As it came.</param>
    public static ErrorRecord LogObject(string uri, Exception exception)
    {
        var failure = AwsFailure.Of(exception);
        var (id, what, remedy) = failure switch
        {
            { ErrorCode: { } code } when code.StartsWith("KMS.", StringComparison.Ordinal) || (failure.Kind == AwsFailureKind.AccessDenied && failure.Message.Contains("kms:", StringComparison.OrdinalIgnoreCase)) =>
                ("LogObjectKeyDenied", "The KMS key that it is encrypted with can't be used", "Have kms:Decrypt allowed on the trail's key, by the key's policy and, in another account, by yours; the key has to be enabled."),
            { ErrorCode: "NoSuchBucket" } or { Kind: AwsFailureKind.NotFound } when !uri.AsSpan(5).Contains('/') => ("LogBucketNotFound", "There is no such bucket", "Check the name; Get-AuditTrail shows where trails deliver."),
            { ErrorCode: "NoSuchBucket" } => ("LogBucketNotFound", "The bucket does not exist", "Check its name; Get-AuditTrail shows where trails deliver."),
            { Kind: AwsFailureKind.NotFound } => ("LogObjectNotFound", "It is not there", "Check the key. Where the bucket had been listed, someone or a life cycle rule has deleted it since: see which, for a trail's logs are evidence."),
            { Kind: AwsFailureKind.AccessDenied } => ("LogObjectDenied", "It may not be read", "It takes s3:ListBucket on the bucket and s3:GetObject on its objects, from the bucket's policy as well where it is another account's; -RequestPayer requester where the bucket's readers pay."),
            { ErrorCode: "InvalidObjectState" } => ("LogObjectArchived", "It is archived", "Restore it from Glacier (aws s3api restore-object), and read again when that is done."),
            { ErrorCode: "PreconditionFailed" } => ("LogObjectChanged", "It was replaced while it was being read", "Read it again; and see who replaced it, for a trail's logs don't change."),
            _ => ("", "", ""),
        };
        if (id.Length == 0)
        {
            return Aws(exception, uri, $"'{uri}' can't be read.");
        }

        // An answer to HEAD has no text of its own, and the SDK makes one up.
        var told = failure.ErrorCode is not { } given ? failure.Message.TrimEnd('.', ' ')
            : failure.Message.StartsWith("Error making request with Error Code", StringComparison.Ordinal) ? given
            : $"{given}: {failure.Message.TrimEnd('.', ' ')}";
        return new ErrorRecord(
            new AwsCallException($"'{uri}' can't be read. {what} ({told}{(failure.RequestId is { } request ? $", request {request}" : "")}). {remedy}", failure.ErrorCode, failure.RequestId, failure.StatusCode, null),
            id,
            CategoryOf(failure.Kind),
            uri);
    }

    public static ErrorRecord LogFolderEmpty(string bucket, string root) => new(
        new ItemNotFoundException(
            $"The bucket '{bucket}' has no logs below '{root}', or none of the accounts and regions that are asked for. CloudTrail delivers to [prefix/]AWSLogs/[o-…/]ACCOUNT/CloudTrail/REGION/: -KeyPrefix is what stands before AWSLogs."),
        "LogFolderEmpty",
        ErrorCategory.ObjectNotFound,
        bucket);

    public static ErrorRecord BucketNameNotValid(string name) => new(
        new ArgumentException($"'{name}' is no bucket's name. Give the name alone, such as logs-of-team; what stands before AWSLogs in it goes to -KeyPrefix."),
        "BucketNameNotValid",
        ErrorCategory.InvalidArgument,
        name);

    /// <summary>A region whose event history can't be read, or not to its end.</summary>
    public static ErrorRecord History(string region, Exception exception) => Aws(
        exception,
        region,
        $"The event history of {region} was not read to its end{(AwsFailure.Of(exception).Kind == AwsFailureKind.AccessDenied ? ", which takes cloudtrail:LookupEvents" : "")}.");

    public static ErrorRecord CacheNotUsable(string path, Exception cause) => new(
        new IOException($"The cache '{path}' can't be written, so nothing more is kept in it: {cause.Message.TrimEnd('.')}. The events come out all the same. Make room, or give a -CachePath that you may write to.", cause),
        "LogCacheNotUsable",
        cause is UnauthorizedAccessException ? ErrorCategory.PermissionDenied : ErrorCategory.WriteError,
        path);

    public static ErrorRecord HistoryDamaged(string item, LogDamage damage) => new(
        new InvalidDataException($"The event history of {item}: {damage.Detail.TrimEnd('.')}. All other events come out. The trail's bucket has the record too."),
        "EventHistoryDamaged",
        ErrorCategory.InvalidData,
        item);

    public static ErrorRecord HistoryTooOld(DateTime end) => new(
        new ArgumentException($"-EndTime ({end:u}) is more than 90 days ago, and event history goes no further back. Read the trail's bucket with -TrailName or -BucketName."),
        "EventHistoryTooOld",
        ErrorCategory.InvalidArgument,
        end);

    public static ErrorRecord TrailWithoutBucket(string trail) => new(
        new InvalidOperationException($"The trail '{trail}' tells no bucket. Give the bucket with -BucketName."),
        "TrailWithoutBucket",
        ErrorCategory.InvalidData,
        trail);

    public static ErrorRecord DurationUnusual(TimeSpan duration) => new(
        new ArgumentException($"-Duration is {duration:c}. A grant of admin lasts a minute to twelve hours; -Force makes it shorter or longer."),
        "DurationUnusual",
        ErrorCategory.InvalidArgument,
        duration);

    public static ErrorRecord GrantIdEmpty(object role) => new(
        new ArgumentException("-GrantId, -PolicyName or -PolicyArn is given and holds nothing, so nothing was taken away: of all grants of the role it would be those of others too. Leave them out if that is meant."),
        "GrantIdEmpty",
        ErrorCategory.InvalidArgument,
        role);

    public static ErrorRecord MfaIncomplete() => new(
        new ArgumentException("An MFA code takes both -SerialNumber, the device's serial number or ARN, and -TokenCode, which it shows."),
        "MfaIncomplete",
        ErrorCategory.InvalidArgument,
        null);

    public static ErrorRecord EnvironmentTaken(object role) => new(
        new InvalidOperationException("Another Invoke-TempAdmin in this process is at work, and a process has one environment: AWS_* can't be the sessions of two at once. Run them one after another, or in processes of their own (Start-Job)."),
        "SessionEnvironmentTaken",
        ErrorCategory.ResourceBusy,
        role);

    /// <summary>Admin is left on a role after Invoke-TempAdmin: what, and how to get rid of it.</summary>
    public static ErrorRecord TempAdminNotRemoved(string left, Exception cause, object target)
    {
        var failure = AwsFailure.Of(cause);
        var code = failure.ErrorCode is { } given ? $"{given}: " : "";
        return new(
            new AwsCallException($"The work is over and admin was not taken away: {code}{failure.Message.TrimEnd('.', ' ')}. {left}", failure.ErrorCode, failure.RequestId, failure.StatusCode, null),
            "TempAdminNotRemoved",
            ErrorCategory.ResourceUnavailable,
            target);
    }

    public static ErrorRecord TempAdminWorkFailed(Exception cause, ErrorCategory category, object run) => new(cause, "TempAdminWorkFailed", category, run);

    private static ErrorCategory CategoryOf(RoleProblem problem) => problem switch
    {
        RoleProblem.RoleReserved or RoleProblem.ManagedPolicyDenies => ErrorCategory.InvalidOperation,
        RoleProblem.RoleInlineFull or RoleProblem.RoleAttachmentsFull or RoleProblem.RoleTagsFull or RoleProblem.RolePolicyTooLarge => ErrorCategory.LimitsExceeded,
        RoleProblem.RoleNotAssumable => ErrorCategory.PermissionDenied,
        RoleProblem.RolePolicyForeign => ErrorCategory.ResourceExists,
        RoleProblem.RolePolicyChanged => ErrorCategory.ResourceBusy,
        _ => ErrorCategory.InvalidArgument,
    };

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
