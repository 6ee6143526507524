using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.S3.Model;
using TrailOps.Events;

namespace TrailOps.Aws.Events;

/// <summary>
/// Finds a bucket's logs: accounts and regions by listing folders, then each region's objects of the days that count. Folders are listed ahead, several
/// at the same time; the objects come in the order of their keys.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html</remarks>
/// <param name="bucket">The bucket.</param>
/// <param name="query">Which logs.</param>
/// <param name="source">Told what was passed over.</param>
/// <param name="onFailure">Told of a folder that can't be listed.</param>
internal sealed class BucketListing(LogBucket bucket, BucketQuery query, RoleEventSource source, Action<string, Exception> onFailure)
{
    private const int Ahead = 8;

    /// <summary>How long after an event its log may be delivered. Most are within minutes; where a bucket refuses CloudTrail tries for 30 days.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(1);

    /// <summary>CloudTrail began in November 2013: what is asked for from before is all that there is.</summary>
    private static readonly DateTime FirstTrail = new(2013, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Whether there was any folder of logs.</summary>
    public bool HasFolders { get; private set; }

    /// <summary>The logs, page by page.</summary>
    public async IAsyncEnumerable<IReadOnlyList<S3Object>> LogsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var regions = ReadAhead.SelectAsync(AccountsAsync(cancellationToken), Ahead, account => RegionsAsync(account, cancellationToken), cancellationToken);
        var listings = ReadAhead.SelectAsync(FlatAsync(regions), Ahead, folder => FirstAsync(folder, cancellationToken), cancellationToken);
        await foreach (var listing in listings.ConfigureAwait(false))
        {
            await using (listing.Pages.ConfigureAwait(false))
            {
                for (var page = listing.First; page is not null; page = await NextAsync(listing).ConfigureAwait(false))
                {
                    var (wanted, isOver) = Wanted(page);
                    yield return wanted;
                    if (isOver)
                    {
                        break;
                    }
                }
            }
        }
    }

    private async IAsyncEnumerable<string> AccountsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (query is { OrganizationId: not null, AccountIds.Count: > 0 } or { IsOfAccount: true, AccountIds.Count: > 0 })
        {
            // The folders are known: nothing is asked that a reader of one account may not see.
            foreach (var account in query.AccountIds)
            {
                yield return $"{query.Root}{(query.OrganizationId is { } of ? of + "/" : "")}{account}/";
            }

            yield break;
        }

        var top = query.OrganizationId is { } organization ? $"{query.Root}{organization}/" : query.Root;
        foreach (var folder in await ListAsync(top, cancellationToken).ConfigureAwait(false))
        {
            if (IsOrganization(NameOf(folder)))
            {
                foreach (var account in (await ListAsync(folder, cancellationToken).ConfigureAwait(false)).Where(IsWantedAccount))
                {
                    yield return account;
                }
            }
            else if (IsWantedAccount(folder))
            {
                yield return folder;
            }
        }
    }

    private async Task<List<string>> RegionsAsync(string account, CancellationToken cancellationToken)
    {
        List<string> regions = [];
        foreach (var kind in await ListAsync(account, cancellationToken).ConfigureAwait(false))
        {
            if (!NameOf(kind).StartsWith("CloudTrail", StringComparison.Ordinal))
            {
                continue;
            }

            if (LogFileName.IsDigestOrInsightFolder(NameOf(kind)))
            {
                source.Read.AddPassedOver();
                continue;
            }

            regions.AddRange((await ListAsync(kind, cancellationToken).ConfigureAwait(false))
                .Where(region => query.Regions.Count == 0 || query.Regions.Contains(NameOf(region), StringComparer.OrdinalIgnoreCase)));
        }

        return regions;
    }

    private async IAsyncEnumerable<string> FlatAsync(IAsyncEnumerable<List<string>> lists)
    {
        await foreach (var list in lists.ConfigureAwait(false))
        {
            foreach (var item in list)
            {
                HasFolders = true;
                yield return item;
            }
        }
    }

    private async Task<Listing> FirstAsync(string folder, CancellationToken cancellationToken)
    {
        var pages = bucket.ObjectsAsync(folder, query.StartTime > FirstTrail ? KeyBefore(folder, query.StartTime.Value) : null, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var listing = new Listing(folder, pages, null);
        return listing with { First = await NextAsync(listing).ConfigureAwait(false) };
    }

    private async Task<IReadOnlyList<S3Object>?> NextAsync(Listing listing)
    {
        try
        {
            return await listing.Pages.MoveNextAsync().ConfigureAwait(false) ? listing.Pages.Current : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            onFailure(listing.Folder, e);
            return null;
        }
    }

    private async Task<List<string>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        List<string> folders = [];
        try
        {
            await foreach (var found in bucket.FoldersAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                folders.Add(found);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            onFailure(folder, e);
        }

        return folders;
    }

    /// <summary>Those of a page that can hold an event of the window, and whether all that follow come too late.</summary>
    private (IReadOnlyList<S3Object> Wanted, bool IsOver) Wanted(IReadOnlyList<S3Object> page)
    {
        List<S3Object> wanted = [];
        foreach (var item in page)
        {
            var name = NameOf(item.Key);
            if (query.EndTime is { } end && LogFileName.InOrder(item.Key) is { } delivered && delivered - end > Late)
            {
                return (wanted, true);
            }

            if (LogFileName.IsLog(name) && !LogFileName.IsDigestOrInsight(name))
            {
                wanted.Add(item);
            }
            else if (!item.Key.EndsWith('/'))
            {
                source.Read.AddPassedOver();
            }
        }

        return (wanted, false);
    }

    /// <summary>The key that stands before all that were delivered from a minute before a time on.</summary>
    public static string KeyBefore(string folder, DateTime time)
    {
        // …/ACCOUNT/CloudTrail/REGION/
        var parts = folder.TrimEnd('/').Split('/');
        var from = time.AddMinutes(-1);
        return string.Create(CultureInfo.InvariantCulture, $"{folder}{from:yyyy\\/MM\\/dd}/{parts[^3]}_{parts[^2]}_{parts[^1]}_{from:yyyyMMdd'T'HHmm}");
    }

    private bool IsWantedAccount(string folder) =>
        NameOf(folder) is { Length: 12 } account && account.All(char.IsAsciiDigit) && (query.AccountIds.Count == 0 || query.AccountIds.Contains(account));

    private static bool IsOrganization(string name) => name.StartsWith("o-", StringComparison.Ordinal);

    private static string NameOf(string key) => key.TrimEnd('/') is var path ? path[(path.LastIndexOf('/') + 1)..] : key;

    private sealed record Listing(string Folder, IAsyncEnumerator<IReadOnlyList<S3Object>> Pages, IReadOnlyList<S3Object>? First);
}
