using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrailOps.Denials;

/// <summary>
/// The text of a log without what tools draw around it, its lines one behind the other with nothing between: what a terminal broke is whole again. Where
/// lines begin is kept beside the text. Positions are those in what is kept of it; <see cref="Forget"/> moves them.
/// </summary>
internal sealed class CleanText
{
    private readonly List<TextLine> _lines = [];
    private byte[] _bytes = new byte[64 * 1024];
    private int _lastFound;

    /// <summary>How much text there is.</summary>
    public int Length { get; private set; }

    /// <summary>How much text was forgotten.</summary>
    public long Forgotten { get; private set; }

    /// <summary>How many lines there are.</summary>
    public int LineCount => _lines.Count;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public ReadOnlySpan<TextLine> Lines => CollectionsMarshal.AsSpan(_lines);

    /// <summary>What stands before a position, at most so much, and nothing from before a floor.</summary>
    public ReadOnlySpan<byte> Before(int position, int most, int floor)
    {
        var start = Math.Max(Math.Max(0, floor), position - most);
        return start < position ? _bytes.AsSpan(start, position - start) : [];
    }

    public byte this[int position] => position < Length ? _bytes[position] : (byte)0;

    /// <summary>Begins a line. Its text is what is added until the next one begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(in TextLine line) => _lines.Add(line with { Start = Length });

    /// <summary>Adds to the last line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> text)
    {
        if (_bytes.Length - Length < text.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + text.Length));
        }

        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Forgets what stands before a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forget(int position)
    {
        if (position <= 0)
        {
            return;
        }

        _lines.RemoveRange(0, LineAt(position));
        _bytes.AsSpan(position, Length - position).CopyTo(_bytes);
        Length -= position;
        Forgotten += position;
        _lastFound = 0;
        foreach (ref var line in CollectionsMarshal.AsSpan(_lines))
        {
            line = line with { Start = Math.Max(0, line.Start - position) };
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Forgotten += Length;
        Length = 0;
        _lines.Clear();
        _lastFound = 0;
    }

    /// <summary>The line that a position is in: of several that begin there the last, which has text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int LineAt(int position)
    {
        var lines = Lines;
        if (_lastFound < lines.Length && lines[_lastFound].Start <= position)
        {
            // Mostly the same line, or one of the next.
            for (var i = _lastFound; i < _lastFound + 4; i++)
            {
                if (i + 1 >= lines.Length || lines[i + 1].Start > position)
                {
                    return _lastFound = i;
                }
            }
        }

        int low = 0, high = lines.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = lines[middle].Start <= position ? (middle, high) : (low, middle - 1);
        }

        return _lastFound = low;
    }

    /// <summary>Where the text of a line ends.</summary>
    public int EndOf(int line) => line + 1 < _lines.Count ? _lines[line + 1].Start : Length;

    /// <summary>The text of a line.</summary>
    public ReadOnlySpan<byte> TextOf(int line) => Bytes[_lines[line].Start..EndOf(line)];

    public bool IsBlank(int line) => EndOf(line) == _lines[line].Start;

    /// <summary>Whether a line begins here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsBreak(int position) => position > 0 && position < Length && _lines[LineAt(position)].Start == position;

    /// <summary>Whether a line begins here, and there is no empty one before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsSoftBreak(int position)
    {
        var line = position > 0 && position < Length ? LineAt(position) : 0;
        return line > 0 && _lines[line].Start == position && _lines[line - 1].Start < position;
    }

    /// <summary>The last line before which everything from a position on is in the same paragraph, at most so many lines on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int ParagraphEnd(int position, int most)
    {
        var line = LineAt(position);
        var last = Math.Min(_lines.Count, line + most);
        while (line + 1 < last && !IsBlank(line + 1) && _lines[line + 1].Rule is not (LineRule.Top or LineRule.Bottom))
        {
            line++;
        }

        return EndOf(line);
    }
}
