using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>An event of the event history.</summary>
public class Event
{
    /// <summary>The access key that signed the call; null where a service called.</summary>
    public string? AccessKeyId { get; set; }

    /// <summary>The whole record, as a JSON text of up to 256 KB.</summary>
    public string? CloudTrailEvent { get; set; }

    /// <summary>The event's id.</summary>
    public string? EventId { get; set; }

    /// <summary>The event's name, such as <c>RunInstances</c>.</summary>
    public string? EventName { get; set; }

    /// <summary>The service, such as <c>ec2.amazonaws.com</c>.</summary>
    public string? EventSource { get; set; }

    /// <summary>When the call was made, UTC.</summary>
    public DateTime? EventTime { get; set; }

    /// <summary>"true" or "false": whether the call only read.</summary>
    public string? ReadOnly { get; set; }

    /// <summary>What the event touched.</summary>
    public List<Resource>? Resources { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The caller's name; of a role's session, the session's name.</summary>
    public string? Username { get; set; }

    internal static readonly JsonStructure<Event> Shape = new JsonStructure<Event>()
        .Member("AccessKeyId", JsonScalar.Text, x => x.AccessKeyId, (x, value) => x.AccessKeyId = value)
        .Member("CloudTrailEvent", JsonScalar.Text, x => x.CloudTrailEvent, (x, value) => x.CloudTrailEvent = value)
        .Member("EventId", JsonScalar.Text, x => x.EventId, (x, value) => x.EventId = value)
        .Member("EventName", JsonScalar.Text, x => x.EventName, (x, value) => x.EventName = value)
        .Member("EventSource", JsonScalar.Text, x => x.EventSource, (x, value) => x.EventSource = value)
        .Member("EventTime", JsonScalar.Timestamp, x => x.EventTime, (x, value) => x.EventTime = value)
        .Member("ReadOnly", JsonScalar.Text, x => x.ReadOnly, (x, value) => x.ReadOnly = value)
        .Member("Resources", new JsonList<Resource>(Resource.Shape), x => x.Resources, (x, value) => x.Resources = value)
        .Member("Username", JsonScalar.Text, x => x.Username, (x, value) => x.Username = value);
}
