using TrailOps.Aws.Events;
using TrailOps.Digests;

namespace TrailOps.Aws.Digests;

/// <summary>Finds the folders of digests and logs in a bucket: those of the accounts and regions that are asked for, or all.</summary>
internal static class DigestFolders
{
    private static readonly string[] Kinds = ["CloudTrail-Digest/", "CloudTrail/"];

    /// <summary>The folders, by account and region.</summary>
    public static async Task<List<DigestFolder>> FindAsync(LogBucket bucket, AuditLogQuery query, CancellationToken cancellationToken)
    {
        var top = query.KeyPrefix.Length == 0 ? "AWSLogs/" : $"{query.KeyPrefix}/AWSLogs/";
        List<string> roots = query.OrganizationId is { } organization ? [$"{top}{organization}/"]
            : query.IsOfOrganization == false ? [top]
            : [.. query.IsOfOrganization == true ? [] : new[] { top }, .. (await ListAsync(bucket, top, cancellationToken).ConfigureAwait(false)).Where(folder => NameOf(folder).StartsWith("o-", StringComparison.Ordinal))];
        List<DigestFolder> found = [];
        foreach (var root in roots)
        {
            // What is known is not listed: a reader of one account may not see the others.
            var accounts = query.AccountIds.Count > 0 ? query.AccountIds : [.. (await ListAsync(bucket, root, cancellationToken).ConfigureAwait(false)).Select(NameOf).Where(IsAccount)];
            foreach (var account in accounts)
            {
                var regions = query.Regions.Count > 0 ? query.Regions : await RegionsAsync(bucket, $"{root}{account}/", cancellationToken).ConfigureAwait(false);
                found.AddRange(regions.Select(region => new DigestFolder(root, account, region)));
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<string>> RegionsAsync(LogBucket bucket, string account, CancellationToken cancellationToken)
    {
        var lists = await Task.WhenAll(Kinds.Select(kind => ListAsync(bucket, account + kind, cancellationToken))).ConfigureAwait(false);
        return [.. lists.SelectMany(list => list).Select(NameOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static async Task<List<string>> ListAsync(LogBucket bucket, string folder, CancellationToken cancellationToken)
    {
        List<string> folders = [];
        await foreach (var found in bucket.FoldersAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            folders.Add(found);
        }

        return folders;
    }

    private static bool IsAccount(string name) => name.Length == 12 && name.All(char.IsAsciiDigit);

    private static string NameOf(string folder) => folder.TrimEnd('/') is var path ? path[(path.LastIndexOf('/') + 1)..] : folder;
}
