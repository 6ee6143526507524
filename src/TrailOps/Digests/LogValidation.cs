using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace TrailOps.Digests;

/// <summary>Validates the digests of a period and the logs that they list. Digests and logs are read by many threads; what becomes of them comes in the order of the chain.</summary>
/// <param name="store">Where they lie.</param>
/// <param name="workers">The threads.</param>
/// <param name="keys">Where public keys come from.</param>
/// <param name="from">Where the period begins.</param>
/// <param name="to">Where it ends.</param>
internal sealed class LogValidation(IDigestStore store, WorkerThreads workers, IPublicKeySource keys, DateTime from, DateTime to)
{
    private const int SideBySideFolders = 8;

    // CloudTrail is of 2013, and who asks for all times gives the first and the last that there are: some hours before and after are looked at besides.
    private static readonly DateTime Earliest = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly DateTime _start = from < Earliest ? Earliest : from > Latest ? Latest : from;
    private readonly DateTime _end = to < Earliest ? Earliest : to > Latest ? Latest : to;

    private readonly ConcurrentDictionary<(string Bucket, DigestFolder Folder), bool> _empty = [];
    private readonly ConcurrentDictionary<(string AccountId, string Region), bool> _told = [];
    private long _chains;
    private long _digestsFound;
    private long _bytes;

    /// <summary>How many chains were found.</summary>
    public int Chains => (int)Interlocked.Read(ref _chains);

    /// <summary>How many digests were found by listing.</summary>
    public long DigestsFound => Interlocked.Read(ref _digestsFound);

    /// <summary>How many bytes of logs were read.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether the regions were asked for by name: of each there have to be digests.</summary>
    public bool AreRegionsAsked { get; init; }

    /// <summary>The time by AWS's clock, where the logs lie in a bucket that CloudTrail delivers to; null for a copy, which ends anywhere.</summary>
    public DateTime? Now { get; init; }

    /// <summary>What becomes of all digests of some folders and of their logs. The summary knows it before it comes out.</summary>
    /// <param name="folders">The folders, with their buckets or places.</param>
    /// <param name="trail">Whose chains are wanted; null: all.</param>
    /// <param name="summary">Told of everything.</param>
    /// <param name="onFailure">Told of a folder whose digests or keys can't be had.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async IAsyncEnumerable<AuditLogValidation> ValidateAsync(
        IReadOnlyList<(string Bucket, DigestFolder Folder)> folders, (string Name, string Home)? trail, AuditLogValidationSummary summary, Action<string, Exception> onFailure, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = SideBySide.ConcatAsync(folders, SideBySideFolders, (place, stop) => ValidateAsync(place.Bucket, place.Folder, trail, stop), Failed, cancellationToken);
        await foreach (var item in all.ConfigureAwait(false))
        {
            summary.Add(item);
            yield return item;
        }

        if (summary.CoveredEndTime is { } covered)
        {
            // Where there are digests at all there is one of each hour, and of each region in which something happened.
            var without = SideBySide.ConcatAsync(folders, SideBySideFolders, (place, stop) => WithoutDigestsAsync(place.Bucket, place.Folder, covered, stop), Failed, cancellationToken);
            await foreach (var item in without.ConfigureAwait(false))
            {
                summary.Add(item);
                yield return item;
            }
        }

        summary.Chains = Chains;

