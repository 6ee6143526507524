namespace TrailOps.LocalAws.CloudTrail;

/// <summary>What a <see cref="MadeChain"/> is of.</summary>
public sealed record MadeChainOptions
{
    /// <summary>Where its first hour begins.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The bucket, which has to be there.</summary>
    public required string Bucket { get; init; }

    /// <summary>The trail's name; the trail need not be there.</summary>
    public string Trail { get; init; } = "evidence";

    /// <summary>Where the events were.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The trail's home; null: the same region.</summary>
    public string? Home { get; init; }

    /// <summary>Whose events they are; null: the account's that makes the chain.</summary>
    public string? Account { get; init; }

    /// <summary>What stands before AWSLogs; null: nothing.</summary>
    public string? Prefix { get; init; }

    /// <summary>The organisation whose trail it is, such as o-a1b2c3d4e5; null: none.</summary>
    public string? Organization { get; init; }

    /// <summary>How many logs an hour has.</summary>
    public int Logs { get; init; } = 2;

    /// <summary>How many records a log has.</summary>
    public int Records { get; init; } = 1;
}
