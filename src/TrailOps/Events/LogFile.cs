namespace TrailOps.Events;

/// <summary>A log file on disk, or elsewhere, and what its name tells.</summary>
/// <param name="Path">The full path; of an object in a bucket its s3:// URI.</param>
/// <param name="Region">The region in its name; null for a file that CloudTrail did not name.</param>
internal sealed record LogFile(string Path, string? Region)
{
    /// <summary>Opens it where it is no file on disk. Any thread may, and one may read it synchronously.</summary>
    public Func<CancellationToken, Stream>? Opener { get; init; }

    /// <summary>Where it is a copy that is damaged: lets go of it, so that opening it again gets another. False where there is no other.</summary>
    public Func<bool>? Renew { get; init; }

    /// <summary>Opens it at its start.</summary>
    public Stream Open(CancellationToken token) =>
        Opener?.Invoke(token)
        ?? new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
}
