using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;
using TrailOps.Aws.Connection;
using TrailOps.Aws.Events;
using TrailOps.Digests;
using TrailOps.Events;

namespace TrailOps.Aws.Digests;

/// <summary>Digests and logs in the buckets that CloudTrail delivered them to: in more than one where the trail was turned to another.</summary>
/// <param name="clients">The reader's.</param>
/// <param name="paysRequests">Whether the reader pays for the requests.</param>
/// <param name="source">Told of requests.</param>
/// <param name="cancellationToken">Ends all asking.</param>
internal sealed class BucketStore(AwsClients clients, bool paysRequests, RoleEventSource source, CancellationToken cancellationToken) : IDigestStore
{
    /// <summary>A range is asked for, of which the SDK makes no MD5: what is read is hashed anyhow. An empty object has none.</summary>
    private const long NotEmpty = 1;

    private readonly ConcurrentDictionary<string, Lazy<LogBucket>> _buckets = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool HasSignatures => true;

    /// <inheritdoc/>
    public IEnumerable<DigestName> Digests(string bucket, DigestFolder folder, DateTime from, DateTime to)
    {
        List<DigestName> found = [];
        var last = to.Date.AddDays(1);
        foreach (var page in Bucket(bucket).ObjectsAsync(folder.Digests, DigestName.KeyBefore(folder, from), cancellationToken).ToBlockingEnumerable(cancellationToken))
        {
            var names = page.Select(item => DigestName.Parse(item.Key)).OfType<DigestName>().ToList();
            found.AddRange(names.Where(name => name.EndTime >= from && name.EndTime <= to));
            if (names.Count > 0 && names.TrueForAll(name => LogFileName.DayOf(name.Key) > last))
            {
                break;
            }
        }

        return found.OrderBy(name => name.EndTime).ThenBy(name => name.Key, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IEnumerable<StoredLog> Logs(string bucket, DigestFolder folder, DateTime from, DateTime to)
    {
        foreach (var item in Bucket(bucket).ObjectsAsync(folder.Logs, BucketListing.KeyBefore(folder.Logs, from), cancellationToken).ToBlockingEnumerable(cancellationToken).SelectMany(page => page))
        {
            if (LogFileName.InOrder(item.Key) is { } delivered && delivered > to)
            {
                yield break;
            }

            if (StoredLog.Of(item.Key, item.LastModified?.ToUniversalTime(), from, to) is { } log)
            {
                yield return log;
            }
        }
    }

    /// <inheritdoc/>
    public StoredDigest? ReadDigest(string bucket, string key)
    {
        var content = Open(bucket, key);
        return new StoredDigest(content, content.MetadataOf("signature-algorithm") is null ? null : content.MetadataOf("signature"), content.MetadataOf("backfill-generation-timestamp"));
    }

    /// <inheritdoc/>
    public Stream? OpenLog(string bucket, string key) => Open(bucket, key);

    /// <inheritdoc/>
    public (string Bucket, string Key) PlaceOf(string bucket, string key, string near) => (bucket, key);

    /// <inheritdoc/>
    public bool IsNotFound(Exception exception) => exception is AmazonServiceException { StatusCode: HttpStatusCode.NotFound };

    /// <inheritdoc/>
    public string Describe(Exception exception) => AwsFailure.Of(exception) is var failure && failure.ErrorCode is { } code ? $"{code}: {failure.Message}" : failure.Message;

    /// <inheritdoc/>
    public string NameOf(string bucket, string key) => $"s3://{bucket}/{key}";

    private ObjectStream Open(string bucket, string key) => new(Bucket(bucket), key, NotEmpty, cancellationToken);

    private LogBucket Bucket(string name) =>
        _buckets.GetOrAdd(name, static (name, store) => new Lazy<LogBucket>(() => LogBucket.OpenAsync(store.Clients, name, store.Pays, store.Source, store.Token).GetAwaiter().GetResult()), (Clients: clients, Pays: paysRequests, Source: source, Token: cancellationToken)).Value;
}
