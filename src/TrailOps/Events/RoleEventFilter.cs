using System.Globalization;
using System.Text;
using TrailOps.Events;

namespace TrailOps;

/// <summary>Which events are wanted. What is null or empty asks for nothing.</summary>
public sealed record RoleEventFilter
{
    /// <summary>The roles; none: every role.</summary>
    public IReadOnlyList<RoleIdentity> Roles { get; init; } = [];

    /// <summary>Whether a role's bare name stands for the role of the account that received the event, and no other account's of that name.</summary>
    internal bool HasOwnRoles { get; init; }

    /// <summary>Events at or after this time (UTC).</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>Events at or before this time (UTC).</summary>
    public DateTime? EndTime { get; init; }

    /// <summary>Whether an event's name is wanted.</summary>
    public Func<string, bool>? EventName { get; init; }

    /// <summary>Whether an event's source, such as <c>s3.amazonaws.com</c>, is wanted.</summary>
    public Func<string, bool>? EventSource { get; init; }

    /// <summary>Whether a session's name is wanted.</summary>
    public Func<string, bool>? SessionName { get; init; }

    /// <summary>The access keys that may have signed the call.</summary>
    public IReadOnlyCollection<string> AccessKeyIds { get; init; } = [];

    /// <summary>The regions of the calls.</summary>
    public IReadOnlyCollection<string> Regions { get; init; } = [];

    /// <summary>The accounts that received the event.</summary>
    public IReadOnlyCollection<string> AccountIds { get; init; } = [];

    /// <summary>How the call ended.</summary>
    public IReadOnlyCollection<EventOutcome> Outcomes { get; init; } = [];

    /// <summary>Whether the call only reads.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>The same for the roles of another one too. Without a role it is every role.</summary>
    internal RoleEventFilter WithRolesOf(RoleEventFilter other) =>
        this with { Roles = Roles.Count == 0 || other.Roles.Count == 0 ? [] : [.. other.Roles.Union(Roles)] };

    /// <summary>Whether a record is that of one of the roles.</summary>
    internal bool IsRoleWanted(ReadOnlySpan<byte> record, in RecordFields fields)
    {
        var role = RoleAttribution.Of(record, fields);
        if (!role.IsRole)
        {
            return false;
        }

        foreach (var wanted in Roles)
        {
            if (role.Matches(wanted) && (!HasOwnRoles || wanted.AccountId is not null || IsOwn(role, fields.Raw(record, RecordField.RecipientAccountId))))
            {
                return true;
            }
        }

        return Roles.Count == 0;
    }

    /// <summary>The event of a record, where it is wanted; null where it is not.</summary>
    internal RoleEvent? Find(ReadOnlySpan<byte> record, in RecordFields fields, RoleEventSource source) =>
        IsRoleWanted(record, fields) && new RoleEvent(record, fields, source) is var found && Accepts(found) ? found : null;

    /// <summary>Whether a parsed event of a role is wanted. An event without a readable time is in no window.</summary>
    internal bool Accepts(RoleEvent e) =>
        InWindow(e)
        && Is(EventName, e.EventName)
        && Is(EventSource, e.EventSource)
        && Is(SessionName, e.SessionName)
        && IsAny(AccessKeyIds, e.AccessKeyId)
        && IsAny(Regions, e.Region)
        && IsAny(AccountIds, e.AccountId)
        && (Outcomes.Count == 0 || Outcomes.Contains(e.Outcome))
        && (ReadOnly is null || ReadOnly == e.ReadOnly);

    private static bool IsOwn(in RoleAttribution role, ReadOnlySpan<byte> account) => account.IsEmpty || account.SequenceEqual(role.AccountId);

    private static bool Is(Func<string, bool>? wanted, string? value) => wanted is null || (value is not null && wanted(value));

    private static bool IsAny(IReadOnlyCollection<string> wanted, string? value) =>
        wanted.Count == 0 || (value is not null && wanted.Contains(value, StringComparer.OrdinalIgnoreCase));

    private bool InWindow(RoleEvent e) =>
        (StartTime is null || e.EventTime >= StartTime) && (EndTime is null || e.EventTime <= EndTime);

    /// <summary>What is asked for, in the words of the parameters.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Roles.Count == 0 ? "every role" : "role " + string.Join(", ", Roles));
        if (StartTime is { } start)
        {
            text.Append(CultureInfo.InvariantCulture, $", from {start:yyyy-MM-dd HH:mm:ss} UTC");
        }

        if (EndTime is { } end)
        {
            text.Append(CultureInfo.InvariantCulture, $", until {end:yyyy-MM-dd HH:mm:ss} UTC");
        }

        return text.ToString();
    }
}
