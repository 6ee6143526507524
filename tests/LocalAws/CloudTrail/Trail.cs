using System.Text.Json.Nodes;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.CloudTrail;

internal sealed class Trail(AwsAccount account, string name, string region)
{
    public AwsAccount Account { get; } = account;

    public string Name { get; } = name;

    public string HomeRegion { get; } = region;

    public string Arn { get; } = $"arn:{account.Partition}:cloudtrail:{region}:{account.Id}:trail/{name}";

    public TrailSettings Settings { get; set; } = new();

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Basic selectors as put. Null: never put, or advanced ones are in their place.</summary>
    public JsonArray? EventSelectors { get; set; }

    public JsonArray? AdvancedEventSelectors { get; set; }

    public JsonArray? InsightSelectors { get; set; }

    /// <summary>What it aggregates, as put.</summary>
    public JsonArray Aggregations { get; set; } = [];

    public bool IsLogging { get; set; }

    public DateTimeOffset? Started { get; set; }

    public DateTimeOffset? Stopped { get; set; }

    public DateTimeOffset? LastDelivery { get; set; }

    public string? LastDeliveryError { get; set; }

    /// <summary>When events last went to the log group.</summary>
    public DateTimeOffset? LastGroupDelivery { get; set; }

    public string? LastGroupError { get; set; }

    public DateTimeOffset? LastDigest { get; set; }

    public string? LastDigestError { get; set; }

    /// <summary>Events of the history that are dealt with.</summary>
    public int Cursor { get; set; }

    public DateTimeOffset NextDelivery { get; set; }

    public DateTimeOffset NextDigest { get; set; }

    /// <summary>Digest chains by account and region.</summary>
    public Dictionary<(string Account, string Region), DigestChain> Chains { get; } = [];

    /// <summary>Since when logs are digested: since it was started, or its validation was switched.</summary>
    public DateTimeOffset? Digesting { get; set; }
}
