namespace TrailOps.Aws;

/// <summary>The trail that New-AuditTrail is to make.</summary>
internal sealed record AuditTrailRequest(string Name)
{
    /// <summary>The bucket; null: that of the trail if it is there, else one named after it.</summary>
    public string? BucketName { get; init; }

    public string? S3KeyPrefix { get; init; }

    public bool IsMinimal { get; init; }

    public bool IsSingleRegion { get; init; }

    public string? KmsKeyId { get; init; }

    public int? ObjectLockDays { get; init; }

    /// <summary>COMPLIANCE or GOVERNANCE; null: nobody said.</summary>
    public string? ObjectLockMode { get; init; }

    public int? RetentionDays { get; init; }

    /// <summary>What it logs; none: all management events.</summary>
    public IReadOnlyList<AuditTrailEventSelector> EventSelectors { get; init; } = [];

    /// <summary>Whether management events are not logged.</summary>
    public bool IsDataOnly { get; init; }

    public bool IsForced { get; init; }
}
