using System.Text;
using TrailOps.Events;

namespace TrailOps.Actions;

/// <summary>What an event told of a holder.</summary>
/// <param name="Holders">The holder, by each of its names.</param>
/// <param name="Held">Its roles; of a launch template its instance profiles.</param>
/// <param name="Tagged">The types of what a launch template tags.</param>
internal sealed record HeldByTold(IReadOnlyList<string> Holders, IReadOnlyList<string> Held, IReadOnlyList<string> Tagged);

/// <summary>
/// What holds roles that a call passes without naming them: an instance profile the role that was put into it, a task definition those that it was registered
/// with, a launch template an instance profile, and tags. Only the events that made them tell. Until all events are known, the holder's own ARN stands for what it holds.
/// </summary>
internal sealed class RoleHolder
{
    private static readonly RoleHolder Profile = new("profile", "instance-profile", "an instance profile", "iam",
        new Teller("AddRoleToInstanceProfile", ["instanceProfileName"], ["roleName"]));

    // A template stands among ec2's resources by itself too: what it holds has a name of its own.
    private static readonly RoleHolder Template = new("template", "launch-template-content", "a launch template", "ec2",
        TemplateTold("CreateLaunchTemplate", "CreateLaunchTemplateResponse.launchTemplate"),
        TemplateTold("CreateLaunchTemplateVersion", "CreateLaunchTemplateVersionResponse.launchTemplateVersion"));

    private static readonly RoleHolder[] Kinds =
    [
        Profile,
        new("definition", "task-definition", "a task definition", "ecs", new Teller("RegisterTaskDefinition", ["family"], ["taskRoleArn", "executionRoleArn"])),
        Template,
    ];

    private readonly string _mark;
    private readonly string _type;
    private readonly string _text;
    private readonly string _service;
    private readonly byte[] _source;
    private readonly Teller[] _tellers;

    private RoleHolder(string mark, string type, string text, string service, params Teller[] tellers)
    {
        _mark = mark;
        _type = $":{type}/";
        _text = text;
        _service = service;
        _source = Encoding.ASCII.GetBytes(service + EventActionMap.SourceSuffix);
        _tellers = tellers;
    }

    /// <summary>Whether it holds the role in another holder, and tags besides.</summary>
    public bool IsTemplate => this == Template;

    /// <summary>The kind that pass-role.tsv writes behind a member; null where the member holds the role itself.</summary>
    public static RoleHolder? Marked(string mark) => mark.Length == 0 ? null : Array.Find(Kinds, kind => kind._mark == mark) ?? throw new InvalidDataException($"'{mark}' holds no roles.");

    /// <summary>The kind of holder that a resource of a need is; null where it is none.</summary>
    public static RoleHolder? Of(string resource) => Array.Find(Kinds, kind => resource.Contains(kind._type, StringComparison.Ordinal));

    /// <summary>The holder that a need passes the roles of, or gives the tags of; null where it names its roles, or is about other things.</summary>
    public static string? In(string action, string resource) => (action == PassedRoles.Action || action == CreationTags.Ec2Action) && Of(resource) is not null ? resource : null;

    /// <summary>What an event told of a holder; null where it is no such event, or failed.</summary>
    public static HeldByTold? Told(RoleEvent e)
    {
        foreach (var kind in Kinds)
        {
            if (e.Raw(RecordField.EventSource).SequenceEqual(kind._source))
            {
                foreach (var teller in kind._tellers)
                {
                    if (e.Raw(RecordField.EventName).SequenceEqual(teller.Event))
                    {
                        return e.Raw(RecordField.ErrorCode).IsEmpty ? kind.Read(e, teller) : null;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>What stands for the contents of a holder that is named, or whose ARN is given.</summary>
    public string? Resource(string text, ResourceContext context)
    {
        // Behind the name of a task definition stands its revision.
        var name = ResourceText.Escape(text[(text.LastIndexOf('/') + 1)..].Split(':')[0]);
        return name.Length == 0 || !RequestValues.IsTold(text) ? null : $"arn:{context.Partition}:{_service}:{(_service == "iam" ? "" : context.Region)}:{context.Account}{_type}{name}";
    }

    /// <summary>What is to be said where no event told what it holds.</summary>
    public (RolePolicyRemarkKind Kind, string Message) Untold(string action) =>
        !IsTemplate ? (RolePolicyRemarkKind.RoleUnknown, $"The call names {_text}, and no event of this role tells what roles are in it: name them instead of role/*.")
        : action == PassedRoles.Action ? (RolePolicyRemarkKind.TemplateUnknown, $"The call names {_text}, and no event of this role tells what is in it: if it has an instance profile, allow {action} on the role in that.")
        : (RolePolicyRemarkKind.TemplateUnknown, $"The call names {_text}, and no event of this role tells what is in it: if it tags what it launches, allow {action} on that.");

    /// <summary>The instance profile that a template names.</summary>
    public static string? ProfileOf(string text, ResourceContext context) => Profile.Resource(text, context);

    private static Teller TemplateTold(string eventName, string response) => new(
        eventName,
        ["LaunchTemplateName", "LaunchTemplateId", $"responseElements.{response}.launchTemplateName", $"responseElements.{response}.launchTemplateId"],
        ["LaunchTemplateData.IamInstanceProfile.Name", "LaunchTemplateData.IamInstanceProfile.Arn"],
        "LaunchTemplateData.TagSpecification.ResourceType");

    private HeldByTold? Read(RoleEvent e, Teller teller)
    {
        var context = ResourceContext.Of(e);
        var values = teller.Shape.Read(e);
        List<string> holders = [.. teller.Names.SelectMany(slot => values[slot]).Select(name => Resource(name, context)).OfType<string>()];
        return holders.Count == 0 ? null : new(holders, [.. teller.Held.SelectMany(slot => values[slot])], teller.Tagged is { } tagged ? values[tagged] : []);
    }

    /// <summary>An event that tells what a holder holds, and where in it that stands.</summary>
    private sealed class Teller
    {
        public Teller(string eventName, string[] names, string[] held, string? tagged = null)
        {
            Event = Encoding.ASCII.GetBytes(eventName);
            Names = Array.ConvertAll(names, Shape.Add);
            Held = Array.ConvertAll(held, Shape.Add);
            Tagged = tagged is null ? null : Shape.Add(tagged);
        }

        public byte[] Event { get; }

        public RequestShape Shape { get; } = new();

        public int[] Names { get; }

        public int[] Held { get; }

        public int? Tagged { get; }
    }
}
