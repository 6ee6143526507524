namespace TrailOps;

/// <summary>
/// What became of a digest or of a log when it was validated:
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html. Times are in UTC.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">The object (s3://bucket/key), or the file of a local copy; of a gap the folder of the digests.</param>
/// <param name="Status">How it was found.</param>
public sealed record AuditLogValidation(AuditLogKind Kind, string Key, AuditLogStatus Status)
{
    /// <summary>What it should have been, such as the hash that its digest tells; null where there is nothing to compare.</summary>
    public string? Expected { get; init; }

    /// <summary>What was found in its place.</summary>
    public string? Found { get; init; }

    /// <summary>The account whose events it is about.</summary>
    public required string AccountId { get; init; }

    /// <summary>The region whose events it is about.</summary>
    public required string Region { get; init; }

    /// <summary>The trail that delivered it; null of a log that no digest lists.</summary>
    public string? TrailName { get; init; }

    /// <summary>The digest that lists the log; null where it is no log, or none does.</summary>
    public string? Digest { get; init; }

    /// <summary>Of a digest or a gap: where the period begins that it is about. Null where that is not known for sure.</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>Where it ends.</summary>
    public DateTime? EndTime { get; init; }

    /// <summary>Whether a digest without a signature has others after it: something between is not there.</summary>
    internal bool IsInside { get; init; }

    /// <summary>Whether it is as it was delivered; null where that can't be told.</summary>
    public bool? IsValid => Status switch
    {
        AuditLogStatus.Valid => true,
        AuditLogStatus.NotRead or AuditLogStatus.SignatureNotFound or AuditLogStatus.ChainStarted or AuditLogStatus.NoDigests => null,
        _ => false,
    };

    /// <summary>The status and the key.</summary>
    public override string ToString() => $"{Kind} {Key}: {Status}";
}
