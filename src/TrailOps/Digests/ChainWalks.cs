namespace TrailOps.Digests;

/// <summary>The chains of digests in a folder, and the ways along them.</summary>
/// <param name="store">Where they lie.</param>
/// <param name="workers">The threads that read.</param>
/// <param name="keys">Where public keys come from.</param>
/// <param name="start">Where the period begins.</param>
/// <param name="end">Where it ends.</param>
internal sealed class ChainWalks(IDigestStore store, WorkerThreads workers, IPublicKeySource keys, DateTime start, DateTime end)
{
    /// <summary>A copy has a digest's signature in the next one, which may be one after the period.</summary>
    private static readonly TimeSpan Following = TimeSpan.FromDays(1);

    /// <summary>The chains, with the names of their digests that may be of the period.</summary>
    public async Task<Dictionary<DigestChain, List<DigestName>>> FindAsync(string bucket, DigestFolder folder)
    {
        var until = end + DigestWalk.Spill + (store.HasSignatures ? TimeSpan.Zero : Following);
        var names = await workers.RunAsync(() => store.Digests(bucket, folder, start, until).ToList()).ConfigureAwait(false);
        return names.GroupBy(name => name.Chain).ToDictionary(chain => chain.Key, chain => chain.ToList());
    }

    /// <summary>The way along a chain's digests, and that along its backfill digests.</summary>
    public IEnumerable<(AuditLogKind Kind, IAsyncEnumerable<WalkedDigest> Digests)> Along(string bucket, DigestChain chain, List<DigestName> digests, CancellationToken cancellationToken) =>
        new[] { AuditLogKind.Digest, AuditLogKind.BackfillDigest }.Select(kind =>
        {
            var isBackfill = kind == AuditLogKind.BackfillDigest;
            return (kind, new DigestWalk(store, workers, chain, keys, isBackfill).WalkAsync(bucket, digests.FindAll(name => name.IsBackfill == isBackfill), start, end, cancellationToken));
        });

    /// <summary>What became of a digest.</summary>
    public AuditLogValidation Result(WalkedDigest walked, AuditLogKind kind, DigestChain chain) =>
        new(walked.Status == AuditLogStatus.ChainStarted ? AuditLogKind.Gap : kind, store.NameOf(walked.Bucket, walked.Key), walked.Status)
        {
            AccountId = chain.Folder.AccountId,
            Region = chain.Folder.Region,
            TrailName = chain.TrailName,
            StartTime = walked.StartTime,
            EndTime = walked.EndTime,
            Expected = walked.Expected,
            Found = walked.Found,
            IsInside = walked.IsInside,
        };
}
