using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>An advanced selector: an event is logged if every field selector of one of them matches.</summary>
public class AdvancedEventSelector
{
    /// <summary>The conditions, all of which must hold.</summary>
    public List<AdvancedFieldSelector>? FieldSelectors { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The trail's name.</summary>
    public string? Name { get; set; }

    internal static readonly JsonStructure<AdvancedEventSelector> Shape = new JsonStructure<AdvancedEventSelector>()
        .Member(
            "FieldSelectors",
            new JsonList<AdvancedFieldSelector>(AdvancedFieldSelector.Shape),
            x => x.FieldSelectors,
            (x, value) => x.FieldSelectors = value)
        .Member("Name", JsonScalar.Text, x => x.Name, (x, value) => x.Name = value);
}
