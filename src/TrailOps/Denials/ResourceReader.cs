using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>Reads on what something was refused: an ARN, what IAM names by kind and name, or what somebody wrote in its place.</summary>
internal static class ResourceReader
{
    private const int LongestResource = 2048;

    // What IAM writes before the name of what has no ARN in its message.
    private static readonly byte[][] Kinds =
    [
        "user "u8.ToArray(), "role "u8.ToArray(), "group "u8.ToArray(), "policy "u8.ToArray(), "instance profile "u8.ToArray(), "server certificate "u8.ToArray(),
        "mfa device "u8.ToArray(), "oidc-provider "u8.ToArray(), "saml-provider "u8.ToArray(), "access key "u8.ToArray(),
    ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(CleanText text, int at, DenialDraft draft)
    {
        if (Phrase.IsAt(text, at, " on this resource"u8, out var end) || Phrase.IsAt(text, at, " on the resource"u8, out end))
        {
            draft.End = end;
            return;
        }

        if (!Phrase.IsAt(text, at, " on resource"u8, out end))
        {
            return;
        }

        draft.End = end;
        if (text[end] != (byte)':')
        {
            return;
        }

        at = Phrase.SkipBlanks(text, end + 1);
        while (text[at] == (byte)'*' && text[at + 1] == (byte)'*' && !text.IsBreak(at + 1))
        {
            at += 2;
        }

        at = Phrase.IsAt(text, at, "“"u8, out var curly) ? curly : at;
        var limit = Math.Min(text.Length, at + LongestResource);

        // Another sentence is not part of a name.
        limit = text.Bytes[at..limit].IndexOf("is not authorized"u8) is >= 0 and var another ? at + another : limit;
        if (text[at] is (byte)'"' or (byte)'\'' or (byte)'`' && Quoted(text, at, limit) is { } quoted)
        {
            draft.Resource = quoted.Value;
            draft.End = quoted.End;
            return;
        }

        var start = at;
        foreach (var kind in Kinds)
        {
            if (Phrase.IsAt(text, at, kind, out var name) && name < limit && text[name] != (byte)'(')
            {
                start = name;
                break;
            }
        }

        if (ReasonReader.IsAt(text, start))
        {
            start = at;
        }

        var token = TextToken.Read(text, start, limit, TokenKind.Name);
        var value = Trimmed(text.Bytes[token.Start..token.End]);
        draft.End = token.Start + value.Length;
        if (value.IsEmpty || (start == at && value.Length < 8 && "arn:aws:"u8.StartsWith(value)))
        {
            // Cut off, or nothing at all.
            return;
        }

        var stretched = Stretch(text, draft.End, limit);
        if (stretched > draft.End)
        {
            // Names may have blanks: all up to the reason.
            value = text.Bytes[token.Start..stretched];
            draft.End = stretched;
        }

        draft.Resource = (start > at ? KindOf(text.Bytes[at..start]) : "") + Encoding.UTF8.GetString(value);
        if (token.IsDoubtful)
        {
            draft.Remarks.Add(SentenceReader.Doubt("resource"));
        }
    }

    /// <summary>The kind in front of a name, with one blank where a line may have begun.</summary>
    private static string KindOf(ReadOnlySpan<byte> kind)
    {
        var words = Encoding.UTF8.GetString(kind).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Concat(words);
        return (joined.Equals("instanceprofile", StringComparison.OrdinalIgnoreCase) ? "instance profile" : string.Join(' ', words)) + " ";
    }

    /// <summary>What stands in quotation marks, also where a line ends in it.</summary>
    private static (string Value, int End)? Quoted(CleanText text, int at, int limit)
    {
        var quote = text[at];

        // CSV doubles them.
        at += text[at + 1] == quote ? 1 : 0;
        var close = text.Bytes[(at + 1)..limit].IndexOf(quote);
        if (close < 0)
        {
            return null;
        }

        // A key may have quotation marks: the one that the reason follows is the last.
        for (var next = close; next >= 0 && !EndsAt(text, at + next + 2);)
        {
            var further = text.Bytes[(at + next + 2)..limit].IndexOf(quote);
            next = further < 0 ? -1 : next + 1 + further;
            close = next >= 0 && ReasonReader.IsAt(text, at + next + 2) ? next : close;
        }

        // A name with blanks may end a line at one.
        var hasBlank = text.Bytes.Slice(at + 1, close).Contains((byte)' ');
        var value = new StringBuilder();
        for (var from = at + 1; from < at + 1 + close;)
        {
            var line = text.LineAt(from);
            var to = Math.Min(at + 1 + close, text.EndOf(line));
            value.Append(Encoding.UTF8.GetString(text.Bytes[from..to]));
            if (to < at + 1 + close)
            {
                if (text.IsBlank(line + 1) && !text.IsSoftBreak(to))
                {
                    return null;
                }

                value.Append(hasBlank && !TextToken.IsJoined(text, line) ? " " : text.Lines[line].EndsBlank || text.Lines[line + 1].Indent == 1 ? " " : "");
            }

            from = to;
        }

        return (value.ToString().Trim(), at + close + 2);
    }

    /// <summary>Whether a name may end before here: no more of it follows.</summary>
    private static bool EndsAt(CleanText text, int at) =>
        at >= text.Length || text.IsBreak(at) || ReasonReader.IsAt(text, at) || text[at] is not ((byte)' ' or >= (byte)'0' and <= (byte)'9' or >= (byte)'A' and <= (byte)'Z' or >= (byte)'a' and <= (byte)'z');

    /// <summary>Without what ends a sentence or a mark-up; three dots stand for what somebody left out.</summary>
    public static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> value)
    {
        while (true)
        {
            var shorter = value.EndsWith("..."u8) ? value
                : value.EndsWith("**"u8) && value.Length > 2 && value[^3] is not ((byte)'/' or (byte)':') ? value[..^2]
                : value.Length > 0 && value[^1] is (byte)'.' or (byte)';' ? value[..^1]
                : value.EndsWith(":"u8) && !value.EndsWith("log-stream:"u8) ? value[..^1]
                : value.Length > 0 && value[^1] is (byte)'}' && !value.Contains((byte)'{') ? value[..^1]
                : value.Length > 0 && value[^1] is (byte)']' && !value.Contains((byte)'[') ? value[..^1]
                : value.Length > 0 && value[^1] is (byte)'>' && !value.Contains((byte)'<') ? value[..^1]
                : value;
            if (shorter.Length == value.Length)
            {
                return value;
            }

            value = shorter;
        }
    }

    /// <summary>How far a name with blanks goes, where the reason follows soon.</summary>
    private static int Stretch(CleanText text, int at, int limit)
    {
        const int Most = 200;
        if (text[at] != (byte)' ' || ReasonReader.IsAt(text, at))
        {
            return at;
        }

        var line = text.LineAt(at);
        var rest = text.Bytes[at..Math.Min(Math.Min(limit, text.EndOf(line)), at + Most)];
        var reason = FirstOf(rest.IndexOf(" because no "u8), rest.IndexOf(" with an explicit deny"u8));
        return reason < 0 || rest[..reason].IndexOfAny("\"(;"u8) >= 0 || rest[..reason].IndexOf(". "u8) >= 0 || rest[..reason].IndexOf(": "u8) >= 0 ? at : at + reason;
    }

    private static int FirstOf(int a, int b) => a < 0 ? b : b < 0 ? a : Math.Min(a, b);
}
