using TrailOps.Digests;

namespace TrailOps.Aws;

/// <summary>Which digests and logs are to be validated.</summary>
internal sealed record AuditLogQuery
{
    /// <summary>What the user calls it.</summary>
    public required string Source { get; init; }

    public required string BucketName { get; init; }

    /// <summary>What stands before <c>AWSLogs</c>, without slashes at its ends; empty where nothing does.</summary>
    public string KeyPrefix { get; init; } = "";

    /// <summary>The organisation; null: where its trail is asked for that of the bucket, else the accounts of every one and of none.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>The trail and its home region; null: all that deliver there.</summary>
    public (string Name, string Home)? Trail { get; init; }

    /// <summary>Whether the trail is an organisation's; null where no trail is asked for.</summary>
    public bool? IsOfOrganization { get; init; }

    /// <summary>The accounts; none: all that are there.</summary>
    public IReadOnlyList<string> AccountIds { get; init; } = [];

    /// <summary>The regions; none: all that are there.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Whether somebody named the regions, so that each has to have digests.</summary>
    public bool AreRegionsAsked { get; init; }

    /// <summary>In UTC; null: a day before the end.</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>In UTC; null: now.</summary>
    public DateTime? EndTime { get; init; }

    /// <summary>Whether the reader pays for the requests.</summary>
    public bool PaysRequests { get; init; }

    /// <summary>Keys in place of those that CloudTrail tells.</summary>
    public IPublicKeySource? Keys { get; init; }
}
