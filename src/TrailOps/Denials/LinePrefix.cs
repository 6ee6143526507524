using System.Runtime.CompilerServices;

namespace TrailOps.Denials;

/// <summary>
/// What stands on a line before its text: times, levels and names that logs put there, the side of a box that terraform draws, also one whose UTF-8 was read in
/// another code page, marks of comments and quotations.
/// </summary>
internal static class LinePrefix
{
    // A box that far to the right is text.
    private const int Furthest = 160;
    private const int LongestName = 80;

    // The letters of UTF-8's three bytes in code pages 1252, 437, 850, 1251, 866, and of the first in all.
    private static readonly byte[][] Tops = ["╷"u8.ToArray(), "â•·"u8.ToArray(), "Γò╖"u8.ToArray(), "ÔòÀ"u8.ToArray(), "в•·"u8.ToArray(), "тХ╖"u8.ToArray(), "Ã¢â€¢Â·"u8.ToArray(), "â\u0095·"u8.ToArray()];
    private static readonly byte[][] Bottoms = ["╵"u8.ToArray(), "â•µ"u8.ToArray(), "Γò╡"u8.ToArray(), "ÔòÁ"u8.ToArray(), "в•µ"u8.ToArray(), "тХ╡"u8.ToArray(), "Ã¢â€¢Âµ"u8.ToArray(), "â\u0095µ"u8.ToArray()];

    /// <summary>How long what stands before the text is, and what of a box it has.</summary>
    /// <param name="line">A line.</param>
    /// <param name="before">The line before it.</param>
    /// <param name="rule">What of a box it has.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Measure(ReadOnlySpan<byte> line, ReadOnlySpan<byte> before, out LineRule rule)
    {
        rule = LineRule.None;
        var length = FieldsLength(line);
        var at = Blanks(line, length);
        var isLog = false;
        while (at < line.Length && at < Furthest)
        {
            var part = PartLength(line, at, before, ref isLog, out rule);
            if (part == 0)
            {
                break;
            }

            // One blank belongs to it; more are the text's indentation.
            at += part;
            length = at < line.Length && line[at] is (byte)' ' or (byte)'\t' ? at + 1 : at;
            if (rule != LineRule.None)
            {
                break;
            }

            at = Blanks(line, at);
        }

        return length;
    }

