namespace TrailOps.Trails;

/// <summary>What events cost: https://aws.amazon.com/cloudtrail/pricing/. The prices are those of the list, which is the same in all regions but those of China.</summary>
internal static class EventCosts
{
    private static readonly bool[] BothKinds = [true, false];

    private const string Others = "Get-AuditTrail without a name looks at all trails of all regions";

    /// <summary>The trails, each told how many others deliver the same management events.</summary>
    /// <param name="trails">Those that were looked at.</param>
    /// <param name="seen">The ARNs of all trails that log in each region.</param>
    public static IEnumerable<AuditTrail> Tell(IReadOnlyCollection<AuditTrail> trails, IReadOnlyDictionary<string, IReadOnlyCollection<string>> seen)
    {
        var known = trails.ToDictionary(trail => trail.TrailARN, StringComparer.Ordinal);
        return trails.Select(trail => Told(trail, known, seen));
    }

    public static string OfDataEvents(string trailArn) => $"Data events and network activity cost {Price(trailArn, "0.10")}.";

    private static AuditTrail Told(AuditTrail trail, Dictionary<string, AuditTrail> known, IReadOnlyDictionary<string, IReadOnlyCollection<string>> seen)
    {
        if (trail.EventSelectors is null)
        {
            return trail with { ManagementEventsCost = "It is not known which events it logs." };
        }

        if (!Takes(trail, true) && !Takes(trail, false))
        {
            return trail with { ManagementEventsCopies = 0, ManagementEventsCost = "It logs no management events." };
        }

        if (trail.IsLogging == false)
        {
            return trail with { ManagementEventsCopies = 0, ManagementEventsCost = "It is not logging, so it delivers no copy of management events." };
        }

        List<string> regions = [.. seen.Where(region => region.Value.Contains(trail.TrailARN)).Select(region => region.Key).Order(StringComparer.Ordinal)];
        var unknown = regions.Find(region => seen[region].Any(arn => !known.TryGetValue(arn, out var other) || (other.EventSelectors is null && other.IsLogging != false)));
        if (unknown is not null)
        {
            return trail with { ManagementEventsCost = $"Other trails log in {unknown} too, and it is not known which events. One copy of management events in a region is free, each further one costs {Price(trail.TrailARN, "2.00")}. {Others}." };
        }

        List<Copies> all = [.. regions.SelectMany(region => CopiesIn(region, trail, seen[region].Select(arn => known[arn])))];
        var most = all.Count == 0 ? 1 : all.Max(copies => copies.Trails.Count);
        return trail with { ManagementEventsCopies = most, ManagementEventsCost = most == 1 ? Free(regions) : Charged(trail, all.FindAll(copies => copies.Trails.Count == most)) };
    }

    /// <summary>Who delivers what the trail does, of calls that read and of those that write.</summary>
    private static IEnumerable<Copies> CopiesIn(string region, AuditTrail trail, IEnumerable<AuditTrail> there)
    {
        List<AuditTrail> logging = [.. there.Where(other => other.IsLogging != false)];
        return BothKinds.Where(isReadOnly => Takes(trail, isReadOnly)).Select(isReadOnly => new Copies(region, isReadOnly, logging.FindAll(other => Takes(other, isReadOnly))));
    }

    private static bool Takes(AuditTrail trail, bool isReadOnly) =>
        trail.EventSelectors?.Any(selector => isReadOnly ? selector.TakesManagementReads : selector.TakesManagementWrites) == true;

    private static string Free(IReadOnlyList<string> regions) =>
        $"No other trail that was looked at logs the same management events{(regions.Count > 0 ? $" of {SelectorWords.List(regions, "and")}" : "")}: the first copy in a region is free.";

    /// <summary>Which copy is the free one AWS does not say.</summary>
    private static string Charged(AuditTrail trail, List<Copies> most)
    {
        var count = most[0].Trails.Count;
        var kinds = most.Select(copies => copies.IsReadOnly).Distinct().ToList();
        var kind = kinds.Count > 1 ? "" : kinds[0] ? "read-only " : "write-only ";
        var names = SelectorWords.List([.. most[0].Trails.Select(other => other.Name).Order(StringComparer.Ordinal)], "and");
        var regions = SelectorWords.List([.. most.Select(copies => copies.Region).Distinct(StringComparer.Ordinal)], "and");
        return $"{count} trails log {kind}management events of {regions}: one copy is free, {(count == 2 ? "the other costs" : $"the {count - 1} others cost")} {Price(trail.TrailARN, "2.00")}{(count > 2 ? " each" : "")}. In {most[0].Region} they are {names}.";
    }

    private static string Price(string trailArn, string dollars) => trailArn.StartsWith("arn:aws-cn:", StringComparison.Ordinal) ? "what the price list of China has" : $"USD {dollars} per 100,000 events";

    private sealed record Copies(string Region, bool IsReadOnly, List<AuditTrail> Trails);
}
