using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace TrailOps.Digests;

/// <summary>
/// Goes along a chain of digests from its newest to its oldest: each valid one says which was before. Where one is missing or not valid, or starts the chain, it goes on with the one before by name.
/// So <c>aws cloudtrail validate-logs</c> goes, and counts the same. It looks at three things besides: that a digest is the one that the next one follows, by hash and by signature, and that
/// nothing follows the end of its file.
/// </summary>
/// <param name="store">Where the digests lie.</param>
/// <param name="workers">The threads that read.</param>
/// <param name="chain">The chain.</param>
/// <param name="keys">Where public keys come from.</param>
/// <param name="isBackfill">Whether it is the backfill digests of the chain that are gone along.</param>
internal sealed class DigestWalk(IDigestStore store, WorkerThreads workers, DigestChain chain, IPublicKeySource keys, bool isBackfill)
{
    /// <summary>A digest of logs delivered until the end may itself end an hour later, and be signed still later.</summary>
    public static readonly TimeSpan Spill = TimeSpan.FromHours(1);

    private readonly DigestReads _reads = new(store, workers);
    private readonly HashSet<(string Bucket, string Key)> _met = [];
    private PublicKeys? _keys;

    /// <summary>The digests, newest first.</summary>
    /// <param name="bucket">Where the chain is now.</param>
    /// <param name="listed">The digests there of the chain and the kind, that may be of the period or newer.</param>
    /// <param name="start">Where the period begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async IAsyncEnumerable<WalkedDigest> WalkAsync(string bucket, IReadOnlyList<DigestName> listed, DateTime start, DateTime end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var list = new DigestList(listed);
        var first = list.Before(end + Spill + TimeSpan.FromTicks(1));
        var (key, keyTime) = (first?.Key, first?.EndTime);
        var lastStart = keyTime;
        var lastEnd = keyTime ?? end;
        Digest? follower = null;
        if (first is not null && !store.HasSignatures)
        {
            follower = await FollowerAsync(bucket, list, first).ConfigureAwait(false);
        }

