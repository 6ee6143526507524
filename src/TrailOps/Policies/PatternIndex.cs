namespace TrailOps.Policies;

/// <summary>
/// Texts in order, each once, with those that cover it. Texts that mean the same (<c>*?</c> and <c>?*</c>; actions in another case) have one
/// number: that of the shortest of them. Only patterns are compared, and only with the texts that begin or end as they do.
/// </summary>
internal sealed class PatternIndex
{
    // So many are compared sooner than it takes to look for fewer.
    private const int FewTexts = 16;

    private readonly string[] _texts;
    private readonly Dictionary<string, int> _numbers;
    private readonly StringComparison _comparison;
    private readonly List<int>?[] _wider;
    private readonly List<int>?[] _narrower;
    private readonly Lazy<(string[] Texts, int[] Numbers)> _backwards;

    private PatternIndex(IEnumerable<string> texts, bool ignoreCase, Func<string, string, bool> covers)
    {
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var comparer = StringComparer.FromComparison(_comparison);
        _texts = [.. texts.Distinct(StringComparer.Ordinal)];
        Array.Sort(_texts, StringComparer.Ordinal);
        if (ignoreCase)
        {
            // Of texts that differ in case the first stays.
            _texts = [.. _texts.Distinct(comparer)];
            Array.Sort(_texts, comparer);
        }

        _numbers = new(_texts.Length, comparer);
        _wider = new List<int>?[_texts.Length];
        _narrower = new List<int>?[_texts.Length];
        _backwards = new(Backwards);
        for (var i = 0; i < _texts.Length; i++)
        {
            _numbers.Add(_texts[i], i);
        }

        for (var i = 0; i < _texts.Length; i++)
        {
            if (PolicyPattern.IsPattern(_texts[i]))
            {
                Compare(i, covers);
            }
        }
    }

    public int Count => _texts.Length;

    public static PatternIndex OfActions(IEnumerable<string> actions) =>
        new(actions, ignoreCase: true, (wide, narrow) => PolicyPattern.Covers(wide, narrow, ignoreCase: true));

    public static PatternIndex OfResources(IEnumerable<string> resources) => new(resources, ignoreCase: false, PolicyPattern.CoversArn);

    public string Text(int number) => _texts[number];

    public int Number(string text) => _numbers[text];

    /// <summary>The numbers of the texts that cover this one and more.</summary>
    public IReadOnlyList<int> Wider(int number) => _wider[number] ?? (IReadOnlyList<int>)[];

    /// <summary>The numbers of the texts that this one covers, and covers more than.</summary>
    public IReadOnlyList<int> Narrower(int number) => _narrower[number] ?? (IReadOnlyList<int>)[];

    /// <summary>The texts that no other one covers, in order.</summary>
    public List<string> Widest() => [.. _texts.Where((text, i) => _numbers[text] == i && _wider[i] is null)];

    private void Compare(int pattern, Func<string, string, bool> covers)
    {
        foreach (var other in Alike(_texts[pattern]))
        {
            if (other == pattern || !covers(_texts[pattern], _texts[other]))
            {
                continue;
            }

            if (PolicyPattern.IsPattern(_texts[other]) && covers(_texts[other], _texts[pattern]))
            {
                // Each of the two looks at the other; that all agree on one of them, the best must not depend on the order.
                var best = _numbers[_texts[pattern]];
                _numbers[_texts[pattern]] = IsBetter(_texts[other], _texts[best]) ? other : best;
            }
            else
            {
                (_wider[other] ??= []).Add(pattern);
                (_narrower[pattern] ??= []).Add(other);
            }
        }
    }

    private static bool IsBetter(string text, string than) =>
        text.Length != than.Length ? text.Length < than.Length : string.CompareOrdinal(text, than) < 0;

    /// <summary>The texts that begin as the pattern does, or those that end so, whichever are fewer.</summary>
    private IEnumerable<int> Alike(string pattern)
    {
        var (first, count) = Range(_texts, PolicyPattern.LiteralStart(pattern));
        if (count > FewTexts && Reversed(PolicyPattern.LiteralEnd(pattern)) is { Length: > 0 } end)
        {
            var (backFirst, backCount) = Range(_backwards.Value.Texts, end);
            if (backCount < count)
            {
                return new ArraySegment<int>(_backwards.Value.Numbers, backFirst, backCount);
            }
        }

        return Enumerable.Range(first, count);
    }

    private (string[] Texts, int[] Numbers) Backwards()
    {
        var texts = Array.ConvertAll(_texts, t => Reversed(t));
        int[] numbers = [.. Enumerable.Range(0, texts.Length)];
        Array.Sort(texts, numbers, StringComparer.FromComparison(_comparison));
        return (texts, numbers);
    }

    private static string Reversed(ReadOnlySpan<char> text)
    {
        var reversed = text.ToArray();
        Array.Reverse(reversed);
        return new(reversed);
    }

    /// <summary>Where in sorted texts those lie that begin so.</summary>
    private (int First, int Count) Range(string[] texts, ReadOnlySpan<char> start)
    {
        var (first, end) = (0, texts.Length);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = texts[middle].AsSpan().CompareTo(start, _comparison) < 0 ? (middle + 1, end) : (first, middle);
        }

        var (last, high) = (first, texts.Length);
        while (last < high)
        {
            var middle = (last + high) / 2;
            (last, high) = texts[middle].AsSpan().StartsWith(start, _comparison) ? (middle + 1, high) : (last, middle);
        }

        return (first, last - first);
    }
}
