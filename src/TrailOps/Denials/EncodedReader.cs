using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>Reads an encoded message.</summary>
internal static class EncodedReader
{
    /// <summary>https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html.</summary>
    public const int Longest = 10_240;

    /// <summary>What it consists of: base64url without padding.</summary>
    public const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private const int Shortest = 8;

    /// <summary>Reads the encoded message, if one follows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(CleanText text, DenialDraft draft)
    {
        var at = draft.End;
        var bytes = text.Bytes;
        while (at < bytes.Length && at < draft.End + 8 && (bytes[at] is (byte)'.' or (byte)' ' or (byte)',' or (byte)'*' or (byte)'\t'))
        {
            at++;
        }

        if (Phrase.IsAt(text, at, "encoded authorization failure message:"u8, out var end))
        {
            Read(text, end, draft);
        }
    }

    /// <summary>Reads the encoded message itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(CleanText text, int end, DenialDraft draft)
    {
        var start = Phrase.SkipBlanks(text, end);
        while (start < text.Length && start < end + 16 && text[start] is (byte)'`' or (byte)'"' or (byte)'\'' or (byte)'*' or (byte)'+' or (byte)' ')
        {
            start++;
        }

        draft.End = Math.Max(draft.End, end);
        var token = TextToken.Read(text, start, Math.Min(text.Length, start + Longest), TokenKind.Encoded);
        var encoded = text.Bytes[token.Start..token.End];
        if (!IsEncoded(encoded))
        {
            return;
        }

        draft.EncodedMessage = Encoding.ASCII.GetString(encoded);
        draft.End = token.End;
        draft.IsTruncated = Phrase.IsAt(text, token.End, "..."u8, out end) || Phrase.IsAt(text, token.End, " ..."u8, out end) || Phrase.IsAt(text, token.End, "…"u8, out end)
            || Phrase.IsAt(text, token.End, " …"u8, out end) || Phrase.IsAt(text, token.End, "[..."u8, out end) || Phrase.IsAt(text, token.End, "[…"u8, out end) || encoded.Length % 4 == 1;
        if (token.IsDoubtful)
        {
            draft.Remarks.Add(SentenceReader.Doubt("encoded message"));
        }
    }

    /// <summary>Not one that somebody wrote in place of the message.</summary>
    public static bool IsEncoded(ReadOnlySpan<byte> text)
    {
        bool upper = false, lower = false, digit = false;
        foreach (var letter in text)
        {
            upper |= letter is >= (byte)'A' and <= (byte)'Z';
            lower |= letter is >= (byte)'a' and <= (byte)'z';
            digit |= letter is >= (byte)'0' and <= (byte)'9';
        }

        return text.Length >= Shortest && upper && lower && digit;
    }
}
