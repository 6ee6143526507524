namespace TrailOps.Actions;

/// <summary>What somebody probably meant who wrote an action that does not exist.</summary>
internal static class NearestAction
{
    // No action is longer; an odd text of megabytes is nobody's typing error.
    private const int LongestText = 128;

    public static string? To(string unknown)
    {
        if (unknown.Length is 0 or > LongestText)
        {
            return null;
        }

        var colon = unknown.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? "" : unknown[..colon];
        var name = unknown[(colon + 1)..];
        return FromEvent(prefix, name) ?? FromSpelling(prefix, name);
    }

    /// <summary>The IAM prefix nearest to a text; of equals the first. Null where even that is far off.</summary>
    public static string? ServiceTo(string unknown)
    {
        var (best, limit) = ((string?)null, Math.Max(2, unknown.Length / 3) + 1);
        foreach (var prefix in CatalogueResource.Instance.Services.Select(service => service.Service.Prefix))
        {
            if (EditDistance(unknown, prefix, limit) is var distance && distance < limit)
            {
                (best, limit) = (prefix, distance);
            }
        }

        return best;
    }

    /// <summary>Event names look like actions: s3:ListBuckets is what CloudTrail shows of s3:ListAllMyBuckets.</summary>
    private static string? FromEvent(string prefix, string name)
    {
        var found = prefix.Length > 0 ? EventActionMap.Find(prefix + EventActionMap.SourceSuffix, name) : null;
        return found is { Kind: EventActionKind.Mapped } ? found.Actions[0] : null;
    }

    private static string? FromSpelling(string prefix, string name)
    {
        // A third of the text may be wrong; beyond that, anything is near to anything.
        var (best, limit) = ((string?)null, Math.Max(2, (prefix.Length + name.Length) / 3) + 1);
        foreach (var service in CatalogueResource.Instance.Services)
        {
            var off = prefix.Length == 0 ? 0 : EditDistance(prefix, service.Service.Prefix, limit);
            if (off >= limit)
            {
                continue;
            }

            foreach (var action in service.Actions)
            {
                // A smaller distance only: of equals the first in the catalogue's order stays.
                var distance = off + EditDistance(name, action.Name, limit - off);
                if (distance < limit)
                {
                    (best, limit) = (action.Action, distance);
                }
            }
        }

        return best;
    }

    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours between two names (optimal string alignment), whatever the case; at
    /// least <paramref name="limit"/> where it is not below it.
    /// </summary>
    internal static int EditDistance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) >= limit || Math.Max(a.Length, b.Length) > LongestText)
        {
            return limit;
        }

        Span<int> twoBack = stackalloc int[LongestText + 1], back = stackalloc int[LongestText + 1], row = stackalloc int[LongestText + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var oldest = twoBack;
            twoBack = back;
            back = row;
            row = oldest;
            var least = row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Same(a[i - 1], b[j - 1]);
                row[j] = Math.Min(Math.Min(back[j], row[j - 1]) + 1, back[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], twoBack[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            // A swap may still step over one row, by one more.
            if (least > limit)
            {
                return limit;
            }
        }

        return Math.Min(row[b.Length], limit);
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
