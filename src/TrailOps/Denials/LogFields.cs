using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>
/// Named values in a stretch of a log, however they are written: <c>status code: 403</c>, <c>StatusCode: 403</c>, <c>"statusCode": 403</c>,
/// <c>httpStatusCode: 403</c>, <c>&lt;RequestId&gt;…</c>.
/// </summary>
internal readonly ref struct LogFields
{
    private const int UuidLength = 36;
    private static readonly SearchValues<byte> ValueEnds = SearchValues.Create("\"', ;)<\\}]\t"u8);

    private readonly CleanText _text;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _start;

    public LogFields(CleanText text, int start, int end)
    {
        _text = text;
        _start = start;
        _bytes = text.Bytes[start..Math.Max(start, end)];
    }

    private int End => _start + _bytes.Length;

    /// <summary>Whether it is of a record or an object that a program printed, and no prose.</summary>
    public bool IsRecord => _bytes.IndexOf("\":"u8) >= 0 || _bytes.IndexOf("\" :"u8) >= 0 || IsJavaScript || _bytes.IndexOf("equestI"u8) >= 0 || _bytes.IndexOf("tatus code: "u8) >= 0;

    /// <summary>Whether JavaScript printed it.</summary>
    public bool IsJavaScript => _bytes.IndexOf("statusCode: "u8) >= 0 || _bytes.IndexOf("$metadata"u8) >= 0 || _bytes.IndexOf("retryable: "u8) >= 0;

    /// <summary>The HTTP status.</summary>
    public int? Status()
    {
        var at = FirstOf(Find("tatus code"u8), Find("tatusCode"u8), Find("tatus Code"u8));
        return at is { } value && int.TryParse(Token(value), NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and < 600 ? status : null;
    }

    /// <summary>The request's id.</summary>
    public string? RequestId()
    {
        var at = FirstOf(FirstOf(Find("equest id"u8), Find("equestID"u8), Find("equestId"u8)), Find("equest ID"u8), null);
        return at is { } value && Token(value) is { Length: > 3 } id ? id : null;
    }

    /// <summary>The error's code, where it is one of a refusal.</summary>
    /// <param name="end">Where the last one of its tellings ends.</param>
    public string? Code(out int end)
    {
        end = _start;
        string? first = null;
        foreach (var at in (ReadOnlySpan<int?>)[Find("rror Code"u8), Find("code"u8), Find("rrorCode"u8), Find("\"Code\""u8), Find("__type"u8)])
        {
            if (at is { } value && Token(value) is { Length: > 0 } code)
            {
                code = code[(code.LastIndexOf('#') + 1)..];
                if (ErrorCodes.IsDenial(Encoding.ASCII.GetBytes(code)))
                {
                    first ??= code;
                    end = Math.Max(end, _start + value + code.Length);
                }
            }
        }

        return first;
    }

    /// <summary>A member's value.</summary>
    public string? Value(ReadOnlySpan<byte> name) => Find(name) is { } at && Token(at) is { Length: > 0 } value ? value : null;

    /// <summary>The value of the last member of a name.</summary>
    public string? LastValue(ReadOnlySpan<byte> name)
    {
        var at = _bytes.LastIndexOf(name);
        return at >= 0 && SkipSeparators(at + name.Length) is { } value && Token(value) is { Length: > 0 } text ? text : null;
    }

    /// <summary>Whether the object that has the last member of a name ends behind it.</summary>
    public bool IsClosedAfter(ReadOnlySpan<byte> name)
    {
        var depth = 0;
        foreach (var letter in _bytes[_bytes.LastIndexOf(name)..])
        {
            depth += letter == (byte)'{' ? 1 : letter == (byte)'}' ? -1 : 0;
            if (depth < 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int? FirstOf(int? a, int? b, int? c)
    {
        var first = Math.Min(a ?? int.MaxValue, Math.Min(b ?? int.MaxValue, c ?? int.MaxValue));
        return first == int.MaxValue ? null : first;
    }

    /// <summary>Where the value of a name begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int? Find(ReadOnlySpan<byte> name)
    {
        for (var from = 0; _bytes[from..].IndexOf(name) is >= 0 and var at; from += at + name.Length)
        {
            if (SkipSeparators(from + at + name.Length) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Over what stands between a name and its value; null where it is no name of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int? SkipSeparators(int at)
    {
        var start = at;
        var isSeparated = false;
        while (at < _bytes.Length && at < start + 8 && _bytes[at] is (byte)'"' or (byte)'\'' or (byte)' ' or (byte)':' or (byte)'=' or (byte)'>' or (byte)'\\')
        {
            isSeparated |= _bytes[at] is (byte)':' or (byte)'=' or (byte)'>';
            at++;
        }

        return isSeparated && at < _bytes.Length ? at : null;
    }

    private string Token(int at)
    {
        var token = TextToken.Read(_text, _start + at, End, TokenKind.Name);
        var value = _text.Bytes[token.Start..token.End];
        var length = value.IndexOfAny(ValueEnds);
        value = length < 0 ? value : value[..length];
        value = value.Length > UuidLength && IsUuid(value[..UuidLength]) ? value[..UuidLength] : value;
        return value.Length > 128 ? "" : Encoding.UTF8.GetString(value).TrimEnd('.');
    }

    private static bool IsUuid(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != (byte)'-' : !char.IsAsciiHexDigit((char)text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
