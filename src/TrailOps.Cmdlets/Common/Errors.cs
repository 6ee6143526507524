using System.Management.Automation;
using TrailOps.Actions;

namespace TrailOps.Cmdlets;

/// <summary>
/// The errors of all cmdlets: each with a stable id, a category, the user's item as its target, and a message that says what to do next.
/// </summary>
internal static partial class Errors
{
    public static ErrorRecord PathNotFound(string path) => new(
        new ItemNotFoundException($"There is no file or folder '{path}'. Check the path; -LiteralPath takes it as it is, -Path understands wildcards."),
        "LogPathNotFound",
        ErrorCategory.ObjectNotFound,
        path);

    /// <summary>Encoded messages that nobody can be asked about.</summary>
    /// <param name="connection">Why there is no connection.</param>
    public static ErrorRecord NotDecoded(ErrorRecord connection) => new(
        new InvalidOperationException($"Encoded messages are not decoded. {connection.Exception.Message} Or give -NoDecode, if what the texts tell is enough.", connection.Exception),
        connection.FullyQualifiedErrorId,
        connection.CategoryInfo.Category,
        connection.TargetObject);

    public static ErrorRecord PathIsFolder(string path) => new(
        new ArgumentException($"'{path}' is a folder. Give the files in it, such as '{System.IO.Path.Combine(path, "*.log")}'."),
        "LogPathIsFolder",
        ErrorCategory.InvalidArgument,
        path);

    public static ErrorRecord FileUnreadable(string path, Exception cause) => new(
        new IOException($"'{path}' was not read to its end: {cause.Message.TrimEnd('.')}. What it told until there has come out.", cause),
        "LogFileUnreadable",
        cause is UnauthorizedAccessException ? ErrorCategory.PermissionDenied : ErrorCategory.ReadError,
        path);

    public static ErrorRecord PathNotFileSystem(string path, string provider) => new(
        new NotSupportedException($"'{path}' is a path of {provider}, and logs are read from files. Give the path of a file or folder."),
        "LogPathNotFileSystem",
        ErrorCategory.InvalidArgument,
        path);

    public static ErrorRecord FolderUnreadable(string folder, Exception cause) => new(
        new IOException($"The folder '{folder}' can't be listed, so no log in it was read: {cause.Message}", cause),
        "LogFolderUnreadable",
        cause is UnauthorizedAccessException ? ErrorCategory.PermissionDenied : ErrorCategory.ReadError,
        folder);

    public static ErrorRecord LogDamaged(string file, LogDamage damage, Exception? cause)
    {
        var (message, remedy) = damage.Kind switch
        {
            LogDamageKind.Empty => ("holds no log", "Fetch it once more from the bucket."),
            LogDamageKind.Foreign => ("is no CloudTrail log", "Give files as CloudTrail delivers them, or records as JSON Lines."),
            LogDamageKind.Unreadable => ("can't be read", "Check that it is a file and that you may read it."),
            LogDamageKind.TrailingBytes => ("goes on behind its end", "All records before that were read. Fetch it once more from the bucket."),
            _ => ("is damaged", "All records that can be read were read. Fetch it once more from the bucket."),
        };
        var isObject = file.StartsWith("s3://", StringComparison.Ordinal);
        remedy = isObject ? "So it is in the bucket: see whether it is a log, and who wrote it; what was readable came out." : remedy;
        return new ErrorRecord(
            new InvalidDataException($"The {(isObject ? "object" : "file")} '{file}' {message}: {damage.Detail.TrimEnd('.')}. {remedy}", cause),
            "LogFile" + damage.Kind,
            damage.Kind != LogDamageKind.Unreadable ? ErrorCategory.InvalidData
                : cause is UnauthorizedAccessException ? ErrorCategory.PermissionDenied
                : ErrorCategory.ReadError,
            file);
    }

    public static ErrorRecord WindowReversed(DateTime start, DateTime end) => new(
        new ArgumentException($"-EndTime ({end.ToUniversalTime():u}) is before -StartTime ({start.ToUniversalTime():u}), so no event can lie between them. Exchange the two."),
        "TimeWindowReversed",
        ErrorCategory.InvalidArgument,
        end);

    public static ErrorRecord ActionNotFound(string name, string? nearest) => new(
        new ItemNotFoundException($"There is no IAM action '{name}'.{Suggestion(nearest)} Names are like s3:GetObject; wildcards are understood."),
        "IamActionNotFound",
        ErrorCategory.ObjectNotFound,
        name);

