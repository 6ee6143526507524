using TrailOps.Policies;
using TrailOps.Trails;

namespace TrailOps;

/// <summary>
/// Which events a trail logs: those that meet every condition of one of its selectors. What CloudTrail calls an advanced event selector
/// (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html); a trail's basic ones are read as such too.
/// </summary>
/// <remarks>
/// A value may hold CloudFormation's <c>${AWS::Partition}</c>, <c>${AWS::Region}</c> and <c>${AWS::AccountId}</c>: a selector is made before the trail is known whose
/// partition, home region and account they stand for.
/// </remarks>
public sealed record AuditTrailEventSelector
{
    internal AuditTrailEventSelector(string? name, IReadOnlyList<AuditTrailFieldSelector> fields)
    {
        Name = string.IsNullOrEmpty(name) ? null : name;
        FieldSelectors = Indexable.Of(fields);
    }

    /// <summary>All management events, which is what a new trail logs.</summary>
    public static AuditTrailEventSelector AllManagementEvents { get; } = Management();

    /// <summary>Its name; null for none.</summary>
    public string? Name { get; }

    /// <summary>What kind of events it selects.</summary>
    public AuditTrailEventCategory Category => Find(EventField.Category) switch
    {
        { EqualTo: [nameof(AuditTrailEventCategory.Management)] } => AuditTrailEventCategory.Management,
        { EqualTo: [nameof(AuditTrailEventCategory.Data)] } => AuditTrailEventCategory.Data,
        { EqualTo: [nameof(AuditTrailEventCategory.NetworkActivity)] } => AuditTrailEventCategory.NetworkActivity,
        _ => AuditTrailEventCategory.Other,
    };

    /// <summary>The conditions.</summary>
    public IReadOnlyList<AuditTrailFieldSelector> FieldSelectors { get; }

    /// <summary>What it selects, in words, such as <c>writes to objects in s3://tf-state/env/</c>.</summary>
    public string Description => SelectorWords.Of(this);

    /// <summary>Whether it selects management events of calls that read.</summary>
    internal bool TakesManagementReads => Category == AuditTrailEventCategory.Management && Takes(EventField.ReadOnly, "true");

    /// <summary>Whether it selects management events of calls that write.</summary>
    internal bool TakesManagementWrites => Category == AuditTrailEventCategory.Management && Takes(EventField.ReadOnly, "false");

    /// <summary>Whether it selects reads or writes of the objects of all buckets.</summary>
    internal bool TakesAllObjects(bool isReadOnly) =>
        Category == AuditTrailEventCategory.Data && Find(EventField.ResourceType) is { EqualTo: ["AWS::S3::Object"] } && Takes(EventField.ReadOnly, isReadOnly ? "true" : "false")
        && FieldSelectors.All(field => field.Field is EventField.Category or EventField.ResourceType or EventField.ReadOnly
            || (field.Field == EventField.ResourceArn && field.HasOnly(field.StartsWith) && field.StartsWith.Any(start => start.EndsWith(":s3:::", StringComparison.Ordinal) || start.EndsWith(":s3", StringComparison.Ordinal))));

    /// <summary>The services whose events it leaves out. Of management events it can be AWS KMS's and the RDS Data API's.</summary>
    internal IReadOnlyList<string> ExcludedEventSources => Find(EventField.Source)?.NotEquals ?? [];

    /// <summary>A selector of management events.</summary>
    /// <param name="isReadOnly">Calls that read, or those that write; null: both.</param>
    /// <param name="excludedSources">Services whose events it leaves out.</param>
    /// <param name="name">Its name.</param>
    internal static AuditTrailEventSelector Management(bool? isReadOnly = null, IReadOnlyList<string>? excludedSources = null, string? name = null) => new(name, [
        Is(EventField.Category, nameof(AuditTrailEventCategory.Management)),
        .. ReadOnly(isReadOnly),
        .. excludedSources is { Count: > 0 } ? [new AuditTrailFieldSelector(EventField.Source) { NotEquals = excludedSources }] : Array.Empty<AuditTrailFieldSelector>(),
    ]);

    /// <summary>A selector of data events.</summary>
    /// <param name="resourceType">The kind of resource, such as AWS::S3::Object.</param>
    /// <param name="conditions">Further conditions: on ARNs, on names of events.</param>
    /// <param name="isReadOnly">Calls that read, or those that write; null: both.</param>
    /// <param name="name">Its name.</param>
    internal static AuditTrailEventSelector Data(string resourceType, IEnumerable<AuditTrailFieldSelector> conditions, bool? isReadOnly = null, string? name = null) => new(name, [
        Is(EventField.Category, nameof(AuditTrailEventCategory.Data)),
        Is(EventField.ResourceType, resourceType),
        .. ReadOnly(isReadOnly),
        .. conditions,
    ]);

    /// <summary>Whether two sets select the same events, as far as names, the order of selectors, conditions and values, and what is said twice make no difference.</summary>
    internal static bool SelectSame(IEnumerable<AuditTrailEventSelector> one, IEnumerable<AuditTrailEventSelector> other) => Keys(one).SetEquals(Keys(other));

    /// <summary>The selector of a trail: with its partition, home region and account in place of the pseudo parameters.</summary>
    internal AuditTrailEventSelector For(string partition, string region, string accountId) => new(
        Name,
        [
            .. FieldSelectors.Select(field => field.Select(value => value
                .Replace(PseudoParameter.Partition, partition, StringComparison.Ordinal)
                .Replace(PseudoParameter.Region, region, StringComparison.Ordinal)
                .Replace(PseudoParameter.AccountId, accountId, StringComparison.Ordinal))),
        ]);

    /// <summary>The condition on a field; null where there is none.</summary>
    internal AuditTrailFieldSelector? Find(string field) => FieldSelectors.FirstOrDefault(condition => condition.Field == field);

    /// <summary>What it selects, in words.</summary>
    public override string ToString() => Description;

    private static AuditTrailFieldSelector Is(string field, string value) => new(field) { EqualTo = [value] };

    private static IEnumerable<AuditTrailFieldSelector> ReadOnly(bool? isReadOnly) => isReadOnly is { } known ? [Is(EventField.ReadOnly, known ? "true" : "false")] : [];

    private static HashSet<string> Keys(IEnumerable<AuditTrailEventSelector> selectors) => new(
        selectors.Select(selector => string.Join('\u0003', selector.FieldSelectors.Select(field => field.Key()).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))),
        StringComparer.Ordinal);

    private bool Takes(string field, string value) => Find(field) is not { EqualTo.Count: > 0 } condition || condition.EqualTo.Contains(value);
}
