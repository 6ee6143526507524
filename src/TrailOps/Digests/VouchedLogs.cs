using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using TrailOps.Events;

namespace TrailOps.Digests;

/// <summary>
/// Opens logs for which a valid digest vouches, and no others. A log is read and hashed before a byte of it goes on. The digests of a day and a region are looked at when its first log is opened.
/// </summary>
/// <param name="store">Where digests and logs lie.</param>
/// <param name="keys">Where public keys come from.</param>
/// <param name="onNotValid">Told of digests that are not valid: what they list is left out.</param>
/// <param name="cancellationToken">Ends the work.</param>
internal sealed partial class VouchedLogs(IDigestStore store, IPublicKeySource keys, Action<AuditLogValidation> onNotValid, CancellationToken cancellationToken) : IDisposable
{
    private const int Threads = 16;

    /// <summary>Logs come in the order of their keys: what was long ago is not asked for again.</summary>
    private const int DaysKept = 64;

    private readonly WorkerThreads _workers = new(Threads, cancellationToken);
    private readonly ConcurrentDictionary<(string Bucket, DigestFolder Folder, DateTime Day), Lazy<Task<LogSet>>> _days = new();
    private readonly ConcurrentQueue<(string Bucket, DigestFolder Folder, DateTime Day)> _order = new();

    /// <summary>The log, which throws when it is opened and nothing vouches for it.</summary>
    /// <param name="file">The log.</param>
    /// <param name="bucket">Where it lies.</param>
    /// <param name="key">Where it lies there.</param>
    public LogFile Vouch(LogFile file, string bucket, string key) => file with { Opener = token => Check(file, bucket, key, token) };

    /// <summary>A log of a copy on disk.</summary>
    public LogFile Vouch(LogFile file)
    {
        var (place, key) = FolderStore.Split(file.Path);
        return Vouch(file, place, key);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => _workers.Dispose();

    private MemoryStream Check(LogFile file, string bucket, string key, CancellationToken token)
    {
        var match = Pattern().Match(key);
        if (!match.Success || !DateTime.TryParseExact(match.Groups["day"].ValueSpan, "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day))
        {
            throw new LogNotValidatedException("it does not lie where CloudTrail delivers logs and digests, which is below AWSLogs");
        }

        var listed = ListedOf(bucket, new DigestFolder(match.Groups["root"].Value, match.Groups["account"].Value, match.Groups["region"].Value), day);
        var expected = listed.HashOf(bucket, key) ?? throw new LogNotValidatedException("no valid digest lists it; digests come once an hour, so the newest logs have none yet");
        var content = Read(file, token);
        var (actual, problem) = LogHash.Of(new MemoryStream(content.GetBuffer(), 0, (int)content.Length, writable: false));
        return problem is not null ? throw new LogNotValidatedException($"it is not as it was delivered: {problem}")
            : actual != expected ? throw new LogNotValidatedException($"it is not as it was delivered: its SHA-256 is {actual}, and its digest says {expected}")
            : content;
    }

    /// <summary>All of a log: its parts go on when it is proved as a whole.</summary>
    private static MemoryStream Read(LogFile file, CancellationToken token)
    {
        using var stored = file.Open(token);
        var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = stored.Read(buffer)) > 0)
        {
            content.Write(buffer, 0, count);
        }

        content.Position = 0;
        return content;
    }

    private LogSet ListedOf(string bucket, DigestFolder folder, DateTime day)
    {
        var isNew = false;
        var set = _days.GetOrAdd((bucket, folder, day), asked =>
        {
            isNew = true;
            return new Lazy<Task<LogSet>>(() => ListedAsync(asked.Bucket, asked.Folder, asked.Day));
        });
        if (isNew)
        {
            _order.Enqueue((bucket, folder, day));
            while (_order.Count > DaysKept && _order.TryDequeue(out var old))
            {
                _days.TryRemove(old, out _);
            }
        }

        return set.Value.GetAwaiter().GetResult();
    }

    /// <summary>The logs that valid digests of a day list, with their hashes.</summary>
    private async Task<LogSet> ListedAsync(string bucket, DigestFolder folder, DateTime day)
    {
        LogSet listed = new();
        ChainWalks walks = new(store, _workers, keys, day, day.AddDays(1));
        foreach (var (chain, digests) in await walks.FindAsync(bucket, folder).ConfigureAwait(false))
        {
            foreach (var (kind, all) in walks.Along(bucket, chain, digests, cancellationToken))
            {
                await foreach (var walked in all.ConfigureAwait(false))
                {
                    foreach (var log in walked.Digest?.Logs ?? [])
                    {
                        var (logBucket, logKey) = store.PlaceOf(log.Bucket, log.Key, walked.Bucket);
                        listed.Add(logBucket, logKey, log.Hash);
                    }

                    if (walked.Status is not (AuditLogStatus.Valid or AuditLogStatus.ChainStarted))
                    {
                        onNotValid(walks.Result(walked, kind, chain));
                    }
                }
            }
        }

        return listed;
    }

    [GeneratedRegex(@"^(?<root>(?:.+/)?AWSLogs/(?:o-[a-z0-9]{10,32}/)?)(?<account>[0-9]{12})/CloudTrail[A-Za-z-]*/(?<region>[a-z0-9-]+)/(?<day>2[0-9]{3}/[0-9]{2}/[0-9]{2})/[^/]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

/// <summary>A log that no digest vouches for.</summary>
/// <param name="message">Why, in a clause.</param>
internal sealed class LogNotValidatedException(string message) : Exception(message);
