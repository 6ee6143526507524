using System.Text;
using TrailOps.Actions;
using TrailOps.Events;

namespace TrailOps.Tests.Actions;

/// <summary>
/// A call and what it needs, from one of the case files in Actions/Cases. A case is a line "source name {request}", with " => {response}" or other
/// members of the record as " | {…}" behind it, which may stand in the place of those that all have, and an indented line for each permission: "action resource resource" with " if Operator Key = Value",
/// after a + where it is implied. "?" before the action: the record does not tell all of its resources. "- kind": it has no permissions.
/// </summary>
internal sealed record EventCase(string File, int Line, string Source, string Name, string Json, IReadOnlyList<string> Expected)
{
    public const string Account = "111122223333";
    public const string Region = "eu-central-1";

    /// <summary>All cases of all files.</summary>
    public static IReadOnlyList<EventCase> All { get; } = [.. Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static string Folder => Path.Combine(RepositoryFiles.Root, "tests", "TrailOps.Tests", "Actions", "Cases");

    public RoleEvent Event => MakeEvent(Source, Name, Json);

    public EventNeeds Needs => Read(Event);

    public static EventNeeds Read(RoleEvent e) => EventPlan.For(e).Read(e);

    public override string ToString() => $"{File}:{Line} {Source} {Name}";

    /// <summary>An event of the role ci/deployer.</summary>
    public static RoleEvent MakeEvent(string source, string name, string members = "", string id = "", string time = "2026-11-20T09:00:00Z") => Parse($$$$"""
        {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","accountId":"{{{{Account}}}}","arn":"arn:aws:sts::{{{{Account}}}}:assumed-role/deployer/s1",
        "sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::{{{{Account}}}}:role/ci/deployer"}}},"eventTime":"{{{{time}}}}","eventType":"AwsApiCall",
        "eventSource":"{{{{source}}}}","eventName":"{{{{name}}}}","awsRegion":"{{{{Region}}}}","recipientAccountId":"{{{{Account}}}}","eventID":"{{{{id}}}}"{{{{members}}}}}
        """);

    public static RoleEvent Parse(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return new RoleEvent(bytes, RecordParser.Parse(bytes), new RoleEventSource(RoleEventSourceKind.Files, "test"));
    }

    /// <summary>The needs as the case files write them, in order.</summary>
    public static IEnumerable<string> Write(EventNeeds needs) => needs.Found.Kind != EventActionKind.Mapped
        ? [$"- {needs.Found.Kind}"]
        : needs.Needs.Select(n => (n.Source.Origin == RolePolicyOrigin.Implied ? "+" : "") + (n.Remark is null ? "" : "?") + n.Action + " " + string.Join(' ', n.Resources.Order(StringComparer.Ordinal))
            + (n.Condition is null ? "" : $" if {n.Condition}"))
            .Concat(needs.Remarks.Select(r => "!" + r.Action)).Order(StringComparer.Ordinal);

    private static IEnumerable<EventCase> Read(string path)
    {
        EventCase? open = null;
        List<string> expected = [];
        var number = 0;
        foreach (var line in System.IO.File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (char.IsWhiteSpace(line[0]))
            {
                expected.Add(Sorted(line.Trim()));
                continue;
            }

            if (open is not null)
            {
                yield return open with { Expected = [.. expected.Order(StringComparer.Ordinal)] };
            }

            open = Head(Path.GetFileName(path), number, line);
            expected = [];
        }

        if (open is not null)
        {
            yield return open with { Expected = [.. expected.Order(StringComparer.Ordinal)] };
        }
    }

    /// <summary>The order of resources has no meaning.</summary>
    private static string Sorted(string need)
    {
        var parts = need.Split(" if ", 2);
        var words = parts[0].StartsWith('-') ? [parts[0]] : SplitResources(parts[0]);
        return string.Join(' ', words.Take(1).Concat(words.Skip(1).Order(StringComparer.Ordinal))) + (parts.Length > 1 ? " if " + parts[1] : "");
    }

    /// <summary>A resource begins with arn: or is *; a key may have spaces.</summary>
    private static string[] SplitResources(string text) => System.Text.RegularExpressions.Regex.Split(text, @" (?=arn:|\*$)");

    private static EventCase Head(string file, int number, string line)
    {
        var parts = line.Split(' ', 3);
        var (members, rest) = ("", parts.Length > 2 ? " " + parts[2] : "");
        var bar = rest.IndexOf(" | {", StringComparison.Ordinal);
        if (bar >= 0)
        {
            members = "," + rest[(bar + 4)..^1];
            rest = rest[..bar];
        }

        var arrow = rest.IndexOf(" => ", StringComparison.Ordinal);
        if (arrow >= 0)
        {
            members += ",\"responseElements\":" + rest[(arrow + 4)..];
            rest = rest[..arrow];
        }

        return new(file, number, parts[0] + ".amazonaws.com", parts[1], members + (rest.Length == 0 ? "" : ",\"requestParameters\":" + rest), []);
    }
}
