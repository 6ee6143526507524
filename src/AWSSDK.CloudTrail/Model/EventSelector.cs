using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>A basic selector: which management events a trail logs, and data events of which resources.</summary>
public class EventSelector
{
    /// <summary>The resources whose data events are logged.</summary>
    public List<DataResource>? DataResources { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Management events that are left out: <c>kms.amazonaws.com</c>, <c>rdsdata.amazonaws.com</c>.</summary>
    public List<string>? ExcludeManagementEventSources { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Whether management events are logged.</summary>
    public bool? IncludeManagementEvents { get; set; }

    /// <summary>Whether calls that read, calls that write or both are logged.</summary>
    public ReadWriteType? ReadWriteType { get; set; }

    internal static readonly JsonStructure<EventSelector> Shape = new JsonStructure<EventSelector>()
        .Member("DataResources", new JsonList<DataResource>(DataResource.Shape), x => x.DataResources, (x, value) => x.DataResources = value)
        .Member(
            "ExcludeManagementEventSources",
            new JsonList<string>(JsonScalar.Text),
            x => x.ExcludeManagementEventSources,
            (x, value) => x.ExcludeManagementEventSources = value)
        .Member("IncludeManagementEvents", JsonScalar.Boolean, x => x.IncludeManagementEvents, (x, value) => x.IncludeManagementEvents = value)
        .Member("ReadWriteType", JsonScalar.Enum(ReadWriteType.FindValue), x => x.ReadWriteType, (x, value) => x.ReadWriteType = value);
}
