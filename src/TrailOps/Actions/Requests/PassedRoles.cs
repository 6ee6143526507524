using TrailOps.Events;
using TrailOps.Policies;

namespace TrailOps.Actions;

/// <summary>
/// The roles that a call passes to a service, which needs iam:PassRole and leaves no event of its own
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html): a row of the catalogue's table.
/// </summary>
internal sealed class PassedRoles
{
    public const string Action = "iam:PassRole";
    public static readonly NeedSource Source = new(RolePolicyOrigin.Implied, "The call passes the role to a service.");
    private const string Key = "iam:PassedToService";
    private const string Suffix = ".amazonaws.com";
    private const string NotKnown = "-";

    private readonly List<(int Slot, RoleHolder? Holder, string[] Services)> _members = [];
    private readonly bool _anyArn;
    private readonly bool _isAnswered;
    private readonly string[] _services;

    private PassedRoles(string[] row, RequestShape shape)
    {
        _services = row[2] == NotKnown ? [] : row[2].Split(' ');
        foreach (var member in row[1].Split(' '))
        {
            var at = member.IndexOf('@', StringComparison.Ordinal);
            string[] services = at < 0 ? _services : Array.ConvertAll(member[(at + 1)..].Split(','), s => s + Suffix);
            var path = at < 0 ? member : member[..at];
            if (path == RequestPath.AnyArn)
            {
                _anyArn = true;
                continue;
            }

            var parts = path.Split(':');
            _isAnswered |= path.StartsWith("responseElements.", StringComparison.Ordinal);
            _members.Add((shape.Add(parts[0]), parts.Length > 1 ? RoleHolder.Marked(parts[1]) : null, services));
        }
    }

    public static PassedRoles? Find(CatalogueService? service, string eventName, RequestShape shape) =>
        service?.RequestRows('p', eventName) is [var row, ..] ? new(row, shape) : null;

    /// <summary>
    /// What the request's roles need, and the tags of a launch template. A role of another account is not passed, and a service's own role neither. Where the answer
    /// tells what was passed, a template has no more to tell of it.
    /// </summary>
    public IEnumerable<Need> In(EventRecord record) =>
        All(record.Request, record.Context).Where(need => !_isAnswered || need.Action != Action || record.Event.Raw(RecordField.ResponseElements).IsEmpty || RoleHolder.Of(need.Resources[0])?.IsTemplate != true)
            .DistinctBy(need => (need.Action, string.Join(' ', need.Resources), need.Condition));

    private IEnumerable<Need> All(RequestValues request, ResourceContext context)
    {
        foreach (var (slot, holder, services) in _members)
        {
            foreach (var text in request[slot].Where(t => t != RequestValues.Present))
            {
                foreach (var need in Of(text, holder, services, context))
                {
                    yield return need;
                }
            }
        }

        if (_anyArn)
        {
            foreach (var need in request.Arns.Where(IsRoleArn).SelectMany(arn => Of(arn, holder: null, _services, context)))
            {
                yield return need;
            }
        }
    }

    private static IEnumerable<Need> Of(string text, RoleHolder? holder, string[] services, ResourceContext context)
    {
        var isHidden = RequestValues.IsHidden(text);
        List<string> resources = isHidden || holder is null ? Roles(text, context) : holder.Resource(text, context) is { } held ? [held] : [];
        if (resources.Count == 0)
        {
            return [];
        }

        var remark = isHidden ? "CloudTrail hides which role the call passes: name that role instead of role/*." : null;
        GrantCondition?[] to = services.Length == 0 ? [null] : [.. services.SelectMany(s => InPartition(s, context)).Select(s => new GrantCondition("StringEquals", Key, s))];
        var passed = to.Select(condition => new Need(Action, resources, condition, Source) { Remark = remark });
        return holder?.IsTemplate == true ? passed.Append(CreationTags.OfTemplate(resources)) : passed;
    }

    /// <summary>Every role of the account.</summary>
    public static string AnyRole(ResourceContext context) => $"arn:{context.Partition}:iam::{context.Account}:role/*";

    /// <summary>The ARNs that a role may have, by its ARN or its name; none where it is a service's own, or of another account.</summary>
    public static List<string> Roles(string text, ResourceContext context)
    {
        if (RequestValues.IsHidden(text))
        {
            return [AnyRole(context)];
        }

        if (ResourceNames.IsArn(text))
        {
            return IsRoleArn(text) && text.Split(':')[4] == context.Account && !IsServices(text) ? [ResourceText.Escape(text)] : [];
        }

        // A name, which may have its path before it, or not.
        var name = ResourceText.Escape(text.Trim('/'));
        var arn = $"arn:{context.Partition}:iam::{context.Account}:role/";
        return name.Length == 0 || IsServices(text) ? [] : text.Contains('/', StringComparison.Ordinal) ? [arn + name] : [arn + name, arn + "*/" + name];
    }

    private static bool IsRoleArn(string text) => text.Contains(":iam::", StringComparison.Ordinal) && text.Contains(":role/", StringComparison.Ordinal);

    private static bool IsServices(string role) =>
        role.Contains("role/aws-service-role/", StringComparison.Ordinal) || role.StartsWith("AWSServiceRoleFor", StringComparison.Ordinal);

    /// <summary>In China's partition some services have names of their own there; either may come.</summary>
    private static IEnumerable<string> InPartition(string service, ResourceContext context) =>
        context.Partition == "aws-cn" ? [service, service + ".cn"] : [service];
}
