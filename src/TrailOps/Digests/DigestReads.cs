namespace TrailOps.Digests;

/// <summary>Reads digests, and those before them in the list already, for the chain will ask for them next.</summary>
internal sealed class DigestReads(IDigestStore store, WorkerThreads workers)
{
    private const int Ahead = 48;

    /// <summary>More than the digest of an hour of a whole organisation; what inflates to more is none.</summary>
    private const int MostBytes = 512 * 1024 * 1024;

    private readonly Dictionary<(string Bucket, string Key), Task<ReadDigest>> _running = [];

    /// <summary>A digest that is asked for, while those below it in a list are being read.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="listed">The digests of the bucket, oldest first.</param>
    public Task<ReadDigest> ReadAsync(string bucket, string key, DigestList listed)
    {
        var place = listed.IndexOf(key);
        for (var next = place - 1; next >= 0 && next >= place - Ahead; next--)
        {
            Start(bucket, listed[next].Key);
        }

        var read = Start(bucket, key);
        _running.Remove((bucket, key));
        return read;
    }

    /// <summary>Waits until nothing is being read any more.</summary>
    public Task EndAsync() => Task.WhenAll(_running.Values);

    private Task<ReadDigest> Start(string bucket, string key)
    {
        if (!_running.TryGetValue((bucket, key), out var read))
        {
            _running.Add((bucket, key), read = workers.RunAsync(() => Read(bucket, key)));
        }

        return read;
    }

    private ReadDigest Read(string bucket, string key)
    {
        try
        {
            return store.ReadDigest(bucket, key) is not { } stored ? new ReadDigest(AuditLogStatus.NotFound)
                : Inflate(stored.Content, out var problem) is not { } text ? new ReadDigest(AuditLogStatus.InvalidFormat) { Found = problem }
                : Digest.TryParse(text, out var digest, out problem) ? new ReadDigest(AuditLogStatus.Valid) { Digest = digest, Signature = stored.Signature, BackfillTime = stored.BackfillTime }
                : new ReadDigest(AuditLogStatus.InvalidFormat) { Found = problem };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return store.IsNotFound(e) ? new ReadDigest(AuditLogStatus.NotFound) : new ReadDigest(AuditLogStatus.NotRead) { Found = store.Describe(e) };
        }
    }

    private static byte[]? Inflate(Stream content, out string? problem)
    {
        using var text = Events.LogStream.Open(content);
        using var inflated = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = text.Read(buffer)) > 0 && inflated.Length <= MostBytes)
        {
            inflated.Write(buffer, 0, count);
        }

        problem = text.Damage?.Detail ?? (!text.IsGzip ? "the file is no gzip file" : inflated.Length > MostBytes ? "the file is too large for a digest" : null);
        return problem is null ? inflated.ToArray() : null;
    }
}

/// <summary>A digest as it was read, of which nothing is proved.</summary>
/// <param name="Status">Valid: it is a digest by its form.</param>
internal sealed record ReadDigest(AuditLogStatus Status)
{
    public Digest? Digest { get; init; }

    public string? Signature { get; init; }

    public string? BackfillTime { get; init; }

    public string? Found { get; init; }
}

/// <summary>The digests of one kind of a chain in a bucket, oldest first.</summary>
internal sealed class DigestList(IReadOnlyList<DigestName> names)
{
    private readonly Dictionary<string, int> _places = names.Select((name, place) => (name.Key, place)).ToDictionary(item => item.Key, item => item.place, StringComparer.Ordinal);

    public DigestName this[int place] => names[place];

    public int IndexOf(string key) => _places.GetValueOrDefault(key, -1);

    /// <summary>The latest that ends before a time; null where there is none.</summary>
    public DigestName? Before(DateTime time)
    {
        var (low, high) = (0, names.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = names[middle].EndTime < time ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : names[low - 1];
    }

    /// <summary>The earliest that ends after a time; null where there is none.</summary>
    public DigestName? After(DateTime time) => names.FirstOrDefault(name => name.EndTime > time);
}
