using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>
/// What a log shows escaped, as it was: strings of JSON, also those in strings of JSON, and what other languages make of them. A line break in a string becomes
/// one, so that a box that terraform drew is one again. Outside of strings a backslash may be a folder's.
/// </summary>
internal sealed class EscapedText
{
    private const byte Backslash = (byte)'\\';
    private static readonly SearchValues<byte> Signs = SearchValues.Create("\\\"&"u8);

    // The five of XML, and line breaks.
    private static readonly (byte[] Name, byte Value)[] Entities =
    [
        ("&quot;"u8.ToArray(), (byte)'"'), ("&#34;"u8.ToArray(), (byte)'"'), ("&apos;"u8.ToArray(), (byte)'\''), ("&#39;"u8.ToArray(), (byte)'\''),
        ("&lt;"u8.ToArray(), (byte)'<'), ("&gt;"u8.ToArray(), (byte)'>'), ("&amp;"u8.ToArray(), (byte)'&'), ("&#10;"u8.ToArray(), (byte)'\n'), ("&#xA;"u8.ToArray(), (byte)'\n'),
    ];

    private byte[] _plain = new byte[4096];
    private int _length;
    private bool _isInString;

    /// <summary>A line of log, or the next piece of one.</summary>
    /// <param name="line">Its bytes.</param>
    /// <param name="goesOn">Whether it is a further piece.</param>
    /// <param name="isString">Whether it is all in a string.</param>
    /// <returns>Its plain text; valid until the next call.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> line, bool goesOn, bool isString)
    {
        if (!goesOn)
        {
            // A string of JSON has no line breaks: what is open at a line's end was broken by a terminal, if it was JSON.
            _isInString &= line.Length > 0 && line[0] is not (byte)'{' and not (byte)'[';
        }

        _isInString |= isString;
        if (_plain.Length < line.Length * 2)
        {
            _plain = new byte[line.Length * 2];
        }

        _length = 0;
        var isJson = _isInString || line.IndexOf("\":"u8) >= 0 || line.IndexOf("\\\""u8) >= 0 || line.IndexOf("=\""u8) >= 0;
        var at = 0;
        while (line[at..].IndexOfAny(Signs) is >= 0 and var hop)
        {
            Add(line.Slice(at, hop));
            at += hop;
            switch (line[at])
            {
                case (byte)'"':
                    _isInString ^= isJson;
                    Add((byte)'"');
                    at++;
                    break;
                case (byte)'&':
                    at += Entity(line[at..]);
                    break;
                default:
                    at += Escape(line, at);
                    break;
            }
        }

        Add(line[at..]);
        _isInString &= isJson && !isString;
        return _plain.AsSpan(0, _length);
    }

    /// <summary>Forgets that a string is open.</summary>
    public void Reset() => _isInString = false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Entity(ReadOnlySpan<byte> text)
    {
        foreach (var (name, value) in Entities)
        {
            if (text.StartsWith(name))
            {
                Add(value);
                return name.Length;
            }
        }

        Add((byte)'&');
        return 1;
    }

    /// <summary>A run of backslashes and what it escapes; how deep strings are nested in strings does not matter.</summary>
    /// <returns>How many bytes that was.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Escape(ReadOnlySpan<byte> line, int start)
    {
        var at = start;
        while (at < line.Length && line[at] == Backslash)
        {
            at++;
        }

        var run = at - start;
        var next = at < line.Length ? line[at] : (byte)0;
        switch (next)
        {
            case (byte)'"':
                // An even run is backslashes, and the quotation mark ends the string.
                _isInString ^= run % 2 == 0;
                Add((byte)'"');
                return run + 1;
            case (byte)'\'' or (byte)'/' when _isInString:
                Add(next);
                return run + 1;
            case (byte)'n' when _isInString || IsBreakAnyway(line[(at + 1)..]):
                Add((byte)'\n');
                return run + 1;
            case (byte)'r' when _isInString:
                Add((byte)'\r');
                return run + 1;
            case (byte)'t' when _isInString || (_length > 0 && _plain[_length - 1] == (byte)'\n'):
                Add((byte)'\t');
                return run + 1;
            case (byte)'u' when Hex(line, at + 1, 4) is { } unit:
                return run + 1 + Unicode(line, at + 1, (char)unit);
            case (byte)'x' when Hex(line, at + 1, 2) is { } value and (0x1B or >= 0x80):
                Add((byte)value);
                return run + 3;
            case (byte)'e' when at + 1 < line.Length && line[at + 1] == (byte)'[':
                Add(0x1B);
                return run + 1;
            case (byte)'0' when line[at..].StartsWith("033["u8):
                Add(0x1B);
                return run + 3;
            default:
                Add(line.Slice(start, _isInString ? Math.Max(1, run / 2) : run));
                return run;
        }
    }

    /// <summary>After a line break as the Go SDK writes it stands a tab; a box has a side. No folder is called so.</summary>
    private static bool IsBreakAnyway(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("\\t"u8) || rest.StartsWith("\\\\t"u8) || rest.StartsWith("\\u25"u8) || (rest.Length > 0 && rest[0] >= 0x80);

    /// <returns>How many bytes the digits were, with those of a second half.</returns>
    private int Unicode(ReadOnlySpan<byte> line, int digits, char unit)
    {
        var length = 4;
        var rune = new Rune(0xFFFD);
        if (!char.IsSurrogate(unit))
        {
            rune = new Rune(unit);
        }
        else if (char.IsHighSurrogate(unit) && line[(digits + 4)..].StartsWith("\\u"u8) && Hex(line, digits + 6, 4) is { } low && char.IsLowSurrogate((char)low))
        {
            rune = new Rune(unit, (char)low);
            length = 10;
        }

        Span<byte> utf8 = stackalloc byte[4];
        Add(utf8[..rune.EncodeToUtf8(utf8)]);
        return length;
    }

    private static int? Hex(ReadOnlySpan<byte> line, int start, int count) =>
        start + count <= line.Length && int.TryParse(line.Slice(start, count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;

    private void Add(byte value) => _plain[_length++] = value;

    private void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_plain.AsSpan(_length));
        _length += text.Length;
    }
}