        var isFollowerValid = false;
        try
        {
            while (key is not null && start <= lastStart && _met.Add((bucket, key)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = await _reads.ReadAsync(bucket, key, list).ConfigureAwait(false);
                var isFollowed = follower is { PreviousBucket: { } before, PreviousKey: { } beforeKey } && store.PlaceOf(before, beforeKey, bucket) == (bucket, key);
                var judged = await JudgeAsync(read, bucket, key, isFollowed ? follower : null, isFollowerValid, start, end, cancellationToken).ConfigureAwait(false);
                yield return judged;

                var digest = read.Digest;
                if (judged.Status == AuditLogStatus.Valid)
                {
                    lastStart = digest!.StartTime;
                    lastEnd = digest.EndTime;
                }

                if (judged.Status == AuditLogStatus.Valid && digest is { PreviousBucket: { } previousBucket, PreviousKey: { } previousKey }
                    && store.PlaceOf(previousBucket, previousKey, bucket) is var previous && !_met.Contains(previous))
                {
                    if (previous.Bucket != bucket)
                    {
                        bucket = previous.Bucket;
                        list = new DigestList(await ListAsync(bucket, start, lastEnd + Spill).ConfigureAwait(false));
                    }

                    (key, keyTime) = (previous.Key, DigestName.Parse(previous.Key)?.EndTime ?? lastStart);
                }
                else
                {
                    var next = list.Before(keyTime ?? lastStart!.Value);
                    if (judged.Status == AuditLogStatus.Valid && next is not null)
                    {
                        yield return new WalkedDigest(bucket, next.Key, AuditLogStatus.ChainStarted) { StartTime = next.EndTime, EndTime = lastStart };
                    }

                    (key, keyTime) = (next?.Key, next?.EndTime);
                }

                (follower, isFollowerValid) = (digest, judged.Status == AuditLogStatus.Valid);
            }
        }
        finally
        {
            await _reads.EndAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The digests of the chain and the kind in a bucket; none where the bucket is gone, so that the one that is looked for there is not found.</summary>
    private async Task<List<DigestName>> ListAsync(string bucket, DateTime from, DateTime to)
    {
        try
        {
            return await workers.RunAsync(() => store.Digests(bucket, chain.Folder, from, to).Where(name => name.IsBackfill == isBackfill && name.Chain == chain).ToList()).ConfigureAwait(false);
        }
        catch (Exception e) when (store.IsNotFound(e))
        {
            return [];
        }
    }

    private async Task<WalkedDigest> JudgeAsync(ReadDigest read, string bucket, string key, Digest? follower, bool isFollowerValid, DateTime start, DateTime end, CancellationToken cancellationToken)
    {
        if (read.Digest is not { } digest)
        {
            return new WalkedDigest(bucket, key, read.Status) { Found = read.Found };
        }

        var signature = store.HasSignatures ? read.Signature : follower?.PreviousSignature;
        if (store.HasSignatures && signature is null)
        {
            return Not(AuditLogStatus.SignatureNotValid, null, "no signature in the object's metadata");
        }

        if (isBackfill && store.HasSignatures && read.BackfillTime is null)
        {
            return Not(AuditLogStatus.InvalidFormat, null, "no backfill-generation-timestamp in the object's metadata");
        }

        if (store.PlaceOf(digest.Bucket, digest.Key, bucket) != (bucket, key))
        {
            return Not(AuditLogStatus.Moved, $"s3://{digest.Bucket}/{digest.Key}", store.NameOf(bucket, key));
        }

        if (signature is null)
        {
            return Not(AuditLogStatus.SignatureNotFound, "the signature, in the next digest of the chain", "no next digest") with { Unproved = digest, IsInside = _met.Count > 1 && !isBackfill };
        }

        var (isFound, rsa) = await FindKeyAsync(digest, read, start, end, cancellationToken).ConfigureAwait(false);
        return !isFound ? Not(AuditLogStatus.PublicKeyNotFound, $"a public key of {chain.Folder.Region} with the fingerprint {digest.Fingerprint}", null)
            : rsa is null ? Not(AuditLogStatus.PublicKeyNotValid, $"an RSA key with the fingerprint {digest.Fingerprint}", null)
            : !digest.IsSigned(signature, rsa) ? Not(AuditLogStatus.SignatureNotValid, $"a signature of the content by the key {digest.Fingerprint}", null)
            : isFollowerValid && follower is { PreviousHash: { } hash } && hash != digest.Hash ? Not(AuditLogStatus.NotOfChain, hash, digest.Hash)
            : isFollowerValid && follower is { PreviousSignature: { } signed } && !signed.Equals(signature, StringComparison.OrdinalIgnoreCase) ? Not(AuditLogStatus.NotOfChain, signed, signature)
            : new WalkedDigest(bucket, key, AuditLogStatus.Valid) { Digest = digest, StartTime = digest.StartTime, EndTime = digest.EndTime };

        WalkedDigest Not(AuditLogStatus status, string? expected, string? found) => new(bucket, key, status) { Expected = expected, Found = found };
    }

    private async Task<(bool IsFound, RSA? Key)> FindKeyAsync(Digest digest, ReadDigest read, DateTime start, DateTime end, CancellationToken cancellationToken)
    {
        if (_keys is null)
        {
            _keys = new PublicKeys();
            _keys.Add(await keys.FindAsync(chain.Folder.Region, start, end + Spill + Spill, cancellationToken).ConfigureAwait(false));
        }

        if (!_keys.TryFind(digest.Fingerprint, out var key) && isBackfill && read.BackfillTime is { } text
            && DateTime.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal, out var made)
            && made > DateTime.UnixEpoch && made < DateTime.MaxValue - Spill)
        {
            // It tells of an old hour and is signed by the key of the time it was made at.
            _keys.Add(await keys.FindAsync(chain.Folder.Region, made - Spill, made + Spill, cancellationToken).ConfigureAwait(false));
            return (_keys.TryFind(digest.Fingerprint, out key), key);
        }

        return (_keys.TryFind(digest.Fingerprint, out key), key);
    }

    /// <summary>The digest after the period's last one, which may hold its signature.</summary>
    private async Task<Digest?> FollowerAsync(string bucket, DigestList list, DigestName last) =>
        list.After(last.EndTime) is { } next ? (await _reads.ReadAsync(bucket, next.Key, list).ConfigureAwait(false)).Digest : null;
}

/// <summary>A digest as it was found; or, with <see cref="AuditLogStatus.ChainStarted"/>, the gap before one that starts the chain.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Status">How it was found.</param>
internal sealed record WalkedDigest(string Bucket, string Key, AuditLogStatus Status)
{
    /// <summary>What it says; only of a valid one.</summary>
    public Digest? Digest { get; init; }

    /// <summary>Whether one whose signature is not there has others after it, so that it is no end that is just not there yet.</summary>
    public bool IsInside { get; init; }

    /// <summary>What one says whose signature is not there.</summary>
    public Digest? Unproved { get; init; }

    public string? Expected { get; init; }

    public string? Found { get; init; }

    public DateTime? StartTime { get; init; }

    public DateTime? EndTime { get; init; }
}

/// <summary>Where public keys come from.</summary>
internal interface IPublicKeySource
{
    /// <summary>The keys of a region that were in use at a time.</summary>
    Task<PublicKeys> FindAsync(string region, DateTime from, DateTime to, CancellationToken cancellationToken);
}
