using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>Which needs are one: they say the same, for the same reason, of the same kind of event.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resources">The resources, one a line.</param>
/// <param name="Condition">What must hold besides.</param>
/// <param name="Source">The rule.</param>
/// <param name="Event">The kind of event.</param>
/// <param name="Via">The service that made the call for the role; null where the role made it.</param>
/// <param name="IsRefused">Whether the call was refused.</param>
internal readonly record struct NeedKey(
    string Action, string Resources, GrantCondition? Condition, NeedSource Source, string Event, string? Via, bool IsRefused)
{
    /// <summary>Resources and the rule tell most needs apart; the rest is compared.</summary>
    public override int GetHashCode() => HashCode.Combine(Resources, RuntimeHelpers.GetHashCode(Source));
}

/// <summary>What the events of a role need, as they come: memory grows with what is needed, not with the events.</summary>
internal sealed class NeededGrants
{
    private const string Suffix = ".amazonaws.com";
    private readonly Dictionary<NeedKey, EventTally> _needs = [];
    private readonly HashSet<string> _created = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _profiles = new(StringComparer.Ordinal);

    /// <summary>Takes what an event needs; false where that was known already.</summary>
    public bool Add(RoleEvent e, string label, EventNeeds needs, bool isRefused, bool onlyNews, DateTime? time)
    {
        var via = e.InvokedBy is { } by && by.EndsWith(Suffix, StringComparison.Ordinal) ? by : null;
        if (onlyNews && needs.Needs.All(need => _needs.ContainsKey(KeyOf(need, label, via, isRefused))))
        {
            return false;
        }

        foreach (var need in needs.Needs)
        {
            var key = KeyOf(need, label, via, isRefused);
            ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_needs, key, out _);
            (tally ??= new EventTally()).Add(e, time);
        }

        _created.UnionWith(needs.Created);
        if (InstanceProfiles.Added(e) is var (profile, role))
        {
            (_profiles.TryGetValue(profile, out var roles) ? roles : _profiles[profile] = new(StringComparer.Ordinal)).Add(role);
        }

        return true;
    }

    /// <summary>Each need with its resources as they are once all events are known, whether its role could not be found, and how often it came.</summary>
    public IEnumerable<(NeedKey Key, List<string> Resources, bool IsRoleUnknown, EventTally Tally)> All()
    {
        foreach (var (key, tally) in _needs)
        {
            var resources = key.Resources.Split('\n');
            var profile = key.Action == PassedRoles.Action && InstanceProfiles.IsProfile(resources[0], out var name) ? name : null;
            var roles = profile is null ? null : _profiles.GetValueOrDefault(profile);
            var found = profile is null ? resources
                : roles is null ? InstanceProfiles.RoleArns(resources[0], null)
                : roles.SelectMany(role => InstanceProfiles.RoleArns(resources[0], role));
            yield return (key, [.. found.Select(r => Creations.Widen(r, _created)).Distinct(StringComparer.Ordinal)], profile is not null && roles is null, tally);
        }
    }

    private static NeedKey KeyOf(Need need, string label, string? via, bool isRefused) => new(
        need.Action, need.Resources is [var only] ? only : string.Join('\n', need.Resources), need.Condition, need.Source, label, via, isRefused);

    /// <summary>The condition under which a service made the call for the role.</summary>
    public static GrantCondition Through(string via, string resource)
    {
        var region = resource.Split(':') is { Length: > 5 } parts ? parts[3] : "";
        return resource.Contains(":kms:", StringComparison.Ordinal) && region.Length > 1
            ? new("StringEquals", "kms:ViaService", $"{via[..^Suffix.Length]}.{region}{Suffix}")
            : new("ForAnyValue:StringEquals", "aws:CalledVia", via);
    }
}
