using System.Text.Json.Nodes;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>One event data store of an account and region. It is kept and shown; no event goes there.</summary>
internal sealed class EventDataStore(AwsAccount account, string region, string name, DateTimeOffset created)
{
    public const string Enabled = "ENABLED";
    public const string Stopped = "STOPPED_INGESTION";
    public const string PendingDeletion = "PENDING_DELETION";

    /// <summary>What a store is paid by that nobody said it of; the other is <see cref="Fixed" />.</summary>
    public const string Extendable = "EXTENDABLE_RETENTION_PRICING";

    public const string Fixed = "FIXED_RETENTION_PRICING";

    // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteEventDataStore.html
    private const int DaysToDeletion = 7;
    private DateTimeOffset? _deleted;
    private bool _isStopped;

    public AwsAccount Account { get; } = account;

    public string Region { get; } = region;

    public string Arn { get; } = $"arn:{account.Partition}:cloudtrail:{region}:{account.Id}:eventdatastore/{Guid.NewGuid()}";

    public string Name { get; set; } = name;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Updated { get; set; } = created;

    /// <summary>The ARN of the key. Null: AWS owns it.</summary>
    public string? Key { get; set; }

    public string BillingMode { get; set; } = Extendable;

    public int RetentionDays { get; set; } = 366;

    public bool IsProtected { get; set; } = true;

    public bool IsMultiRegion { get; set; } = true;

    public bool IsOrganization { get; set; }

    /// <summary>As put, and not judged.</summary>
    public JsonArray Selectors { get; set; } =
        [new JsonObject { ["Name"] = "Default management events", ["FieldSelectors"] = new JsonArray(new JsonObject { ["Field"] = "eventCategory", ["Equals"] = new JsonArray("Management") }) }];

    public string Status => _deleted is not null ? PendingDeletion : _isStopped ? Stopped : Enabled;

    /// <summary>Whether it is past its deletion.</summary>
    public bool IsGone(DateTimeOffset now) => _deleted is { } time && now >= time.AddDays(DaysToDeletion);

    public void Stop() => _isStopped = true;

    public void Delete(DateTimeOffset now) => _deleted = now;
}
