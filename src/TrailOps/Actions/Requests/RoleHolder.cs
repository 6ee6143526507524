using System.Text;
using TrailOps.Events;

namespace TrailOps.Actions;

/// <summary>
/// What holds roles that a call passes without naming them: an instance profile the role that was put into it, a task definition those that it was registered
/// with. Only these earlier events tell. Until all events are known, the holder's own ARN stands for its roles.
/// </summary>
internal sealed class RoleHolder
{
    private static readonly RoleHolder[] Kinds =
    [
        new("profile", "instance-profile", "an instance profile", "iam", "AddRoleToInstanceProfile", "instanceProfileName", ["roleName"]),
        new("definition", "task-definition", "a task definition", "ecs", "RegisterTaskDefinition", "family", ["taskRoleArn", "executionRoleArn"]),
    ];

    private readonly string _mark;
    private readonly string _type;
    private readonly string _service;
    private readonly byte[] _source;
    private readonly byte[] _event;
    private readonly RequestShape _shape = new();
    private readonly int _name;
    private readonly int[] _roles;

    private RoleHolder(string mark, string type, string text, string service, string eventName, string name, string[] roles)
    {
        _mark = mark;
        _type = $":{type}/";
        Text = text;
        _service = service;
        _source = Encoding.ASCII.GetBytes(service + EventActionMap.SourceSuffix);
        _event = Encoding.ASCII.GetBytes(eventName);
        _name = _shape.Add(name);
        _roles = Array.ConvertAll(roles, _shape.Add);
    }

    /// <summary>What it is called in a sentence.</summary>
    public string Text { get; }

    /// <summary>The kind that pass-role.tsv writes behind a member; null where the member holds the role itself.</summary>
    public static RoleHolder? Marked(string mark) => mark.Length == 0 ? null : Array.Find(Kinds, kind => kind._mark == mark) ?? throw new InvalidDataException($"'{mark}' holds no roles.");

    /// <summary>The kind of holder that a resource of iam:PassRole is; null where it is a role.</summary>
    public static RoleHolder? Of(string resource) => Array.Find(Kinds, kind => resource.Contains(kind._type, StringComparison.Ordinal));

    /// <summary>The holder that a need passes the roles of; null where it names its roles, or passes none.</summary>
    public static string? In(Need need) => need.Action == PassedRoles.Action && Of(need.Resources[0]) is not null ? need.Resources[0] : null;

    /// <summary>The holder whose roles an event told, and these; null where it is no such event, or failed.</summary>
    public static (string Holder, IReadOnlyList<string> Roles)? Told(RoleEvent e)
    {
        foreach (var kind in Kinds)
        {
            if (e.Raw(RecordField.EventName).SequenceEqual(kind._event) && e.Raw(RecordField.EventSource).SequenceEqual(kind._source))
            {
                return e.Raw(RecordField.ErrorCode).IsEmpty ? kind.Read(e) : null;
            }
        }

        return null;
    }

    /// <summary>What stands for the roles of a holder that is named, or whose ARN is given.</summary>
    public string? Resource(string text, ResourceContext context)
    {
        // Behind the name of a task definition stands its revision.
        var name = ResourceText.Escape(text[(text.LastIndexOf('/') + 1)..].Split(':')[0]);
        return name.Length == 0 ? null : $"arn:{context.Partition}:{_service}:{(_service == "iam" ? "" : context.Region)}:{context.Account}{_type}{name}";
    }

    private (string, IReadOnlyList<string>)? Read(RoleEvent e)
    {
        var request = _shape.Read(e.Raw(RecordField.RequestParameters));
        return request[_name] is [var name, ..] && Resource(name, ResourceContext.Of(e)) is { } holder
            ? (holder, [.. _roles.SelectMany(slot => request[slot])])
            : null;
    }
}
