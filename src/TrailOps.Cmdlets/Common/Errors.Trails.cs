using System.Management.Automation;
using TrailOps.Actions;
using TrailOps.Aws;
using TrailOps.Trails;

namespace TrailOps.Cmdlets;

/// <content>The errors of trails and their event selectors.</content>
internal static partial class Errors
{
    private const string Selectable = "Of management events a trail can leave out those of kms.amazonaws.com and rdsdata.amazonaws.com (-ExcludeEventSource), and those that read or write (-ReadWriteType), and no others.";

    /// <summary>A trail that is nowhere. Where a region could not be asked it may be there, and a script must not take it for missing.</summary>
    public static ErrorRecord AuditTrailNotFound(string name, IReadOnlyCollection<string> asked, IReadOnlyCollection<string> failed) => failed.Count == 0
        ? new(
            new ItemNotFoundException(MissingTrail.Sentence(name, Regions(asked))),
            "AuditTrailNotFound",
            ErrorCategory.ObjectNotFound,
            name)
        : new(
            new ItemNotFoundException(
                $"The trail '{name}' may be in {string.Join(", ", failed)}, which can't be asked: an error of its own says why."
                + $"{(asked.Count > 0 ? $" It is not in {Regions(asked)}." : "")} See to that error and ask again."),
            "AuditTrailNotSeen",
            ErrorCategory.ResourceUnavailable,
            name);

    /// <summary>Regions by name, where a sentence bears them.</summary>
    private static string Regions(IReadOnlyCollection<string> regions) => regions.Count > 4 ? $"any of {regions.Count} regions, which are all that are enabled" : string.Join(", ", regions);

    public static ErrorRecord BucketCredentialAmbiguous(string profile) => new(
        new ArgumentException($"-BucketProfileName is '{profile}', and -BucketCredential is given as well. The bucket's account has one kind of credentials: leave out one of them."),
        "BucketCredentialAmbiguous",
        ErrorCategory.InvalidArgument,
        profile);

    public static ErrorRecord NothingToSet(IEnumerable<string> settings) => new(
        new ArgumentException($"Nothing is given that is to be changed. Give one or more of -{string.Join(", -", settings)}."),
        "AuditTrailSettingsMissing",
        ErrorCategory.InvalidArgument,
        null);

    /// <summary>Management events that CloudTrail selects by no service and no name.</summary>
    public static ErrorRecord ManagementEventsNotSelectable(IReadOnlyList<string> sources, IReadOnlyList<string> names)
    {
        var (filter, target) = sources.Count > 0 ? ("-EventSource " + string.Join(", ", sources), sources[0]) : ("-EventName " + string.Join(", ", names), names[0]);
        return new(
            new ArgumentException(
                $"A trail can't log management events of some services or names alone. {Selectable} Log all of them and choose when you read: Get-RoleEvents {EventName.ForMessage(filter)}. "
                + "For data events give the resource too: -S3Bucket, -DynamoDBTable or -ResourceType."),
            "ManagementEventsNotSelectable",
            ErrorCategory.InvalidArgument,
            target);
    }

    /// <summary>A service that a trail can't leave out.</summary>
    public static ErrorRecord ManagementEventsNotSelectable(string source) => new(
        new ArgumentException(
            $"A trail can't leave out the management events of {EventName.ForMessage(source)}. {Selectable} Log all of them and choose when you read: "
            + $"Get-RoleEvents | Where-Object EventSource -ne {EventName.ForMessage(source)}, or Get-RoleEvents -EventSource with those that you want."),
        "ManagementEventsNotSelectable",
        ErrorCategory.InvalidArgument,
        source);

    public static ErrorRecord ReadWriteTypeAmbiguous(string type) => new(
        new ArgumentException($"-WriteOnly and -ReadWriteType {type} contradict each other. Give one of them."),
        "ReadWriteTypeAmbiguous",
        ErrorCategory.InvalidArgument,
        type);

    /// <summary>A value that no event has.</summary>
    /// <param name="id">The error's id.</param>
    /// <param name="value">The value.</param>
    /// <param name="problem">What is wrong with it, to follow its mention.</param>
    public static ErrorRecord EventSelectorValue(string id, string value, string problem) => new(
        new ArgumentException($"'{EventName.ForMessage(value)}' {problem}."),
        id,
        ErrorCategory.InvalidArgument,
        value);

    public static ErrorRecord EventSelectorTooLarge(string problem, object? target) => new(new ArgumentException(problem), "EventSelectorTooLarge", ErrorCategory.LimitsExceeded, target);

    private static ErrorCategory CategoryOf(TrailProblem problem) => problem switch
    {
        TrailProblem.AuditTrailNotFound => ErrorCategory.ObjectNotFound,
        TrailProblem.AuditTrailDiffers or TrailProblem.AuditTrailBucketDiffers => ErrorCategory.ResourceExists,
        TrailProblem.AuditTrailNotSeen => ErrorCategory.ResourceUnavailable,
        TrailProblem.AuditTrailsFull => ErrorCategory.LimitsExceeded,
        TrailProblem.AuditTrailBucketForeign or TrailProblem.AuditTrailBucketRefuses or TrailProblem.AuditTrailKeyPolicyIncomplete => ErrorCategory.PermissionDenied,
        TrailProblem.AuditTrailBucketPolicyNotUsable => ErrorCategory.InvalidData,
        TrailProblem.AuditTrailKeyNotUsable => ErrorCategory.InvalidOperation,
        TrailProblem.AuditTrailDeliveryNotSeen => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.InvalidArgument,
    };

    public static ErrorRecord PublicKeyFileNotValid(string path, Exception cause) => new(
        new ArgumentException($"No public keys can be read from '{path}': {cause.Message.TrimEnd('.')}. Give the output of aws cloudtrail list-public-keys, PEM or DER.", cause),
        "PublicKeyFileNotValid",
        cause is FormatException ? ErrorCategory.InvalidData : ErrorCategory.ReadError,
        path);

    /// <summary>A warning: what such a digest lists is left out.</summary>
    public static string DigestNotValid(AuditLogValidation digest) =>
        $"The digest {digest.Key} vouches for nothing ({digest.Status}{((digest.Found ?? digest.Expected) is { } detail ? $": {detail.TrimEnd('.')}" : "")}), so no log is read that it alone lists. Test-AuditTrailLog tells more.";

    public static ErrorRecord LogNotValidated(string path, Exception reason) => new(
        new InvalidDataException($"'{path}' was left out: {reason.Message}. Test-AuditTrailLog tells what is wrong with logs and digests; without -Validated it is read all the same.", reason),
        "LogNotValidated",
        ErrorCategory.SecurityError,
        path);

    /// <summary>A digest or log of which nothing is known; of many with the same reason the first.</summary>
    public static ErrorRecord AuditLogNotRead(AuditLogValidation item) => new(
        new InvalidOperationException($"{item.Key} could not be read, so it is neither proved nor disproved: {item.Found?.TrimEnd('.')}. See to that and validate again; others that could not be read for the same reason come out with the status NotRead."),
        "AuditLogNotRead",
        ErrorCategory.ReadError,
        item.Key);
}
