using System.Management.Automation;
using TrailOps.Actions;

namespace TrailOps.Cmdlets;

/// <content>The errors of what makes event selectors.</content>
internal static partial class Errors
{
    private const string Selectable = "Of management events a trail can leave out those of kms.amazonaws.com and rdsdata.amazonaws.com (-ExcludeEventSource), and those that read or write (-ReadWriteType), and no others.";

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
}
