using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>A kind of unusual activity that is looked for.</summary>
public class InsightSelector
{
    /// <summary>The categories of events that are looked through: <c>Management</c>, <c>Data</c>.</summary>
    public List<string>? EventCategories { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>What is looked for.</summary>
    public InsightType? InsightType { get; set; }

    internal static readonly JsonStructure<InsightSelector> Shape = new JsonStructure<InsightSelector>()
        .Member("EventCategories", new JsonList<string>(JsonScalar.Text), x => x.EventCategories, (x, value) => x.EventCategories = value)
        .Member("InsightType", JsonScalar.Enum(InsightType.FindValue), x => x.InsightType, (x, value) => x.InsightType = value);
}
