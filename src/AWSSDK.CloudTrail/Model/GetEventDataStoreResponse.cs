using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of GetEventDataStore.</summary>
public class GetEventDataStoreResponse : AmazonWebServiceResponse
{
    /// <summary>Which events it takes in.</summary>
    public List<AdvancedEventSelector>? AdvancedEventSelectors { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>How it is paid for.</summary>
    public BillingMode? BillingMode { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreatedTimestamp { get; set; }

    /// <summary>The store's ARN.</summary>
    public string? EventDataStoreArn { get; set; }

    /// <summary>The role through which it is queried from outside CloudTrail.</summary>
    public string? FederationRoleArn { get; set; }

    /// <summary>Whether it can be queried from outside CloudTrail.</summary>
    public FederationStatus? FederationStatus { get; set; }

    /// <summary>The ARN of the KMS key that encrypts its events; not set where AWS owns the key.</summary>
    public string? KmsKeyId { get; set; }

    /// <summary>Whether it takes in events of all regions.</summary>
    public bool? MultiRegionEnabled { get; set; }

    /// <summary>The store's name.</summary>
    public string? Name { get; set; }

    /// <summary>Whether it takes in events of all accounts of the organisation.</summary>
    public bool? OrganizationEnabled { get; set; }

    /// <summary>By what its events are laid out.</summary>
    public List<PartitionKey>? PartitionKeys { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>For how many days events are kept.</summary>
    public int? RetentionPeriod { get; set; }

    /// <summary>What it is doing.</summary>
    public EventDataStoreStatus? Status { get; set; }

    /// <summary>Whether it is kept from being deleted.</summary>
    public bool? TerminationProtectionEnabled { get; set; }

    /// <summary>When it was changed, UTC; as early as it was made.</summary>
    public DateTime? UpdatedTimestamp { get; set; }

    internal static readonly JsonStructure<GetEventDataStoreResponse> Shape = new JsonStructure<GetEventDataStoreResponse>()
        .Member("AdvancedEventSelectors", new JsonList<AdvancedEventSelector>(AdvancedEventSelector.Shape), x => x.AdvancedEventSelectors, (x, value) => x.AdvancedEventSelectors = value)
        .Member("BillingMode", JsonScalar.Enum(BillingMode.FindValue), x => x.BillingMode, (x, value) => x.BillingMode = value)
        .Member("CreatedTimestamp", JsonScalar.Timestamp, x => x.CreatedTimestamp, (x, value) => x.CreatedTimestamp = value)
        .Member("EventDataStoreArn", JsonScalar.Text, x => x.EventDataStoreArn, (x, value) => x.EventDataStoreArn = value)
        .Member("FederationRoleArn", JsonScalar.Text, x => x.FederationRoleArn, (x, value) => x.FederationRoleArn = value)
        .Member("FederationStatus", JsonScalar.Enum(FederationStatus.FindValue), x => x.FederationStatus, (x, value) => x.FederationStatus = value)
        .Member("KmsKeyId", JsonScalar.Text, x => x.KmsKeyId, (x, value) => x.KmsKeyId = value)
        .Member("MultiRegionEnabled", JsonScalar.Boolean, x => x.MultiRegionEnabled, (x, value) => x.MultiRegionEnabled = value)
        .Member("Name", JsonScalar.Text, x => x.Name, (x, value) => x.Name = value)
        .Member("OrganizationEnabled", JsonScalar.Boolean, x => x.OrganizationEnabled, (x, value) => x.OrganizationEnabled = value)
        .Member("PartitionKeys", new JsonList<PartitionKey>(PartitionKey.Shape), x => x.PartitionKeys, (x, value) => x.PartitionKeys = value)
        .Member("RetentionPeriod", JsonScalar.Integer, x => x.RetentionPeriod, (x, value) => x.RetentionPeriod = value)
        .Member("Status", JsonScalar.Enum(EventDataStoreStatus.FindValue), x => x.Status, (x, value) => x.Status = value)
        .Member("TerminationProtectionEnabled", JsonScalar.Boolean, x => x.TerminationProtectionEnabled, (x, value) => x.TerminationProtectionEnabled = value)
        .Member("UpdatedTimestamp", JsonScalar.Timestamp, x => x.UpdatedTimestamp, (x, value) => x.UpdatedTimestamp = value);
}
