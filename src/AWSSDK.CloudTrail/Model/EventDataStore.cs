using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>An event data store of CloudTrail Lake, as a list tells it: its name and ARN.</summary>
public class EventDataStore
{
    /// <summary>Which events it takes in.</summary>
    [Obsolete("AdvancedEventSelectors is no longer returned by ListEventDataStores")]
    public List<AdvancedEventSelector>? AdvancedEventSelectors { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>When it was made, UTC.</summary>
    [Obsolete("CreatedTimestamp is no longer returned by ListEventDataStores")]
    public DateTime? CreatedTimestamp { get; set; }

    /// <summary>The store's ARN.</summary>
    public string? EventDataStoreArn { get; set; }

    /// <summary>Whether it takes in events of all regions.</summary>
    [Obsolete("MultiRegionEnabled is no longer returned by ListEventDataStores")]
    public bool? MultiRegionEnabled { get; set; }

    /// <summary>The store's name.</summary>
    public string? Name { get; set; }

    /// <summary>Whether it takes in events of all accounts of the organisation.</summary>
    [Obsolete("OrganizationEnabled is no longer returned by ListEventDataStores")]
    public bool? OrganizationEnabled { get; set; }

    /// <summary>For how many days events are kept.</summary>
    [Obsolete("RetentionPeriod is no longer returned by ListEventDataStores")]
    public int? RetentionPeriod { get; set; }

    /// <summary>What it is doing.</summary>
    [Obsolete("Status is no longer returned by ListEventDataStores")]
    public EventDataStoreStatus? Status { get; set; }

    /// <summary>Whether it is kept from being deleted.</summary>
    [Obsolete("TerminationProtectionEnabled is no longer returned by ListEventDataStores")]
    public bool? TerminationProtectionEnabled { get; set; }

    /// <summary>When it was changed, UTC; as early as it was made.</summary>
    [Obsolete("UpdatedTimestamp is no longer returned by ListEventDataStores")]
    public DateTime? UpdatedTimestamp { get; set; }

    internal static readonly JsonStructure<EventDataStore> Shape = new JsonStructure<EventDataStore>()
#pragma warning disable CS0618 // All but the ARN and the name; the wire may still have them.
        .Member("AdvancedEventSelectors", new JsonList<AdvancedEventSelector>(AdvancedEventSelector.Shape), x => x.AdvancedEventSelectors, (x, value) => x.AdvancedEventSelectors = value)
        .Member("CreatedTimestamp", JsonScalar.Timestamp, x => x.CreatedTimestamp, (x, value) => x.CreatedTimestamp = value)
        .Member("EventDataStoreArn", JsonScalar.Text, x => x.EventDataStoreArn, (x, value) => x.EventDataStoreArn = value)
        .Member("MultiRegionEnabled", JsonScalar.Boolean, x => x.MultiRegionEnabled, (x, value) => x.MultiRegionEnabled = value)
        .Member("Name", JsonScalar.Text, x => x.Name, (x, value) => x.Name = value)
        .Member("OrganizationEnabled", JsonScalar.Boolean, x => x.OrganizationEnabled, (x, value) => x.OrganizationEnabled = value)
        .Member("RetentionPeriod", JsonScalar.Integer, x => x.RetentionPeriod, (x, value) => x.RetentionPeriod = value)
        .Member("Status", JsonScalar.Enum(EventDataStoreStatus.FindValue), x => x.Status, (x, value) => x.Status = value)
        .Member("TerminationProtectionEnabled", JsonScalar.Boolean, x => x.TerminationProtectionEnabled, (x, value) => x.TerminationProtectionEnabled = value)
        .Member("UpdatedTimestamp", JsonScalar.Timestamp, x => x.UpdatedTimestamp, (x, value) => x.UpdatedTimestamp = value);
#pragma warning restore CS0618
}
