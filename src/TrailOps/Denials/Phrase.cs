using System.Runtime.CompilerServices;

namespace TrailOps.Denials;

/// <summary>
/// Fixed words of a message, found in a text whatever a terminal did to their blanks: where there should be one, a line may begin, and there may be several. Case
/// does not count.
/// </summary>
internal static class Phrase
{
    /// <summary>Whether a phrase stands at a position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The position.</param>
    /// <param name="phrase">The phrase in lower case.</param>
    /// <param name="end">Where it ends.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsAt(CleanText text, int at, ReadOnlySpan<byte> phrase, out int end)
    {
        var bytes = text.Bytes;
        end = at;
        foreach (var letter in phrase)
        {
            if (letter == (byte)' ')
            {
                var blanks = end;
                end = SkipBlanks(text, end);
                if (end == blanks && !text.IsSoftBreak(end))
                {
                    return false;
                }
            }
            else if (end < bytes.Length && Lower(bytes[end]) == letter)
            {
                end++;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a phrase ends at a position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The position.</param>
    /// <param name="phrase">The phrase in lower case.</param>
    /// <param name="start">Where it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsBefore(CleanText text, int at, ReadOnlySpan<byte> phrase, out int start)
    {
        var bytes = text.Bytes;
        start = at;
        for (var i = phrase.Length - 1; i >= 0; i--)
        {
            if (phrase[i] == (byte)' ')
            {
                var blanks = start;
                while (start > 0 && bytes[start - 1] is (byte)' ' or (byte)'\t')
                {
                    start--;
                }

                if (start == blanks && !text.IsSoftBreak(start))
                {
                    return false;
                }
            }
            else if (start > 0 && Lower(bytes[start - 1]) == phrase[i])
            {
                start--;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int SkipBlanks(CleanText text, int at)
    {
        var bytes = text.Bytes;
        while (at < bytes.Length && bytes[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    private static byte Lower(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;
}
