using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.S3;
using Amazon.S3.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Events;

/// <summary>A bucket with a trail's logs: asked in its own region, and again where that helps.</summary>
internal sealed class LogBucket
{
    private readonly AwsClients _clients;
    private readonly string _region;
    private readonly bool _payer;
    private readonly RoleEventSource _source;
    private readonly Persistence _persistence;

    private LogBucket(AwsClients clients, string name, string region, bool payer, RoleEventSource source)
    {
        (_clients, Name, _region, _payer, _source) = (clients, name, region, payer, source);
        _persistence = new Persistence(clients.MaxAttempts);
    }

    public string Name { get; }

    private RequestPayer? Payer => _payer ? RequestPayer.Requester : null;

    /// <summary>Finds out the bucket's region, which any region of the partition tells.</summary>
    /// <param name="clients">The reader's.</param>
    /// <param name="name">The bucket's name.</param>
    /// <param name="paysRequests">Whether the reader pays for the requests.</param>
    /// <param name="source">Told of requests.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="AmazonServiceException">There is no such bucket, or it can't be asked.</exception>
    public static async Task<LogBucket> OpenAsync(AwsClients clients, string name, bool paysRequests, RoleEventSource source, CancellationToken cancellationToken)
    {
        var bucket = new LogBucket(clients, name, clients.Region, paysRequests, source);
        try
        {
            var answer = await bucket.AskAsync(client => client.HeadBucketAsync(new HeadBucketRequest { BucketName = name }, cancellationToken), cancellationToken).ConfigureAwait(false);
            return new LogBucket(clients, name, answer.BucketRegion is { Length: > 0 } region ? region : clients.Region, paysRequests, source);
        }
        catch (AmazonServiceException e) when (e.StatusCode != System.Net.HttpStatusCode.NotFound && !cancellationToken.IsCancellationRequested)
        {
            // Refusals tell the region too. An answer to HEAD says no more; what is wrong is told by the calls that follow.
            return new LogBucket(clients, name, RegionIn(e) ?? clients.Region, paysRequests, source);
        }
    }

    /// <summary>The folders right below a folder, in their order, with the slash at the end.</summary>
    public async IAsyncEnumerable<string> FoldersAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(new ListObjectsV2Request { Prefix = folder, Delimiter = "/" }, cancellationToken).ConfigureAwait(false))
        {
            foreach (var prefix in page.CommonPrefixes ?? [])
            {
                yield return prefix;
            }
        }
    }

    /// <summary>The objects below a folder, in the order of their keys, page by page.</summary>
    /// <param name="folder">With the slash at the end.</param>
    /// <param name="after">The key before the first one; null: from the first.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<IReadOnlyList<S3Object>> ObjectsAsync(string folder, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(new ListObjectsV2Request { Prefix = folder, StartAfter = after }, cancellationToken).ConfigureAwait(false))
        {
            yield return page.S3Objects ?? [];
        }
    }

    /// <summary>An object's bytes from a place on, of that version of it and no other.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="position">The first byte; null: all of an object that may be empty.</param>
    /// <param name="etag">The version; null: the one that is there.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public Task<GetObjectResponse> GetAsync(string key, long? position, string? etag, CancellationToken cancellationToken) => AskAsync(
        client => client.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = Name,
                Key = key,
                EtagToMatch = etag,

                // Of a range the SDK makes no MD5, slowly, of what gzip's own sums prove anyway.
                ByteRange = position is { } first ? new ByteRange($"bytes={first}-") : null,
                RequestPayer = Payer,
            },
            cancellationToken),
        cancellationToken);

    private async IAsyncEnumerable<ListObjectsV2Response> PagesAsync(ListObjectsV2Request request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        request.BucketName = Name;
        request.RequestPayer = Payer;
        do
        {
            var page = await AskAsync(client => client.ListObjectsV2Async(request, cancellationToken), cancellationToken).ConfigureAwait(false);
            yield return page;
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    private Task<T> AskAsync<T>(Func<IAmazonS3, Task<T>> ask, CancellationToken cancellationToken) => _persistence.AskAsync(
        before =>
        {
            _source.Read.AddRequest();
            return ask(_clients.S3(_region, asksOnce: !Persistence.IsMendedBySdk(before)));
        },
        (failure, pause) =>
        {
            ConnectionUi.Current.Verbose($"The bucket {Name}: {failure}; asked again in {pause.TotalSeconds:F1} s.");
            if (failure == AwsFailureKind.Throttled)
            {
                _source.Read.AddThrottled();
            }
        },
        cancellationToken);

    /// <summary>The region that a refusal or a redirect tells; null where it tells none.</summary>
    public static string? RegionIn(AmazonServiceException e) =>
        e.InnerException is Amazon.Runtime.Internal.HttpErrorResponseException { Response: IWebResponseData response } && response.GetHeaderValue("x-amz-bucket-region") is { Length: > 0 } region
            ? region
            : null;
}
