using Amazon.Runtime;

namespace Amazon.CloudTrail;

/// <summary>What an event data store is doing.</summary>
public class EventDataStoreStatus : ConstantClass
{
    /// <summary>CREATED</summary>
    public static readonly EventDataStoreStatus CREATED = new("CREATED");

    /// <summary>ENABLED</summary>
    public static readonly EventDataStoreStatus ENABLED = new("ENABLED");

    /// <summary>PENDING_DELETION</summary>
    public static readonly EventDataStoreStatus PENDING_DELETION = new("PENDING_DELETION");

    /// <summary>STARTING_INGESTION</summary>
    public static readonly EventDataStoreStatus STARTING_INGESTION = new("STARTING_INGESTION");

    /// <summary>STOPPED_INGESTION</summary>
    public static readonly EventDataStoreStatus STOPPED_INGESTION = new("STOPPED_INGESTION");

    /// <summary>STOPPING_INGESTION</summary>
    public static readonly EventDataStoreStatus STOPPING_INGESTION = new("STOPPING_INGESTION");

    /// <summary>A value that the constants here leave out.</summary>
    public EventDataStoreStatus(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static EventDataStoreStatus FindValue(string value) => FindValue<EventDataStoreStatus>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator EventDataStoreStatus(string value) => FindValue(value);
}
