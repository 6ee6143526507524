namespace TrailOps.Cmdlets;

/// <summary>The names of a record's members as CloudTrail spells them, for objects that people write by hand.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html and
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html.
/// </remarks>
internal sealed class RecordNames
{
    private static readonly RecordNames Issuer = new("type principalId arn accountId userName", []);

    private static readonly RecordNames Session = new(
        "attributes sessionIssuer webIdFederationData sourceIdentity ec2RoleDelivery assumedRoot", new() { ["sessionIssuer"] = Issuer });

    private static readonly RecordNames Identity = new(
        "type principalId arn accountId accessKeyId userName invokedBy sessionContext identityProvider credentialId inScopeOf onBehalfOf",
        new() { ["sessionContext"] = Session });

    private readonly HashSet<string> _names;
    private readonly Dictionary<string, RecordNames> _inner;

    private RecordNames(string names, Dictionary<string, RecordNames> inner)
    {
        _names = new HashSet<string>(names.Split(' '), StringComparer.OrdinalIgnoreCase);
        _inner = inner;
    }

    /// <summary>Those of the record itself.</summary>
    public static RecordNames Record { get; } = new(
        "eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage requestParameters "
            + "responseElements additionalEventData requestID eventID eventType apiVersion managementEvent readOnly resources recipientAccountId "
            + "serviceEventDetails sharedEventID vpcEndpointId vpcEndpointAccountId eventCategory addendum sessionCredentialFromConsole eventContext "
            + "edgeDeviceDetails tlsDetails insightDetails",
        new() { ["userIdentity"] = Identity });

    /// <summary>CloudTrail's spelling of a name; the name as it is where CloudTrail has none of the kind.</summary>
    public string Spell(string name) => _names.TryGetValue(name, out var spelled) ? spelled : name;

    /// <summary>The names inside of a member; null where any are as they are.</summary>
    public RecordNames? In(string name) => _inner.GetValueOrDefault(name);
}
