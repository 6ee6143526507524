using Amazon.CloudTrail.Model;
using TrailOps.Trails;

namespace TrailOps.Aws;

/// <summary>Event selectors between CloudTrail's two kinds and the one of the engine.</summary>
internal static class EventSelectors
{
    /// <summary>What a trail selects. Basic selectors are read as advanced ones; a trail that has neither logs what a new one does.</summary>
    public static IReadOnlyList<AuditTrailEventSelector> Read(GetEventSelectorsResponse answer)
    {
        // Not both are there. An emulator may leave the basic ones that the advanced ones replaced.
        if (answer.AdvancedEventSelectors is { Count: > 0 } advanced)
        {
            return [.. advanced.Select(Read)];
        }

        return answer.EventSelectors is { Count: > 0 } basic ? [.. basic.SelectMany(Read)] : [AuditTrailEventSelector.AllManagementEvents];
    }

    /// <summary>Selectors for PutEventSelectors. They are always advanced ones: basic ones can't say all that these do, and a trail has one kind.</summary>
    /// <param name="selectors">Those of a trail, without pseudo parameters.</param>
    public static List<AdvancedEventSelector> Write(IEnumerable<AuditTrailEventSelector> selectors) =>
        [.. selectors.Select(selector => new AdvancedEventSelector { Name = selector.Name, FieldSelectors = [.. selector.FieldSelectors.Select(Write)] })];

    private static AuditTrailEventSelector Read(AdvancedEventSelector selector) => new(selector.Name, [.. (selector.FieldSelectors ?? []).Select(Read)]);

    private static IEnumerable<AuditTrailEventSelector> Read(EventSelector selector) => BasicSelectors.Read(
        selector.ReadWriteType?.Value,
        selector.IncludeManagementEvents,
        selector.ExcludeManagementEventSources ?? [],
        (selector.DataResources ?? []).Select(resource => (resource.Type ?? "", (IReadOnlyList<string>)(resource.Values ?? []))));

    private static AuditTrailFieldSelector Read(AdvancedFieldSelector field) => new(field.Field ?? "")
    {
        EqualTo = field.Equals ?? [],
        NotEquals = field.NotEquals ?? [],
        StartsWith = field.StartsWith ?? [],
        NotStartsWith = field.NotStartsWith ?? [],
        EndsWith = field.EndsWith ?? [],
        NotEndsWith = field.NotEndsWith ?? [],
    };

    private static AdvancedFieldSelector Write(AuditTrailFieldSelector field) => new()
    {
        Field = field.Field,
        Equals = Values(field.EqualTo),
        NotEquals = Values(field.NotEquals),
        StartsWith = Values(field.StartsWith),
        NotStartsWith = Values(field.NotStartsWith),
        EndsWith = Values(field.EndsWith),
        NotEndsWith = Values(field.NotEndsWith),
    };

    /// <summary>An operator without values is left out: CloudTrail takes no empty list.</summary>
    private static List<string>? Values(IReadOnlyList<string> values) => values.Count == 0 ? null : [.. values];
}
