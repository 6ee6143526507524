using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>A condition on a field of events. The values of one operator are alternatives.</summary>
public class AdvancedFieldSelector
{
    /// <summary>What the value may end with.</summary>
    public List<string>? EndsWith { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Values that the field may have.</summary>
    public new List<string>? Equals { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The field, such as <c>eventCategory</c> or <c>resources.ARN</c>.</summary>
    public string? Field { get; set; }

    /// <summary>What the value must not end with.</summary>
    public List<string>? NotEndsWith { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Values that the field must not have.</summary>
    public List<string>? NotEquals { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>What the value must not begin with.</summary>
    public List<string>? NotStartsWith { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>What the value may begin with.</summary>
    public List<string>? StartsWith { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly JsonStructure<AdvancedFieldSelector> Shape = new JsonStructure<AdvancedFieldSelector>()
        .Member("EndsWith", new JsonList<string>(JsonScalar.Text), x => x.EndsWith, (x, value) => x.EndsWith = value)
        .Member("Equals", new JsonList<string>(JsonScalar.Text), x => x.Equals, (x, value) => x.Equals = value)
        .Member("Field", JsonScalar.Text, x => x.Field, (x, value) => x.Field = value)
        .Member("NotEndsWith", new JsonList<string>(JsonScalar.Text), x => x.NotEndsWith, (x, value) => x.NotEndsWith = value)
        .Member("NotEquals", new JsonList<string>(JsonScalar.Text), x => x.NotEquals, (x, value) => x.NotEquals = value)
        .Member("NotStartsWith", new JsonList<string>(JsonScalar.Text), x => x.NotStartsWith, (x, value) => x.NotStartsWith = value)
        .Member("StartsWith", new JsonList<string>(JsonScalar.Text), x => x.StartsWith, (x, value) => x.StartsWith = value);
}