    /// <summary>What GitHub's CLI puts before a log: the job, the step, then the line with its time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FieldsLength(ReadOnlySpan<byte> line)
    {
        var begin = line[..Math.Min(line.Length, Furthest)];
        var time = begin.IndexOf("\t20"u8);
        return time > 0 && begin[..time].Contains((byte)'\t') && TimeLength(line[(time + 1)..]) > 0 ? time + 1 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int PartLength(ReadOnlySpan<byte> line, int at, ReadOnlySpan<byte> before, ref bool isLog, out LineRule rule)
    {
        rule = LineRule.None;
        var rest = line[at..];
        switch (rest[0])
        {
            case >= (byte)'0' and <= (byte)'9':
                var time = TimeLength(rest);
                time = time == 0 && isLog ? StreamLength(rest) : time;
                isLog |= time > 0;
                return time;
            case >= 0x80 or (byte)'?' or (byte)'|' or (byte)'\\':
                return RuleLength(rest, out rule);
            case (byte)'[':
                return Bracket(line, at, before, ref isLog);
            case (byte)'#' or (byte)'/' or (byte)'*' or (byte)'>' or (byte)'=' or (byte)'-':
                return MarkLength(line, at, before);
            case >= (byte)'A' and <= (byte)'Z' or >= (byte)'a' and <= (byte)'z':
                return WordLength(line, at, before, ref isLog);
            default:
                return 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Blanks(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>The side of a box alone, or before a blank. In whatever code page it was read, it is a few letters that are not ASCII; where that was lost, question marks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int RuleLength(ReadOnlySpan<byte> rest, out LineRule rule)
    {
        const int Longest = 24;
        rule = LineRule.None;
        var at = rest[0] == (byte)'\\' ? 1 : 0;
        var start = at;
        int letters = 0;
        while (at < rest.Length && at < Longest && (rest[at] >= 0x80 || rest[at] is (byte)'?' or (byte)'|'))
        {
            letters += (rest[at] & 0xC0) != 0x80 ? 1 : 0;
            at++;
        }

        if (at == start || letters > 9 || (at < rest.Length && rest[at] is not (byte)' ' and not (byte)'\t'))
        {
            return 0;
        }

        var sign = rest[start..at];
        rule = IsAny(Tops, sign) ? LineRule.Top : IsAny(Bottoms, sign) ? LineRule.Bottom : LineRule.Side;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsAny(byte[][] signs, ReadOnlySpan<byte> sign)
    {
        foreach (var known in signs)
        {
            if (sign.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A date, a time, or both: digits with what stands between them, before a blank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int TimeLength(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        int digits = 0, separators = 0;
        while (at < rest.Length && at < 40)
        {
            if (rest[at] is >= (byte)'0' and <= (byte)'9')
            {
                digits++;
            }
            else if (rest[at] is (byte)':' or (byte)'-' or (byte)'/')
            {
                separators++;
            }
            else if (rest[at] is not ((byte)'.' or (byte)',' or (byte)'T' or (byte)'Z' or (byte)'+'))
            {
                break;
            }

            at++;
        }

        // Names have dates in them, with more behind.
        var isTime = separators >= 2 && digits is >= 6 and <= 30 && (IsClock(rest) || IsDate(rest[..at]));
        return isTime && (at == rest.Length || rest[at] is (byte)' ' or (byte)'\t') ? at : 0;
    }

    private static bool IsClock(ReadOnlySpan<byte> text) => text.Length > 4 && text[2] == (byte)':' && char.IsAsciiDigit((char)text[3]);

    /// <summary>Year, month and day, in either order, alone or before a time.</summary>
    private static bool IsDate(ReadOnlySpan<byte> text) =>
        text.Length >= 10 && (text.Length == 10 || text[10] is (byte)'T' or (byte)'Z')
        && ((text[4] is (byte)'-' or (byte)'/' && text[7] == text[4]) || (text[2] is (byte)'-' or (byte)'/' && text[5] == text[2]));

    /// <summary>GitLab's runner says behind the time which stream of which step it was, and whether the line goes on one before: <c>01O</c>, <c>00E+</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int StreamLength(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 3 || !char.IsAsciiHexDigit((char)rest[0]) || !char.IsAsciiHexDigit((char)rest[1]) || rest[2] is not ((byte)'O' or (byte)'E'))
        {
            return 0;
        }

        var length = rest.Length > 3 && rest[3] == (byte)'+' ? 4 : 3;
        return length == rest.Length || rest[length] == (byte)' ' ? length : 0;
    }

    /// <summary>Something in brackets, in a log, or where it stood on the line before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Bracket(ReadOnlySpan<byte> line, int at, ReadOnlySpan<byte> before, ref bool isLog)
    {
        var rest = line[at..];
        var end = rest[..Math.Min(rest.Length, LongestName)].IndexOf((byte)']');
        if (end < 0)
        {
            return 0;
        }

        var length = end + 1;
        if (length < rest.Length && rest[length] is not ((byte)' ' or (byte)'\t' or (byte)'[' or (byte)':'))
        {
            return 0;
        }

        if (length < rest.Length && rest[length] == (byte)':')
        {
            length++;
        }

        if (!isLog && TimeLength(rest[1..end]) == 0 && !StoodBefore(line, at, length, before))
        {
            return 0;
        }

        isLog = true;
        return length;
    }

    /// <summary>The marks of comments, quotations and lists; packer's arrows with the name of a build, and workflow commands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int MarkLength(ReadOnlySpan<byte> line, int start, ReadOnlySpan<byte> before)
    {
        var rest = line[start..];
        if (rest.StartsWith("##["u8))
        {
            return rest[..Math.Min(rest.Length, LongestName)].IndexOf((byte)']') + 1;
        }

        if (rest.StartsWith("==> "u8) || rest.StartsWith("--> "u8))
        {
            var colon = rest[..Math.Min(rest.Length, LongestName)].IndexOf(": "u8);
            return colon > 0 && rest[4..colon].IndexOf((byte)' ') < 0 ? colon + 1 : 3;
        }

        var at = 0;
        while (at < rest.Length && rest[at] == rest[0])
        {
            at++;
        }

        // A star alone may be the resource.
        var isMark = rest[0] switch { (byte)'#' or (byte)'>' => at <= 4, (byte)'/' => at is 2 or 3, (byte)'*' or (byte)'-' => at == 1 && (StoodBefore(line, start, 1, before) || IsBoxBehind(rest)), _ => false };
        return isMark && (at == rest.Length || rest[at] is (byte)' ' or (byte)'\t') ? at : 0;
    }

    private static bool IsBoxBehind(ReadOnlySpan<byte> rest) => Blanks(rest, 1) is var next && next < rest.Length && rest[next] >= 0x80 && RuleLength(rest[next..], out _) > 0;

    /// <summary>A level; a name before a bar or a colon that stood on the line before as well; the month of a date.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int WordLength(ReadOnlySpan<byte> line, int at, ReadOnlySpan<byte> before, ref bool isLog)
    {
        var rest = line[at..];
        var end = rest[..Math.Min(rest.Length, LongestName)].IndexOfAny((byte)' ', (byte)'\t');
        if (end <= 0)
        {
            return 0;
        }

        var word = rest[..end];
        if (IsLevel(word))
        {
            // Containers' runtimes tell behind the stream whether the line is full or a part.
            isLog = true;
            return (word[0] | 0x20) == 's' && end + 2 < rest.Length && rest[end + 1] is (byte)'F' or (byte)'P' && rest[end + 2] == (byte)' ' ? end + 2 : end;
        }

        var bar = Blanks(rest, end);
        if (bar < rest.Length && rest[bar] == (byte)'|' && bar + 1 < rest.Length && rest[bar + 1] == (byte)' ' && StoodBefore(line, at, bar + 1, before))
        {
            return bar + 1;
        }

        if (word[^1] == (byte)':' && StoodBefore(line, at, end + 1, before) && !IsOurs(word))
        {
            return end;
        }

        return MonthLength(rest, ref isLog);
    }

    /// <summary>Such as <c>May  1 10:00:00 host terraform[123]:</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int MonthLength(ReadOnlySpan<byte> rest, ref bool isLog)
    {
        if (rest.Length < 15 || rest[3] != (byte)' ' || rest[6] != (byte)' ' || rest[9] != (byte)':' || rest[12] != (byte)':')
        {
            return 0;
        }

        isLog = true;
        var end = 15;
        var colon = rest[end..Math.Min(rest.Length, end + LongestName)].IndexOf("]: "u8);
        return colon > 0 ? end + colon + 2 : end;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsLevel(ReadOnlySpan<byte> word)
    {
        if (word.Length is < 4 or > 7)
        {
            return false;
        }

        return word is [(byte)'I', (byte)'N', (byte)'F', (byte)'O'] || word.SequenceEqual("WARN"u8) || word.SequenceEqual("WARNING"u8) || word.SequenceEqual("ERROR"u8)
            || word.SequenceEqual("DEBUG"u8) || word.SequenceEqual("TRACE"u8) || word.SequenceEqual("FATAL"u8) || word.SequenceEqual("STDERR"u8) || word.SequenceEqual("STDOUT"u8)
            || word.SequenceEqual("stderr"u8) || word.SequenceEqual("stdout"u8);
    }

    /// <summary>Words before a colon that are a message's own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsOurs(ReadOnlySpan<byte> word) =>
        word.StartsWith("User"u8) || word.StartsWith("Error"u8) || word.StartsWith("Access"u8) || word.StartsWith("Unauth"u8) || word.StartsWith("arn:"u8)
        || word.IndexOf("Exception"u8) >= 0 || word.IndexOf("Denied"u8) >= 0 || word.IndexOf("Error"u8) >= 0 || word.IndexOf("denied"u8) >= 0
        || word.SequenceEqual("perform:"u8) || word.SequenceEqual("resource:"u8) || word.SequenceEqual("operation:"u8) || word.SequenceEqual("message:"u8) || word.SequenceEqual("policy:"u8)
        || word.SequenceEqual("code:"u8) || word.SequenceEqual("id:"u8);

    /// <summary>Whether the same stood in the same place on the line before: digits may differ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool StoodBefore(ReadOnlySpan<byte> line, int at, int length, ReadOnlySpan<byte> before)
    {
        if (before.Length >= at + length)
        {
            var i = at;
            while (i < at + length && (line[i] == before[i] || (char.IsAsciiDigit((char)line[i]) && char.IsAsciiDigit((char)before[i]))))
            {
                i++;
            }

            if (i == at + length)
            {
                return true;
            }
        }

        // The first line of a string in JSON has the object before it.
        var found = length >= 4 ? before.IndexOf(line.Slice(at, length)) : -1;
        return found >= 0 && (found == 0 || !char.IsAsciiLetterOrDigit((char)before[found - 1]));
    }
}
