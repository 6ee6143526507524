namespace TrailOps.Policies;

/// <summary>
/// Covers resources with a few patterns where there are more of them than a policy should list. What it widens it widens in this order: names of a
/// type that begin alike; buckets of S3 that begin alike; all names of a service in a region and an account; and, only where the regions and
/// accounts are too many by themselves, the region and then the account.
/// </summary>
internal static class ResourceFold
{
    /// <summary>At most so many patterns that cover all resources, in order. As they are where they are not more. The same whatever their order.</summary>
    public static IReadOnlyList<string> Fold(IReadOnlyCollection<string> resources, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        string[] all = [.. resources.Distinct(StringComparer.Ordinal)];
        Array.Sort(all, StringComparer.Ordinal);
        if (all.Length <= max)
        {
            return all;
        }

        var arns = HeadsFor(Widest(all), max);
        if (arns.Select(HeadOf).Distinct(StringComparer.Ordinal).Count() > max)
        {
            return ["*"];
        }

        // Buckets are widened only after the objects in each of them, and after the types of the other services.
        arns = PrefixFold.Fold(arns, max, arn => arn.TypeLength() is var type && arn.IsArn && (type > 0 || !arn.IsS3()) ? (arn.Head + arn.Name[..type], type) : null);
        arns = PrefixFold.Fold(arns, max, arn => arn.IsS3() ? (arn.Head, 0) : null);
        return [.. Widest(WholeHeads(arns, max).Select(arn => arn.ToString())).Order(StringComparer.Ordinal)];
    }

    private static List<string> Widest(IEnumerable<string> texts) => PatternIndex.OfResources(texts).Widest();

    /// <summary>What is no ARN has nothing in common with anything.</summary>
    private static string HeadOf(ResourceArn arn) => arn.IsArn ? arn.Head : arn.Name;

    /// <summary>The resources, with wider regions and accounts where these are more than <paramref name="max"/> without their names.</summary>
    private static List<ResourceArn> HeadsFor(List<string> texts, int max)
    {
        var arns = texts.ConvertAll(ResourceArn.Parse);
        foreach (var widened in (int[][])[[ResourceArn.Region], [ResourceArn.Account], [ResourceArn.Region, ResourceArn.Account]])
        {
            if (arns.Select(HeadOf).Distinct(StringComparer.Ordinal).Count() <= max)
            {
                break;
            }

            var alike = arns.Where(a => a.IsArn).Select(a => a.Head).Distinct(StringComparer.Ordinal)
                .GroupBy(head => With(head, widened, "*"), StringComparer.Ordinal);
            var widerOf = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var group in alike.Where(group => group.Count() > 1))
            {
                var common = Common([.. group], widened);
                group.ToList().ForEach(head => widerOf.Add(head, common));
            }

            var wider = arns.Select(a => a.IsArn && widerOf.TryGetValue(a.Head, out var head) ? a with { Head = head } : a);
            arns = [.. wider.Distinct()];
        }

        return arns;
    }

    private static string With(string head, int[] segments, string text)
    {
        var all = ResourceArn.Segments(head);
        foreach (var segment in segments)
        {
            all[segment] = text;
        }

        return string.Join(':', all) + ":";
    }

    /// <summary>The head that covers all these: only what differs is widened.</summary>
    private static string Common(List<string> heads, int[] widened)
    {
        var segments = heads.ConvertAll(ResourceArn.Segments);
        return With(heads[0], [.. widened.Where(i => segments.Exists(s => s[i] != segments[0][i]))], "*");
    }

    /// <summary>Gives up all names where there are still too many: in every head alike, so that more resources are not folded to less.</summary>
    private static List<ResourceArn> WholeHeads(List<ResourceArn> arns, int max) => arns.Count <= max
        ? arns
        : [.. arns.GroupBy(HeadOf, StringComparer.Ordinal).Select(head => head.ToList()).Select(head => head.Count == 1 ? head[0] : head[0] with { Name = "*" })];
}
