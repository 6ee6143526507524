namespace TrailOps.LocalAws.CloudTrail;

/// <summary>A digest as it was delivered.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Text">What is in it, not compressed.</param>
/// <param name="Signature">In hex, as its metadata tells it.</param>
/// <param name="Logs">The logs that it lists.</param>
public sealed record MadeDigest(string Bucket, string Key, string Text, string Signature, IReadOnlyList<MadeLog> Logs)
{
    /// <summary>When a backfill digest was made; null of one that is none.</summary>
    public DateTimeOffset? Generated { get; init; }
}

/// <summary>A log as it was delivered.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Text">What is in it, not compressed.</param>
public sealed record MadeLog(string Bucket, string Key, string Text);
