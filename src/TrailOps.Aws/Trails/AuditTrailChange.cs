namespace TrailOps.Aws;

/// <summary>What Set-AuditTrail is to change. What is null stays.</summary>
internal sealed record AuditTrailChange
{
    public string? BucketName { get; init; }

    /// <summary>Empty: none.</summary>
    public string? S3KeyPrefix { get; init; }

    /// <summary>Empty: none, so that Amazon S3's own keys encrypt.</summary>
    public string? KmsKeyId { get; init; }

    public bool? HasValidation { get; init; }

    public bool? IsMultiRegion { get; init; }

    public IReadOnlyList<AuditTrailEventSelector>? EventSelectors { get; init; }

    /// <summary>Whether management events are logged no more.</summary>
    public bool IsDataOnly { get; init; }

    public bool IsForced { get; init; }
}
