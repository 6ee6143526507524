using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>Takes the lines of a log, and adds what they say to a <see cref="CleanText"/>.</summary>
internal sealed class LogCleaner(CleanText text)
{
    private const int KeptOfBefore = 256;
    private static readonly SearchValues<byte> Special = SearchValues.Create([0x1B, (byte)'[', (byte)'\\', (byte)'&', (byte)'\r']);

    private readonly EscapedText _escaped = new();
    private readonly byte[] _before = new byte[KeptOfBefore];
    private byte[] _scratch = [];
    private int _beforeLength;
    private bool _goesOn;

    /// <summary>Takes a line, or the next piece of one that is very long.</summary>
    /// <param name="line">Its bytes, without its end.</param>
    /// <param name="isWhole">Whether it ends here.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> line, bool isWhole)
    {
        line = line.TrimEnd((byte)'\r');
        if (line.IndexOfAny(Special) < 0)
        {
            AddPlain(line, _goesOn);
        }
        else
        {
            AddSpecial(line);
        }

        _goesOn = !isWhole;
    }

    /// <summary>Ends the text: what comes next has nothing to do with it.</summary>
    public void End()
    {
        _escaped.Reset();
        _goesOn = false;
        _beforeLength = 0;
    }

    /// <summary>Escapes first, for colours are escaped as well; then each line by itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddSpecial(ReadOnlySpan<byte> line)
    {
        var inner = _goesOn ? line : Unwrapped(line);
        var isString = inner.Length < line.Length;
        line = inner;
        var plain = line.IndexOfAny((byte)'\\', (byte)'&') < 0 ? line : _escaped.Unescape(line, _goesOn, isString);
        if (_scratch.Length < plain.Length)
        {
            _scratch = new byte[plain.Length];
        }

        plain.CopyTo(_scratch);
        var length = Colours.Remove(_scratch.AsSpan(0, plain.Length));
        ReadOnlySpan<byte> rest = _scratch.AsSpan(0, length);
        var goesOn = _goesOn;
        while (rest.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end)
        {
            AddPlain(rest[..end], goesOn);
            goesOn = false;
            rest = rest[(end + (rest[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }

        AddPlain(rest, goesOn);
    }

    /// <summary>Docker keeps each line in an object of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ReadOnlySpan<byte> Unwrapped(ReadOnlySpan<byte> line)
    {
        var begin = "{\"log\":\""u8;
        var end = line.StartsWith(begin) ? line.LastIndexOf("\\n\",\"stream\":\""u8) : -1;
        return end < begin.Length ? line : line[begin.Length..end];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPlain(ReadOnlySpan<byte> line, bool goesOn)
    {
        if (goesOn)
        {
            text.Add(line);
            return;
        }

        var prefix = LinePrefix.Measure(line, _before.AsSpan(0, _beforeLength), out var rule);
        var body = line[prefix..];
        var trimmed = body.TrimStart(" \t"u8);
        var indent = body.Length - trimmed.Length;
        var end = trimmed.TrimEnd(" \t"u8);
        text.Begin(new TextLine(0, Columns(line), Columns(trimmed), indent, rule, end.Length < trimmed.Length));
        text.Add(end);
        _beforeLength = Math.Min(line.Length, KeptOfBefore);
        line[.._beforeLength].CopyTo(_before);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Columns(ReadOnlySpan<byte> line)
    {
        if (Ascii.IsValid(line))
        {
            return line.Length;
        }

        var columns = 0;
        foreach (var b in line)
        {
            columns += (b & 0xC0) != 0x80 ? 1 : 0;
        }

        return columns;
    }
}
