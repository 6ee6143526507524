using System.Buffers;

namespace TrailOps.Policies;

/// <summary>
/// Merges names that begin alike, those first that share most, until there are few enough. Those that share equally much are merged together: what is
/// merged among more names is no less than among fewer. Sorted, the names of a prefix stand next to each other, so only neighbours are compared.
/// </summary>
internal sealed class PrefixFold
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create("/:-_.");

    private readonly string[] _names;
    private readonly int[] _runs;
    private readonly int[] _kept;
    private readonly int[] _previous;
    private readonly int[] _next;
    private readonly PriorityQueue<(int Left, int Right, int Shared), (int Length, int Left)> _pairs = new();
    private int _count;

    private PrefixFold(string[] names, int[] runs, int[] kept)
    {
        (_names, _runs, _kept, _count) = (names, runs, kept, names.Length);
        _previous = [.. Enumerable.Range(-1, names.Length)];
        _next = [.. Enumerable.Range(1, names.Length)];
    }

    /// <summary>
    /// Merges within runs. A resource's run says with which others it may be merged, and how much of their names is kept whatever happens; null
    /// where it stays as it is.
    /// </summary>
    public static List<ResourceArn> Fold(List<ResourceArn> arns, int max, Func<ResourceArn, (string Key, int Kept)?> runOf)
    {
        if (arns.Count <= max)
        {
            return arns;
        }

        var all = arns.ConvertAll(arn => (Arn: arn, Run: runOf(arn)));
        var foldable = all.Where(a => a.Run is not null)
            .GroupBy(a => a.Run!.Value.Key, StringComparer.Ordinal)
            .SelectMany((run, number) => run.OrderBy(a => a.Arn.Name, StringComparer.Ordinal).Select(a => (a.Arn, Run: number, a.Run!.Value.Kept)))
            .ToArray();
        var fold = new PrefixFold(
            Array.ConvertAll(foldable, f => f.Arn.Name), Array.ConvertAll(foldable, f => f.Run), Array.ConvertAll(foldable, f => f.Kept));
        fold.MergeTo(max - (arns.Count - foldable.Length));
        return
        [
            .. all.Where(a => a.Run is null).Select(a => a.Arn),
            .. Enumerable.Range(0, foldable.Length).Where(i => !fold.IsGone(i)).Select(i => foldable[i].Arn with { Name = fold._names[i] }),
        ];
    }

    private void MergeTo(int max)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            Consider(i, _next[i]);
        }

        int? level = null;
        while (_pairs.TryPeek(out var pair, out var order) && (_count > max || order.Length == level))
        {
            level = order.Length;
            _pairs.Dequeue();

            // A name that was merged since has been considered again.
            if (!IsGone(pair.Left) && _next[pair.Left] == pair.Right && SharedLength(pair.Left, pair.Right) == pair.Shared)
            {
                Merge(pair.Left, pair.Shared);
            }
        }
    }

    private void Merge(int left, int shared)
    {
        var prefix = _names[left][..shared];
        _names[left] = prefix + "*";
        for (var next = _next[left]; IsCovered(next); next = _next[next])
        {
            Remove(next);
        }

        for (var previous = _previous[left]; IsCovered(previous); previous = _previous[previous])
        {
            Remove(previous);
        }

        Consider(_previous[left], left);
        Consider(left, _next[left]);

        bool IsCovered(int i) => i >= 0 && i < _names.Length && _runs[i] == _runs[left] && _names[i].StartsWith(prefix, StringComparison.Ordinal);
    }

    private void Consider(int left, int right)
    {
        if (left >= 0 && right < _names.Length && _runs[left] == _runs[right] && SharedLength(left, right) is var shared && shared >= Math.Max(_kept[left], 1))
        {
            _pairs.Enqueue((left, right, shared), (-shared, left));
        }
    }

    private void Remove(int i)
    {
        var (previous, next) = (_previous[i], _next[i]);
        if (previous >= 0)
        {
            _next[previous] = next;
        }

        if (next < _names.Length)
        {
            _previous[next] = previous;
        }

        _runs[i] = -1;
        _count--;
    }

    private bool IsGone(int i) => _runs[i] < 0;

    /// <summary>How much of both names the prefix has that they can be merged to: up to the last delimiter, if something of the name stands before it.</summary>
    private int SharedLength(int left, int right)
    {
        var (one, two, kept) = (_names[left], _names[right], _kept[left]);
        int length = kept, delimited = 0;
        while (length < one.Length && length < two.Length)
        {
            // A whole token, that no variable is cut in two. One that has no end is one where another name goes on otherwise.
            var token = one.AsSpan(length, PolicyPattern.TokenLength(one.AsSpan(length)));
            var isSame = two.AsSpan(length).StartsWith(token) && PolicyPattern.TokenLength(two.AsSpan(length)) == token.Length;
            if (!isSame || (token is "$" && one.AsSpan(length).StartsWith("${")))
            {
                break;
            }

            length += token.Length;
            delimited = token.Length == 1 && Delimiters.Contains(token[0]) && length > kept + 1 ? length : delimited;
        }

        // A second * says nothing more, and a $ may begin a variable elsewhere.
        return one.AsSpan(0, delimited > 0 ? delimited : length).TrimEnd("*$").Length;
    }
}