        void Failed((string Bucket, DigestFolder Folder) place, Exception e)
        {
            summary.AddNotRead();
            onFailure(store.NameOf(place.Bucket, place.Folder.Digests), e);
        }
    }

    /// <summary>What becomes of the digests of a folder and of their logs.</summary>
    /// <param name="bucket">The bucket, or place.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="trail">Whose chains are wanted: the trail's name and home region; null: all.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async IAsyncEnumerable<AuditLogValidation> ValidateAsync(string bucket, DigestFolder folder, (string Name, string Home)? trail, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ChainWalks walks = new(store, workers, keys, _start, _end);
        var found = await walks.FindAsync(bucket, folder).ConfigureAwait(false);
        var wanted = Wanted(found, trail);
        if (wanted.Count == 0)
        {
            _empty[(bucket, folder)] = found.Count == 0;
            yield break;
        }

        _told[(folder.AccountId, folder.Region)] = true;

        Dictionary<string, (LogSet Listed, CoveredTime Covered)> places = new(StringComparer.Ordinal);
        var waiting = new Queue<Task<AuditLogValidation>>();
        LogSet unproved = new();
        ExceptionDispatchInfo? failure = null;
        Dictionary<DigestChain, DateTime> ends = [];

        // What other trails delivered there stands in their digests, so that those are read too: a name alone, which anybody may have put there, makes no log theirs.
        foreach (var (chain, digests) in wanted.Concat(found.Where(chain => !wanted.ContainsKey(chain.Key))))
        {
            var isWanted = wanted.ContainsKey(chain);
            foreach (var (kind, all) in walks.Along(bucket, chain, digests, cancellationToken))
            {
                await foreach (var walked in SideBySide.UntilFailureAsync(all, e => failure ??= ExceptionDispatchInfo.Capture(e), cancellationToken).ConfigureAwait(false))
                {
                    if (isWanted || walked.Status == AuditLogStatus.NotRead)
                    {
                        waiting.Enqueue(Task.FromResult(walks.Result(walked, isWanted ? kind : AuditLogKind.Gap, chain)));
                    }

                    foreach (var log in walked.Unproved?.Logs ?? [])
                    {
                        var (logBucket, logKey) = store.PlaceOf(log.Bucket, log.Key, walked.Bucket);
                        unproved.Add(logBucket, logKey, log.Hash);
                    }

                    if (walked.Digest is { } digest)
                    {
                        if (!places.TryGetValue(walked.Bucket, out var place))
                        {
                            places.Add(walked.Bucket, place = (new LogSet(), new CoveredTime()));
                        }

                        if (kind == AuditLogKind.Digest)
                        {
                            // The newest comes first.
                            ends.TryAdd(chain, digest.EndTime);
                            if (isWanted)
                            {
                                place.Covered.Add(digest.StartTime, digest.EndTime);
                            }
                        }

                        foreach (var log in digest.Logs)
                        {
                            var (logBucket, logKey) = store.PlaceOf(log.Bucket, log.Key, walked.Bucket);
                            place.Listed.Add(logBucket, logKey, log.Hash);
                            if (!isWanted)
                            {
                                continue;
                            }

                            waiting.Enqueue(workers.RunAsync(() => Check(logBucket, logKey, log.Hash, chain, store.NameOf(walked.Bucket, walked.Key))));
                            while (waiting.Count > workers.Limit * 4)
                            {
                                yield return await waiting.Dequeue().ConfigureAwait(false);
                            }
                        }
                    }

                    while (waiting.TryPeek(out var next) && next.IsCompleted)
                    {
                        yield return await waiting.Dequeue().ConfigureAwait(false);
                    }
                }
            }
        }

        while (waiting.TryDequeue(out var next))
        {
            yield return await next.ConfigureAwait(false);
        }

        // What is known by then has come out: a log that was found altered stays found, whatever can't be read.
        failure?.Throw();
        foreach (var (place, (listed, times)) in places.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            foreach (var log in await workers.RunAsync(() => NotListed(place, folder, listed, times, ends.Values)).ConfigureAwait(false))
            {
                var isUnproved = unproved.Contains(place, log.Key);
                yield return new AuditLogValidation(AuditLogKind.Log, store.NameOf(place, log.Key), isUnproved ? AuditLogStatus.SignatureNotFound : AuditLogStatus.NotListed)
                {
                    AccountId = folder.AccountId,
                    Region = folder.Region,
                    Expected = "a digest that lists it",
                    Found = isUnproved ? "one whose signature is not there" : log.LastModified is { } written ? $"none; it was written at {written:u}" : "none",
                };
            }
        }

        if (wanted.Count < found.Count)
        {
            // What came behind the last digest may be another trail's.
            yield break;
        }

        // Digests that are there and not valid have been told of.
        var covered = places.Values.Select(place => place.Covered.End).Concat(wanted.Values.SelectMany(digests => digests).Select(digest => (DateTime?)digest.EndTime)).Max();
        if (await workers.RunAsync(() => Behind(bucket, folder, covered)).ConfigureAwait(false) is { } behind)
        {
            yield return behind;
        }
    }

    /// <summary>The gap of a folder that has no digest of the period, where it has logs of it or was asked for. Logs may be another trail's where that has digests.</summary>
    private async IAsyncEnumerable<AuditLogValidation> WithoutDigestsAsync(string bucket, DigestFolder folder, DateTime until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_empty.TryGetValue((bucket, folder), out var isBare))
        {
            yield break;
        }

        var first = !isBare ? null : await workers.RunAsync(() => store.Logs(bucket, folder, _start, until).Select(log => log.Key).FirstOrDefault()).ConfigureAwait(false);
        if (first is not null || (AreRegionsAsked && _told.TryAdd((folder.AccountId, folder.Region), true)))
        {
            yield return NoDigests(bucket, folder, _start, first);
        }
    }

    /// <summary>The gap behind the last digest, where logs came so long ago that there should be one of them: nothing proves those.</summary>
    private AuditLogValidation? Behind(string bucket, DigestFolder folder, DateTime? covered)
    {
        var until = (Now < _end ? Now : _end) - CoveredTime.Late;
        return covered is { } last && until > last && store.Logs(bucket, folder, last, until.Value).FirstOrDefault(log => log.Delivered > last + CoveredTime.Edge) is { Key: { } key } ? NoDigests(bucket, folder, last, key) : null;
    }

    private AuditLogValidation NoDigests(string bucket, DigestFolder folder, DateTime since, string? log) => new(AuditLogKind.Gap, store.NameOf(bucket, folder.Digests), AuditLogStatus.NoDigests)
    {
        AccountId = folder.AccountId,
        Region = folder.Region,
        StartTime = since,
        EndTime = _end,
        Expected = "digests",
        Found = log is null ? "none" : $"none, and logs such as {store.NameOf(bucket, log)}",
    };

    private Dictionary<DigestChain, List<DigestName>> Wanted(Dictionary<DigestChain, List<DigestName>> found, (string Name, string Home)? trail)
    {
        var wanted = found.Where(chain => trail is not { } asked || (chain.Key.TrailName == asked.Name && chain.Key.HomeRegion == asked.Home)).ToDictionary();
        Interlocked.Add(ref _chains, wanted.Count);
        Interlocked.Add(ref _digestsFound, wanted.Sum(chain => chain.Value.Count));
        return wanted;
    }

    private AuditLogValidation Check(string bucket, string key, string hash, DigestChain chain, string digest)
    {
        var (status, found) = Check(bucket, key, hash);
        return new AuditLogValidation(AuditLogKind.Log, store.NameOf(bucket, key), status)
        {
            AccountId = chain.Folder.AccountId,
            Region = chain.Folder.Region,
            TrailName = chain.TrailName,
            Digest = digest,
            Expected = hash,
            Found = found,
        };
    }

    private (AuditLogStatus Status, string? Found) Check(string bucket, string key, string hash)
    {
        try
        {
            if (store.OpenLog(bucket, key) is not { } file)
            {
                return (AuditLogStatus.NotFound, null);
            }

            var (actual, problem) = LogHash.Of(file, count => Interlocked.Add(ref _bytes, count));
            return problem is not null ? (AuditLogStatus.InvalidFormat, problem)
                : (actual == hash ? AuditLogStatus.Valid : AuditLogStatus.HashMismatch, actual);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return store.IsNotFound(e) ? (AuditLogStatus.NotFound, null) : (AuditLogStatus.NotRead, store.Describe(e));
        }
    }

    /// <summary>The logs that no digest lists. Those just behind the last digest of a chain may stand in the next one, which is not there yet.</summary>
    private List<StoredLog> NotListed(string place, DigestFolder folder, LogSet listed, CoveredTime covered, IReadOnlyCollection<DateTime> ends) =>
        covered is { Start: { } first, End: { } last }
            ? [.. store.Logs(place, folder, first > _start ? first : _start, last < _end ? last : _end).Where(log => (log.IsOdd || (covered.MustList(log) && !ends.Any(end => end <= log.Delivered && log.Delivered < end + CoveredTime.Late))) && !listed.Contains(place, log.Key))]
            : [];
}
