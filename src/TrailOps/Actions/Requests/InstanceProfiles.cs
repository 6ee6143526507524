using TrailOps.Events;

namespace TrailOps.Actions;

/// <summary>
/// Instance profiles. A call that names one passes the role inside of it, and only the events that put it there tell which that is. Until they are all
/// known, the profile's own ARN stands for the role's.
/// </summary>
internal static class InstanceProfiles
{
    private static readonly RequestShape AddShape = new();
    private static readonly int ProfileSlot = AddShape.Add("instanceProfileName");
    private static readonly int RoleSlot = AddShape.Add("roleName");

    private const string Type = ":instance-profile/";

    /// <summary>What stands for the role inside of a profile that is named or whose ARN is given.</summary>
    public static List<string> Resources(string text, ResourceContext context)
    {
        var name = ResourceText.Escape(text[(text.LastIndexOf('/') + 1)..]);
        return name.Length == 0 ? [] : [$"arn:{context.Partition}:iam::{context.Account}{Type}{name}"];
    }

    /// <summary>The profile and the role that an event put into it; null where it is no such event, or failed.</summary>
    public static (string Profile, string Role)? Added(RoleEvent e)
    {
        if (!e.Raw(RecordField.EventName).SequenceEqual("AddRoleToInstanceProfile"u8) || !e.Raw(RecordField.EventSource).SequenceEqual("iam.amazonaws.com"u8)
            || !e.Raw(RecordField.ErrorCode).IsEmpty)
        {
            return null;
        }

        var request = AddShape.Read(e.Raw(RecordField.RequestParameters));
        return request[ProfileSlot] is [var profile, ..] && request[RoleSlot] is [var role, ..] ? (ResourceText.Escape(profile), role) : null;
    }

    /// <summary>Whether a resource of iam:PassRole stands for the role in a profile, and the profile's name.</summary>
    public static bool IsProfile(string resource, out string name)
    {
        var start = resource.IndexOf(Type, StringComparison.Ordinal);
        name = start < 0 ? "" : resource[(start + Type.Length)..];
        return start >= 0;
    }

    /// <summary>The ARNs of a role of the profile's account by its name; of every role where the name is not known.</summary>
    public static IEnumerable<string> RoleArns(string resource, string? role)
    {
        var account = resource[..resource.IndexOf(Type, StringComparison.Ordinal)];
        return role is null ? [account + ":role/*"] : [$"{account}:role/{ResourceText.Escape(role)}", $"{account}:role/*/{ResourceText.Escape(role)}"];
    }
}
