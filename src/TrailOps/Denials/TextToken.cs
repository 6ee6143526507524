using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using TrailOps.Actions;

namespace TrailOps.Denials;

/// <summary>What a token may consist of.</summary>
internal enum TokenKind
{
    /// <summary>An action, such as <c>s3:GetObject</c>.</summary>
    Action,

    /// <summary>A resource, a policy's ARN, or what somebody wrote in their place.</summary>
    Name,

    /// <summary>The encoded message.</summary>
    Encoded,
}

/// <summary>
/// A word without blanks, put together again where a terminal or a log viewer broke it. Whether it goes on after a line's end is told by what follows, by the
/// width that lines were broken at, and, for actions, by what IAM has.
/// </summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="IsDoubtful">Whether it can't be told that it ends there.</param>
internal readonly record struct TextToken(int Start, int End, bool IsDoubtful)
{
    private static readonly SearchValues<byte> ActionBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:*"u8);
    internal static readonly SearchValues<byte> EncodedBytes = SearchValues.Create(Encoding.ASCII.GetBytes(EncodedReader.Letters));
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\"'`\\(),;|"u8);

    // A word of a language looks otherwise than a piece of an encoded message of this length.
    private const int SurelyEncoded = 40;

    /// <summary>What may follow a token, at the beginning of a line too.</summary>
    private static readonly byte[][] Followers =
    [
        "on resource"u8.ToArray(), "on this resource"u8.ToArray(), "on the resource"u8.ToArray(), "because "u8.ToArray(), "with an explicit deny"u8.ToArray(), "encoded authorization"u8.ToArray(),
        "status code: "u8.ToArray(), "(service: "u8.ToArray(), ", api: "u8.ToArray(), "request id: "u8.ToArray(), "is not authorized"u8.ToArray(),
    ];

    /// <summary>Reads a token.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="limit">Where it ends at the latest.</param>
    /// <param name="kind">What it may consist of.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TextToken Read(CleanText text, int start, int limit, TokenKind kind)
    {
        var bytes = text.Bytes;
        limit = Math.Min(limit, bytes.Length);
        var at = start;
        var isDoubtful = false;
        var line = text.LineAt(start);
        while (true)
        {
            var end = Math.Min(limit, text.EndOf(line));
            at += RunLength(bytes[at..end], kind);
            if (at < end || at >= limit)
            {
                break;
            }

            var goesOn = GoesOn(text, line, start, at, kind, out var isUnsure);
            isDoubtful |= isUnsure;
            if (!goesOn)
            {
                break;
            }

            line++;
        }

        return new(start, at, isDoubtful);
    }

    /// <summary>How many bytes may be of a token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int RunLength(ReadOnlySpan<byte> bytes, TokenKind kind)
    {
        var length = kind switch
        {
            TokenKind.Action => bytes.IndexOfAnyExcept(ActionBytes),
            TokenKind.Encoded => bytes.IndexOfAnyExcept(EncodedBytes),
            _ => NameLength(bytes),
        };
        return length < 0 ? bytes.Length : length;
    }

    /// <summary>Names of people's own choice: account ids in angle brackets and braces are part of them, tags of XML are not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int NameLength(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (true)
        {
            var hop = bytes[at..].IndexOfAny(NameEnds);
            var end = hop < 0 ? bytes.Length : at + hop;
            if (bytes[..end].IndexOf((byte)'<') is >= 0 and var tag && (bytes[tag..].StartsWith("</"u8) || bytes[tag..].StartsWith("<br"u8)))
            {
                return tag;
            }

            if (bytes[..end].IndexOf("\u00a0"u8) is >= 0 and var blank)
            {
                return blank;
            }

            if (bytes[..end].IndexOf("”"u8) is >= 0 and var curly)
            {
                return curly;
            }

            if (end < bytes.Length && bytes[end] == (byte)',' && end + 1 < bytes.Length && bytes[end + 1] is not ((byte)' ' or (byte)'"' or (byte)'\''))
            {
                at = end + 1;
                continue;
            }

            // <role name> and <ACCOUNT ID> have blanks.
            if (end < bytes.Length && bytes[end] == (byte)' ' && IsInBrackets(bytes[..end], bytes[end..], out var closed))
            {
                at = end + closed;
                continue;
            }

            return end;
        }
    }

    private static bool IsInBrackets(ReadOnlySpan<byte> before, ReadOnlySpan<byte> rest, out int closed)
    {
        closed = 0;
        var open = before.LastIndexOfAny("<{["u8);
        if (open < 0 || before[open..].IndexOfAny(">}]"u8) >= 0)
        {
            return false;
        }

        var close = before[open] switch { (byte)'<' => (byte)'>', (byte)'{' => (byte)'}', _ => (byte)']' };
        closed = rest[..Math.Min(rest.Length, 40)].IndexOf(close) + 1;
        return closed > 0;
    }

    /// <summary>Whether a token that reaches a line's end goes on with the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool GoesOn(CleanText text, int line, int start, int at, TokenKind kind, out bool isUnsure)
    {
        isUnsure = false;
        var next = line + 1;
        if (next >= text.LineCount || text.IsBlank(next))
        {
            return false;
        }

        var lines = text.Lines;
        ref readonly var above = ref lines[line];
        ref readonly var below = ref lines[next];
        if (above.EndsBlank || below.Rule is LineRule.Top or LineRule.Bottom)
        {
            return false;
        }

        if (below.Indent > 0 && !IsLayout(text, line))
        {
            return false;
        }

        if (FollowerAt(text, at))
        {
            return false;
        }

        var bytes = text.Bytes;
        var end = at + RunLength(bytes[at..text.EndOf(next)], kind);
        var word = bytes[at..end];
        if (word.IsEmpty)
        {
            return false;
        }

        var full = Fullness(text, line);
        if (kind == TokenKind.Encoded)
        {
            return word.Length >= SurelyEncoded || EncodedGoesOn(text, next, end, word, full, out isUnsure);
        }

        if (kind == TokenKind.Action && KnownAction(bytes[start..at], word) is { } isJoined)
        {
            return isJoined;
        }

        if (FollowerAt(text, end) || (kind == TokenKind.Name && IsHalfArn(bytes[start..at], bytes[start..end])))
        {
            return true;
        }

        // Only what ends a message may stand behind it; prose is another sentence.
        var isEnd = end == text.EndOf(next) || bytes[end] is not ((byte)' ' or (byte)'\t') || IsTrailing(bytes[end..text.EndOf(next)]);

        // The only line that was broken, if it was: what a shell prints next may stand on the one below.
        isUnsure = full == 1 && isEnd && word.IndexOfAny("$#>~%"u8) < 0 && word.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0;
        return full == 2 && isEnd;
    }

    /// <summary>Whether an ARN has not come to its last part at a line's end.</summary>
    private static bool IsHalfArn(ReadOnlySpan<byte> name, ReadOnlySpan<byte> joined) => joined.StartsWith("arn:"u8) && name.Count((byte)':') < 5;

    /// <summary>Whether what follows an encoded message on the next line is more of it, or words.</summary>
    private static bool EncodedGoesOn(CleanText text, int next, int end, ReadOnlySpan<byte> word, int full, out bool isUnsure)
    {
        isUnsure = false;
        if (full == 0)
        {
            return false;
        }

        var rest = text.Bytes[end..text.EndOf(next)];
        var isLast = rest.IsEmpty || (rest[0] != (byte)' ' && IsTrailing(rest));
        if (full == 1)
        {
            // The only line that was broken, if it was.
            isUnsure = isLast && word.Length is > 3 and < 16;
            return word.Length >= 16;
        }

        var isWord = word.Length > 2 && char.IsAsciiLetter((char)word[0]) && word[1..].IndexOfAnyExceptInRange((byte)'a', (byte)'z') < 0;
        isUnsure = isWord && rest.IsEmpty;
        return isLast || !isWord;
    }

    /// <summary>Whether what stands behind a token ends a message, not a sentence in prose.</summary>
    private static bool IsTrailing(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart((byte)' ');
        return rest.IsEmpty || rest[0] is (byte)'(' or (byte)'"' or (byte)'\'' or (byte)'`' or (byte)')' or (byte)'}' or (byte)',' or (byte)'<' or (byte)'*';
    }

    private static bool FollowerAt(CleanText text, int at)
    {
        var end = Phrase.SkipBlanks(text, at);
        foreach (var follower in Followers)
        {
            if (Phrase.IsAt(text, end, follower, out _))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the word behind the line's end belongs to an action; null where IAM's actions do not tell.</summary>
    private static bool? KnownAction(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (head.Length + tail.Length > 128)
        {
            return false;
        }

        var shorter = Encoding.ASCII.GetString(head);
        var isShorter = ActionCatalogue.Find(shorter) is not null;
        var isLonger = ActionCatalogue.Find(shorter + Encoding.ASCII.GetString(tail)) is not null;
        return isShorter == isLonger ? null : isLonger;
    }

    /// <summary>Whether indentation is that of a column, which all lines of a value have, and no blank of the text.</summary>
    private static bool IsLayout(CleanText text, int line)
    {
        var lines = text.Lines;
        var indent = lines[line + 1].Indent;

        // A piece may begin with a blank of the text's own.
        if (lines[line].Indent == indent || (indent > 1 && lines[line].Indent == indent + 1) || (line + 2 < lines.Length && lines[line + 2].Indent == indent && !text.IsBlank(line + 2)))
        {
            return true;
        }

        // A list: the name, a colon, the value.
        return indent >= 4 && text.TextOf(line) is var first && first.Length > indent && lines[line].Indent == 0 && first[indent - 2] == (byte)':' && first[indent - 1] == (byte)' ';
    }

    /// <summary>Whether a line was broken within a word or before a blank that is kept, by a terminal that fills its lines.</summary>
    public static bool IsJoined(CleanText text, int line) =>
        line + 1 < text.LineCount && !text.Lines[line].EndsBlank && text.Lines[line + 1].Indent == 0 && Fullness(text, line) == 2;

    /// <summary>How surely a line was broken because it was full: 0 it was not, 1 it may have been, 2 other lines near it were broken at the same width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Fullness(CleanText text, int line)
    {
        const int Near = 8;
        var lines = text.Lines;
        ref readonly var full = ref lines[line];
        if (full.Width <= 8)
        {
            return 0;
        }

        var (isSame, longer) = (false, 0);
        for (var i = Math.Max(0, line - Near); i < Math.Min(lines.Length, line + Near + 1); i++)
        {
            if (i == line || text.IsBlank(i))
            {
                continue;
            }

            isSame |= Math.Abs(lines[i].Width - full.Width) <= (lines[i].Rule == full.Rule ? 0 : 2) || lines[i].TextWidth == full.TextWidth;
            longer += lines[i].Width > full.Width + 2 && lines[i].TextWidth > full.TextWidth + 2 ? 1 : 0;
        }

        // One that is longer may be the object of JSON that the text stands in.
        if (isSame && longer <= 2)
        {
            return 2;
        }

        return longer <= 1 && full.Width > 16 ? 1 : 0;
    }
}
