using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using TrailOps.Actions;

namespace TrailOps.Aws.Events;

/// <summary>What a region's event history is asked for: a period, and one attribute at most, which is all that LookupEvents takes.</summary>
/// <param name="Region">The region.</param>
/// <param name="StartTime">In UTC.</param>
/// <param name="EndTime">In UTC; null: until now.</param>
/// <param name="By">The attribute; null: every event of the period.</param>
internal sealed record LookupQuery(string Region, DateTime StartTime, DateTime? EndTime, LookupAttribute? By)
{
    /// <summary>How far back event history goes: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>How long an event may take to show: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html and the service's FAQ.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The queries that together find what a filter wants, by the narrowest attribute that can be looked up: it is compared letter by letter, so a name
    /// that is not known for sure, or has wildcards, does not do. Each value is a query of its own.
    /// </summary>
    /// <param name="regions">The regions.</param>
    /// <param name="startTime">In UTC.</param>
    /// <param name="endTime">In UTC; null: until now.</param>
    /// <param name="asked">The values that were given, as they were given.</param>
    public static IReadOnlyList<LookupQuery> Make(IEnumerable<string> regions, DateTime startTime, DateTime? endTime, LookupValues asked)
    {
        var (key, values) = Narrowest(asked);
        LookupAttribute?[] attributes = key is null ? [null] : [.. values.Distinct(StringComparer.Ordinal).Select(value => new LookupAttribute { AttributeKey = key, AttributeValue = value })];
        return [.. regions.SelectMany(region => attributes.Select(attribute => new LookupQuery(region, startTime, endTime, attribute)))];
    }

    /// <summary>The region and the attribute, in the words of the API.</summary>
    public override string ToString() => By is null ? Region : $"{Region} by {By.AttributeKey}={By.AttributeValue}";

    private static (LookupAttributeKey? Key, IReadOnlyList<string> Values) Narrowest(LookupValues asked)
    {
        if (asked.AccessKeyIds.Count > 0)
        {
            return (LookupAttributeKey.AccessKeyId, [.. asked.AccessKeyIds.Select(id => id.ToUpperInvariant())]);
        }

        if (asked.SessionNames.Count > 0 && asked.SessionNames.All(IsPlain))
        {
            // For a role's session, the user's name is the session's.
            return (LookupAttributeKey.Username, asked.SessionNames);
        }

        if (asked.EventNames.Count > 0 && AsLogged(asked.EventNames) is { } names)
        {
            return (LookupAttributeKey.EventName, names);
        }

        if (asked.EventSources.Count > 0 && asked.EventSources.All(IsPlain))
        {
            return (LookupAttributeKey.EventSource, [.. asked.EventSources.Select(source => source.ToLowerInvariant())]);
        }

        return asked.IsReadOnly is { } isReadOnly ? (LookupAttributeKey.ReadOnly, [isReadOnly ? "true" : "false"]) : (null, []);
    }

    /// <summary>The names as they stand in events, where they may be written in another case; null where one is not known, or may have dates behind it.</summary>
    private static List<string>? AsLogged(IReadOnlyList<string> names)
    {
        var all = EventActionMap.KnownEventNames(null).ToList();
        List<string> logged = [];
        foreach (var name in names)
        {
            var known = all.FindAll(known => EventName.WithoutDate(known).Equals(name, StringComparison.OrdinalIgnoreCase) || known.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (known is not [var only] || !only.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            logged.Add(only);
        }

        return logged;
    }

    private static bool IsPlain(string text) => text.AsSpan().IndexOfAny("*?[`") < 0;
}
