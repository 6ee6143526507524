using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>Reads who was refused.</summary>
internal static class PrincipalReader
{
    /// <summary>No principal is longer.</summary>
    public const int Longest = 700;

    private static ReadOnlySpan<byte> Quotes => "\"'`"u8;

    /// <summary>Who it was: behind <c>User:</c>, or an ARN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(CleanText text, int not, int floor, DenialDraft draft)
    {
        var bytes = text.Bytes;
        if (!Phrase.IsBefore(text, not, " is "u8, out var end))
        {
            // In the code of a program, or in a search for it, nobody stands there.
            draft.IsQuotation = Phrase.IsBefore(text, not, "is "u8, out var begin) && begin > 0 && Quotes.Contains(bytes[begin - 1]);
            if (Phrase.IsBefore(text, not, "you are "u8, out var you))
            {
                draft.Start = draft.FrameStart = you;
            }

            return;
        }

        var from = Math.Min(end, Math.Max(floor, end - Longest));
        var before = bytes[from..end].TrimEnd(Quotes);
        end = from + before.Length;
        var start = Math.Max(before.LastIndexOf("User:"u8) is >= 0 and var user ? user + 5 : -1, before.LastIndexOf("Principal:"u8) is >= 0 and var service ? service + 10 : -1);
        var label = start;
        if (start < 0 || HasBlank(before[start..].TrimStart((byte)' ')))
        {
            // The word before the sentence, where it is an ARN.
            var word = Math.Max(before.LastIndexOfAny((byte)' ', (byte)'\t'), before.LastIndexOfAny((byte)'"', (byte)'\'', (byte)'`')) + 1;
            var arn = before[word..].LastIndexOf("arn:"u8);
            if (arn < 0)
            {
                return;
            }

            start = word + arn;
            label = start;
        }
        else
        {
            label -= before[..start].EndsWith("User:"u8) ? 5 : 10;
        }

        var name = before[start..].Trim((byte)' ').Trim((byte)'"').Trim((byte)'\'').Trim((byte)'`');
        draft.Start = draft.FrameStart = from + label;
        draft.Principal = name.IsEmpty || name.Contains((byte)'"') ? null : Encoding.UTF8.GetString(name);
    }

    private static bool HasBlank(ReadOnlySpan<byte> name)
    {
        var at = name.IndexOf((byte)' ');

        // <role name> and the like.
        return at >= 0 && name[..at].LastIndexOfAny("<{["u8) <= name[..at].LastIndexOfAny(">}]"u8);
    }
}
