namespace TrailOps.Policies;

/// <summary>The resource of a request, with the places of its first five colons.</summary>
internal readonly struct ArnText
{
    public const int Colons = 5;

    private readonly int[] _colons;

    public ArnText(string text)
    {
        Text = text;
        List<int> colons = new(Colons);
        for (var i = text.IndexOf(':', StringComparison.Ordinal); i >= 0 && colons.Count < Colons; i = text.IndexOf(':', i + 1))
        {
            colons.Add(i);
        }

        _colons = [.. colons];
        ColonCount = text.AsSpan().Count(':');
    }

    public string Text { get; }

    /// <summary>How many colons there are, those behind the first five as well.</summary>
    public int ColonCount { get; }

    /// <summary>Whether it has six parts.</summary>
    public bool IsWhole => _colons.Length == Colons;

    /// <summary>The part of this number; of a whole ARN there are six, and the last one has colons of its own.</summary>
    public ReadOnlySpan<char> Part(int number)
    {
        var start = number == 0 ? 0 : _colons[number - 1] + 1;
        return number < Colons ? Text.AsSpan(start, _colons[number] - start) : Text.AsSpan(start);
    }

    /// <summary>Whether the character there is one of the first five colons.</summary>
    public bool IsBorder(int place) => Array.IndexOf(_colons, place) >= 0;
}
