namespace TrailOps.Policies;

/// <summary>
/// Texts in order, each once, with those that cover it. Texts that mean the same (<c>*?</c> and <c>?*</c>; actions in another case) have one
/// number: that of the shortest of them. Only patterns are compared, and only with the texts that begin as they do.
/// </summary>
internal sealed class PatternIndex
{
    private readonly string[] _texts;
    private readonly Dictionary<string, int> _numbers;
    private readonly StringComparison _comparison;
    private readonly List<int>?[] _wider;
    private readonly List<int>?[] _narrower;

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
        var start = PolicyPattern.LiteralStart(_texts[pattern]);
        for (var other = FirstFrom(start); other < _texts.Length && _texts[other].AsSpan().StartsWith(start, _comparison); other++)
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

    private int FirstFrom(ReadOnlySpan<char> start)
    {
        int low = 0, high = _texts.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_texts[middle].AsSpan().CompareTo(start, _comparison) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
