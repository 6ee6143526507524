using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>The codes of refusals.</summary>
internal static class ErrorCodes
{
    public static readonly SearchValues<byte> CodeBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._"u8);

    // Codes that say by their end that a permission is missing, besides all that have AccessDenied in them.
    private static readonly byte[][] CodeEnds =
    [
        "UnauthorizedOperation"u8.ToArray(), "UnauthorizedException"u8.ToArray(), "UnauthorizedTaggingOperation"u8.ToArray(), "NotAuthorized"u8.ToArray(), "NotAuthorizedException"u8.ToArray(),
        "AuthorizationError"u8.ToArray(), "AuthorizationErrorException"u8.ToArray(), "ForbiddenException"u8.ToArray(),
    ];

    /// <summary>Whether a code says that a policy refused.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsDenial(ReadOnlySpan<byte> code)
    {
        if (code.Length is < 9 or > 64)
        {
            return false;
        }

        if (code.IndexOf("AccessDenied"u8) >= 0 || code.SequenceEqual("Forbidden"u8))
        {
            return true;
        }

        foreach (var end in CodeEnds)
        {
            if (code.EndsWith(end))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a code alone, without the sentence, is one of a refusal: others say it of sign-ins too.</summary>
    public static bool IsDenialAlone(ReadOnlySpan<byte> code) =>
        IsDenial(code) && !code.EndsWith("UnauthorizedException"u8) && !code.EndsWith("NotAuthorizedException"u8) && !code.SequenceEqual("Forbidden"u8);

    /// <summary>The word of letters, digits and dots around a position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The position.</param>
    /// <param name="isJoined">Whether it goes on over the ends of lines.</param>
    public static (int Start, int End) WordAt(CleanText text, int at, bool isJoined = false)
    {
        const int Longest = 80;
        var bytes = text.Bytes;
        var line = text.LineAt(at);
        var first = isJoined ? 0 : Math.Max(0, text.Lines[line].Start);
        var last = isJoined ? bytes.Length : text.EndOf(line);
        int start = at, end = at;
        while (start > first && CodeBytes.Contains(bytes[start - 1]) && start > at - Longest)
        {
            start--;
        }

        while (end < last && CodeBytes.Contains(bytes[end]) && end < at + Longest)
        {
            end++;
        }

        while (end > start && bytes[end - 1] == (byte)'.')
        {
            end--;
        }

        return (start, end);
    }

    /// <summary>The code of a refusal in the word at a position, put together again where a line ends in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string? CodeAt(CleanText text, int at, int floor, int ceiling, out int start)
    {
        start = at;
        foreach (var isJoined in (ReadOnlySpan<bool>)[false, true])
        {
            var (first, end) = WordAt(text, at, isJoined);
            first = Math.Max(first, floor);
            start = Math.Min(start, isJoined ? start : first);
            var word = text.Bytes[first..Math.Max(first, Math.Min(end, ceiling))];
            if (word.LastIndexOf((byte)'.') is >= 0 and var dot && !word.StartsWith("Client."u8) && !word.StartsWith("KMS."u8))
            {
                word = word[(dot + 1)..];
            }

            if (word.StartsWith("Sender"u8))
            {
                word = word["Sender".Length..];
            }

            if (IsDenial(word))
            {
                start = first;
                return Encoding.ASCII.GetString(word);
            }
        }

        return null;
    }
}
