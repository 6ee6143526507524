using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>
/// Writes actions as patterns (<c>s3:Get*</c>, <c>s3:*Acl</c>, <c>s3:Get*Acl</c>, <c>s3:*</c>) that match no other action of the catalogue.
/// An action that AWS adds later may match as well, which is why nothing does this unasked.
/// </summary>
internal static class ActionShortener
{
    // What a list in JSON has around each text: two quotes and a comma.
    private const int Around = 3;

    /// <summary>The actions in fewer characters, in order. Those that are patterns already or unknown to the catalogue stay as they are.</summary>
    public static IReadOnlyList<string> Shorten(IReadOnlyCollection<string> actions)
    {
        var given = new Dictionary<IamAction, string>();
        var result = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in actions.Order(StringComparer.Ordinal))
        {
            if (ActionCatalogue.Find(text) is { } action)
            {
                given.TryAdd(action, text);
            }
            else
            {
                result.Add(text);
            }
        }

        foreach (var service in given.GroupBy(g => g.Key.Service, StringComparer.Ordinal))
        {
            result.UnionWith(Shorten(service.Key, service.ToDictionary(g => g.Key, g => g.Value)));
        }

        return [.. result];
    }

    private static IEnumerable<string> Shorten(string service, Dictionary<IamAction, string> given)
    {
        var rest = given.Keys.ToHashSet();
        var queue = new PriorityQueue<Pattern, (int, string)>(
            Patterns(service, given.Keys).Select(p => (p, (-Saved(p), p.Text))),
            Comparer<(int Saved, string Text)>.Create((x, y) => x.Saved != y.Saved ? x.Saved.CompareTo(y.Saved) : string.CompareOrdinal(x.Text, y.Text)));
        var chosen = new List<Pattern>();
        while (queue.TryDequeue(out var pattern, out var worth))
        {
            var saved = Saved(pattern);
            if (saved > 0 && saved < -worth.Item1)
            {
                // Others have taken some of its actions meanwhile, so that it waits for its turn again.
                queue.Enqueue(pattern, (-saved, pattern.Text));
            }
            else if (saved > 0)
            {
                chosen.Add(pattern);
                rest.ExceptWith(pattern.Actions);
            }
        }

        return [.. Needed(chosen).Select(p => p.Text), .. rest.Select(action => given[action])];

        int Saved(Pattern pattern) => pattern.Actions.Where(rest.Contains).Sum(action => given[action].Length + Around) - pattern.Text.Length - Around;
    }

    /// <summary>The patterns without those whose actions the others match as well.</summary>
    private static List<Pattern> Needed(List<Pattern> patterns)
    {
        foreach (var pattern in patterns.OrderByDescending(p => p.Text.Length).ToList())
        {
            var others = patterns.Where(p => p != pattern).SelectMany(p => p.Actions).ToHashSet();
            if (others.IsSupersetOf(pattern.Actions))
            {
                patterns.Remove(pattern);
            }
        }

        return patterns;
    }

    /// <summary>All patterns, split where a word begins, that match two given actions or more and no others.</summary>
    private static IEnumerable<Pattern> Patterns(string service, IReadOnlyCollection<IamAction> given)
    {
        IamAction[] all = [.. ActionCatalogue.ActionsOf(service).OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase)];
        var isGiven = Array.ConvertAll(all, given.Contains);
        var known = new HashSet<(string, string)>();
        foreach (var name in given.Select(a => a.Name))
        {
            var words = WordStarts(name);
            for (var end = 0; end < words.Count; end++)
            {
                for (var start = end + 1; start < words.Count; start++)
                {
                    var (prefix, suffix) = (name[..words[end]], name[words[start]..]);
                    if (known.Add((prefix, suffix)) && Matches(all, isGiven, prefix, suffix) is { Count: > 1 } matches)
                    {
                        yield return new($"{service}:{prefix}*{suffix}", matches);
                    }
                }
            }
        }
    }

    /// <summary>The actions that begin and end so; none where one of them is not given.</summary>
    private static List<IamAction> Matches(IamAction[] all, bool[] isGiven, string prefix, string suffix)
    {
        // Those that begin alike stand together.
        int low = 0, high = all.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.Compare(all[middle].Name, prefix, StringComparison.OrdinalIgnoreCase) < 0 ? (middle + 1, high) : (low, middle);
        }

        var matches = new List<IamAction>();
        for (var i = low; i < all.Length && all[i].Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase); i++)
        {
            if (all[i].Name.Length >= prefix.Length + suffix.Length && all[i].Name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                if (!isGiven[i])
                {
                    return [];
                }

                matches.Add(all[i]);
            }
        }

        return matches;
    }

    /// <summary>Where the words of a name begin (<c>Get|Bucket|ACL|List</c>), and its end.</summary>
    private static List<int> WordStarts(string name)
    {
        var starts = new List<int> { 0 };
        for (var i = 1; i < name.Length; i++)
        {
            if (char.IsAsciiLetterUpper(name[i]) && (!char.IsAsciiLetterUpper(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]))))
            {
                starts.Add(i);
            }
        }

        starts.Add(name.Length);
        return starts;
    }

    private sealed record Pattern(string Text, List<IamAction> Actions);
}
