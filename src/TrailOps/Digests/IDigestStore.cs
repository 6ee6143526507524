using TrailOps.Events;

namespace TrailOps.Digests;

/// <summary>
/// Where digests and logs lie: buckets, or a local copy, whose places stand in for buckets. All is asked by threads that have nothing else to do, several at a time.
/// </summary>
internal interface IDigestStore
{
    /// <summary>Whether a digest's signature lies beside it. Otherwise it stands in the next digest alone.</summary>
    bool HasSignatures { get; }

    /// <summary>The digests of a folder whose periods end in a time, of whatever trail, oldest first.</summary>
    IEnumerable<DigestName> Digests(string bucket, DigestFolder folder, DateTime from, DateTime to);

    /// <summary>The logs of a folder that were delivered in a time, by their names.</summary>
    IEnumerable<StoredLog> Logs(string bucket, DigestFolder folder, DateTime from, DateTime to);

    /// <summary>A digest; null where it is not there.</summary>
    StoredDigest? ReadDigest(string bucket, string key);

    /// <summary>Opens a log; null where it is not there. Reading may find that out as well.</summary>
    Stream? OpenLog(string bucket, string key);

    /// <summary>Where something lies that a digest names; of a copy that is another place than the bucket and the key.</summary>
    /// <param name="bucket">As the digest tells it.</param>
    /// <param name="key">As the digest tells it.</param>
    /// <param name="near">Where the digest lies.</param>
    (string Bucket, string Key) PlaceOf(string bucket, string key, string near);

    /// <summary>Whether an error says that something is not there.</summary>
    bool IsNotFound(Exception exception);

    /// <summary>What an error says, in a line.</summary>
    string Describe(Exception exception);

    /// <summary>What the user calls an object.</summary>
    string NameOf(string bucket, string key);
}

/// <summary>A log that was found.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Delivered">When it was delivered, by its name.</param>
/// <param name="LastModified">When it was written, where that is known.</param>
/// <param name="IsOdd">Whether it has another name than CloudTrail gives: readers of logs read it all the same.</param>
internal readonly record struct StoredLog(string Key, DateTime Delivered, DateTime? LastModified, bool IsOdd = false)
{
    /// <summary>A log of a time by its name, or by its folder where that is not CloudTrail's; null where it is none.</summary>
    public static StoredLog? Of(string key, DateTime? lastModified, DateTime from, DateTime to)
    {
        if (LogFileName.InOrder(key) is { } delivered)
        {
            return delivered >= from && delivered <= to ? new StoredLog(key, delivered, lastModified) : null;
        }

        var name = key[(key.LastIndexOf('/') + 1)..];
        return LogFileName.IsLog(name) && !LogFileName.IsDigestOrInsight(name) && LogFileName.DayOf(key) is { } day && day.AddDays(1) > from && day <= to ? new StoredLog(key, day, lastModified, true) : null;
    }
}

/// <summary>A digest as it is stored.</summary>
/// <param name="Content">Compressed.</param>
/// <param name="Signature">In hex, from its metadata.</param>
/// <param name="BackfillTime">When a backfill digest was made, from its metadata.</param>
internal sealed record StoredDigest(Stream Content, string? Signature, string? BackfillTime);