    public static ErrorRecord ServiceNotFound(string service, string? nearest) => new(
        new ItemNotFoundException($"There is no service with the IAM prefix '{service}'.{Suggestion(nearest)} Prefixes are like s3 or ec2."),
        "IamServiceNotFound",
        ErrorCategory.ObjectNotFound,
        service);

    public static ErrorRecord EventNotMapped(string eventSource, string eventName, string reason) => new(
        new ItemNotFoundException($"No IAM action is known for the event {eventSource}:{eventName}: {reason.TrimEnd('.')}. Check both names as CloudTrail writes them."),
        "EventNotMapped",
        ErrorCategory.ObjectNotFound,
        $"{eventSource}:{eventName}");

    public static ErrorRecord InputNull() => new(
        new ArgumentNullException(null, $"A null came where an event should, such as a property that the object before it does not have. {InputRemedy}"),
        "InputNull",
        ErrorCategory.InvalidData,
        null);

    public static ErrorRecord InputIsPath(object item) => new(
        new InvalidDataException($"'{EventName.ForMessage($"{item}")}' is the path of a file, and no event. Read logs with Get-RoleEvents -Path, and pipe what it gives."),
        "InputIsPath",
        ErrorCategory.InvalidData,
        item);

    public static ErrorRecord InputNotEvent(object item, string what) => new(
        new InvalidDataException($"The input is no CloudTrail event: {what.TrimEnd('.')}. {InputRemedy}"),
        "InputNotEvent",
        ErrorCategory.InvalidData,
        item);

    public static ErrorRecord InputTooLarge(object item, string what) => new(
        new InvalidDataException($"The input can't be a CloudTrail event: {what.TrimEnd('.')}. {InputRemedy}"),
        "InputTooLarge",
        ErrorCategory.InvalidData,
        item);

    public static ErrorRecord InputTextDamaged(object item, string text, LogDamage damage)
    {
        var message = damage.Kind switch
        {
            LogDamageKind.Empty => "holds nothing",
            LogDamageKind.Foreign => "is no JSON",
            _ => "is damaged",
        };
        return new ErrorRecord(
            new InvalidDataException(
                $"The text '{EventName.ForMessage(text.Trim())}' {message}: {damage.Detail.TrimEnd('.')}. All records that can be read were taken. {InputRemedy}"),
            "InputText" + damage.Kind,
            ErrorCategory.InvalidData,
            item);
    }

    public static ErrorRecord PolicyNotReadable(object item, string why, Exception? cause) => new(
        new ArgumentException(
            $"A policy can't be read: {why.TrimEnd('.')}. Give a policy document as JSON text, a file that holds one, a RolePolicy, or what Get-IAMRolePolicy or Get-IAMPolicyVersion gives.",
            cause),
        "PolicyNotReadable",
        ErrorCategory.InvalidArgument,
        item);

    public static ErrorRecord PolicyTooLarge(string roleArn, Exception cause) => new(
        new ArgumentException($"The policy of {roleArn} can't be split so small. {cause.Message}", cause),
        "PolicyTooLarge",
        ErrorCategory.LimitsExceeded,
        roleArn);

    public static ErrorRecord ContextNotReadable(object key, string why) => new(
        new ArgumentException($"-Context has '{key}', {why}. Write it as in @{{ 'aws:RequestedRegion' = 'eu-central-1'; 'aws:TagKeys' = 'team', 'stage' }}."),
        "ContextNotReadable",
        ErrorCategory.InvalidArgument,
        key);

    public static ErrorRecord PrincipalNotReadable(string principal) => new(
        new ArgumentException($"'{principal}' is no principal. Give the ARN of a role, a session or a user, or the name of a service such as ec2.amazonaws.com."),
        "PrincipalNotReadable",
        ErrorCategory.InvalidArgument,
        principal);

    public static ErrorRecord RoleNotTold(object policy) => new(
        new ArgumentException("The policy does not tell which role it is for. Give the role with -RoleName."),
        "RoleNotTold",
        ErrorCategory.InvalidArgument,
        policy);

    /// <summary>What no guardrail can be made of; the ids are the problems' names.</summary>
    public static ErrorRecord GuardrailNotMade(GuardrailException cause, object? item) => new(
        cause,
        cause.Problem.ToString(),
        cause.Problem == GuardrailProblem.GuardrailTooLarge ? ErrorCategory.LimitsExceeded : ErrorCategory.InvalidArgument,
        item);

    private const string InputRemedy = "Give what Get-RoleEvents or Find-CTEvent puts out, or CloudTrail's records as JSON text or as ConvertFrom-Json makes them.";

    private static string Suggestion(string? nearest) => nearest is null ? "" : $" Did you mean '{nearest}'?";
}
