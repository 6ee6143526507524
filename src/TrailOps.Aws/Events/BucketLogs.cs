using System.Runtime.CompilerServices;
using TrailOps.Aws.Connection;
using TrailOps.Digests;
using TrailOps.Events;

namespace TrailOps.Aws.Events;

/// <summary>Logs in buckets, as <see cref="LogReader"/> takes them: opened when their turn comes, from the cache where it has them.</summary>
/// <param name="clients">The reader's.</param>
/// <param name="source">Told what is read.</param>
/// <param name="cache">Where objects are kept; null: nowhere.</param>
/// <param name="vouched">Opens those alone that a digest vouches for; null: all are opened.</param>
internal sealed class BucketLogs(AwsClients clients, RoleEventSource source, LogCache? cache, VouchedLogs? vouched)
{
    private readonly Dictionary<(string Name, bool Pays), Task<LogBucket>> _buckets = [];

    /// <summary>The logs that are asked for, page by page, in the order of their keys.</summary>
    /// <param name="query">Which.</param>
    /// <param name="onFailure">Told of a folder that can't be listed.</param>
    /// <param name="onEmpty">Told where there is no folder of logs at all.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<IReadOnlyList<LogFile>> FindAsync(
        BucketQuery query, Action<string, Exception> onFailure, Action onEmpty, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var bucket = await BucketAsync(query.BucketName, query.PaysRequests, cancellationToken).ConfigureAwait(false);
        var failures = 0;
        var listing = new BucketListing(bucket, query, source, (folder, e) =>
        {
            Interlocked.Increment(ref failures);
            onFailure($"s3://{bucket.Name}/{folder}", e);
        });
        await foreach (var page in listing.LogsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return [.. page.Select(item => Log(bucket, item.Key, item.Size))];
        }

        if (!listing.HasFolders && failures == 0)
        {
            onEmpty();
        }
    }

    /// <summary>One object.</summary>
    public async Task<LogFile> FindAsync(string bucketName, string key, bool paysRequests, CancellationToken cancellationToken) =>
        Log(await BucketAsync(bucketName, paysRequests, cancellationToken).ConfigureAwait(false), key, size: null);

    private LogFile Log(LogBucket bucket, string key, long? size)
    {
        var isKept = false;
        var file = new LogFile($"s3://{bucket.Name}/{key}", LogFileName.Region(key[(key.LastIndexOf('/') + 1)..]))
        {
            Opener = token =>
            {
                Stream? kept = null;
                isKept = cache?.TryOpen(bucket.Name, key, size, out kept) == true;
                if (isKept)
                {
                    source.Read.AddFromCache();
                }

                return kept ?? Fetch(bucket, key, size, token);
            },
            Renew = () =>
            {
                if (isKept)
                {
                    cache!.Remove(bucket.Name, key);
                }

                return isKept;
            },
        };
        return vouched?.Vouch(file, bucket.Name, key) ?? file;
    }

    private Stream Fetch(LogBucket bucket, string key, long? size, CancellationToken cancellationToken)
    {
        var fetched = new ObjectStream(bucket, key, size, cancellationToken);
        return cache?.Create(bucket.Name, key) is { } file ? new CachingStream(fetched, file, size, cancellationToken) : fetched;
    }

    private Task<LogBucket> BucketAsync(string name, bool paysRequests, CancellationToken cancellationToken)
    {
        lock (_buckets)
        {
            return _buckets.TryGetValue((name, paysRequests), out var known)
                ? known
                : _buckets[(name, paysRequests)] = LogBucket.OpenAsync(clients, name, paysRequests, source, cancellationToken);
        }
    }
}
