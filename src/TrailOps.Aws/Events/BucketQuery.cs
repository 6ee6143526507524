namespace TrailOps.Aws.Events;

/// <summary>Which of a bucket's logs are asked for.</summary>
internal sealed record BucketQuery
{
    public required string BucketName { get; init; }

    /// <summary>What stands before <c>AWSLogs</c>, without slashes at its ends; empty where nothing does.</summary>
    public string KeyPrefix { get; init; } = "";

    /// <summary>The organisation whose accounts alone are read; null: those of every organisation, and those of none.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>The accounts; none: all that are there.</summary>
    public IReadOnlyList<string> AccountIds { get; init; } = [];

    /// <summary>Whether it is a trail of one account, so that no organisation's folder can be its.</summary>
    public bool IsOfAccount { get; init; }

    /// <summary>The regions; none: all that are there.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>In UTC.</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>In UTC.</summary>
    public DateTime? EndTime { get; init; }

    /// <summary>Whether the reader pays for the requests.</summary>
    public bool PaysRequests { get; init; }

    /// <summary>The folder of all accounts.</summary>
    public string Root => KeyPrefix.Length == 0 ? "AWSLogs/" : $"{KeyPrefix}/AWSLogs/";
}
