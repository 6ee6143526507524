namespace TrailOps.Trails;

/// <summary>What other event selectors leave less evidence of. Within one kind of resource the user sees what goes and what comes.</summary>
internal static class TrailLosses
{
    /// <summary>What is logged no more, in words that go on after a trail's name; none where nothing gets lost.</summary>
    /// <param name="before">What the trail selects.</param>
    /// <param name="after">What it is to select.</param>
    public static IEnumerable<string> Of(IReadOnlyCollection<AuditTrailEventSelector> before, IReadOnlyCollection<AuditTrailEventSelector> after)
    {
        const string Blind = "and so no change of permissions, keys or trails";
        var (hadReads, hadWrites) = (before.Any(selector => selector.TakesManagementReads), before.Any(selector => selector.TakesManagementWrites));
        var (hasReads, hasWrites) = (after.Any(selector => selector.TakesManagementReads), after.Any(selector => selector.TakesManagementWrites));
        if ((hadReads || hadWrites) && !hasReads && !hasWrites)
        {
            yield return $"it logs management events no more, {Blind}";
        }
        else if (hadWrites && !hasWrites)
        {
            yield return $"it logs management events of calls that write no more, {Blind}";
        }
        else if (hadReads && !hasReads)
        {
            yield return "it logs management events of calls that read no more";
        }

        if (hasReads || hasWrites)
        {
            foreach (var source in LeftOut(after).Except(LeftOut(before), StringComparer.Ordinal))
            {
                yield return $"it logs management events of {source} no more";
            }
        }

        foreach (var type in TypesOf(before).Except(TypesOf(after), StringComparer.Ordinal))
        {
            yield return $"it logs data events of {type} no more";
        }
    }

    /// <summary>Services that every selector of management events leaves out.</summary>
    private static IEnumerable<string> LeftOut(IEnumerable<AuditTrailEventSelector> selectors) =>
        selectors.Where(selector => selector.Category == AuditTrailEventCategory.Management).Select(selector => selector.ExcludedEventSources.AsEnumerable())
            .DefaultIfEmpty([]).Aggregate((one, other) => one.Intersect(other, StringComparer.Ordinal));

    private static IEnumerable<string> TypesOf(IEnumerable<AuditTrailEventSelector> selectors) =>
        selectors.Where(selector => selector.Category == AuditTrailEventCategory.Data).SelectMany(selector => selector.Find(EventField.ResourceType)?.EqualTo ?? []);
}
