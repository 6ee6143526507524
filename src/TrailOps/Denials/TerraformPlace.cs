using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>
/// The lines of a terraform error that tell where: <c>with module.a.aws_x.y,</c> and <c>on main.tf line 4, in resource "aws_x" "y":</c>. They stand behind
/// the message or, where the message is the error's detail, before it.
/// </summary>
internal static class TerraformPlace
{
    private const int Furthest = 48;

    /// <summary>Finds the box or error that a message is in, and its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(CleanText text, DenialDraft draft)
    {
        var line = text.LineAt(draft.Start);
        if (text.TextOf(line).StartsWith("{"u8) && ReadDiagnostic(text, line, draft))
        {
            return;
        }

        var top = TopOf(text, line);
        if (top is not { } first)
        {
            draft.Location ??= OfOldError(text, draft.Start);
            return;
        }

        var last = text.LineAt(Math.Max(draft.End - 1, 0));
        string? address = null;
        string? file = null;
        int? number = null;
        string? composed = null;
        for (var i = first; i < Math.Min(text.LineCount, last + Furthest); i++)
        {
            if (i > last && (text.Lines[i].Rule is LineRule.Top or LineRule.Bottom || IsError(text, i) || (text.Lines[i].Rule != LineRule.None && text.Lines[first].Rule == LineRule.None)))
            {
                break;
            }

            address ??= AddressAt(text, i);
            if (file is null && PlaceAt(text, i) is { } place)
            {
                (file, number, composed) = place;
            }
        }

        if (address is not null || file is not null)
        {
            draft.Location = new(address ?? composed, file, number);
            draft.Tool = "terraform";
        }

        if (text.Lines[first].Rule != LineRule.None)
        {
            draft.Box = text.Forgotten + text.Lines[first].Start;
            draft.Tool ??= "terraform";
        }
    }

    /// <summary>A line of <c>terraform -json</c>: the place is in its diagnostic.</summary>
    private static bool ReadDiagnostic(CleanText text, int line, DenialDraft draft)
    {
        const int Longest = 16 * 1024;
        var bytes = text.TextOf(line)[..Math.Min(text.EndOf(line) - text.Lines[line].Start, Longest)];
        if (bytes.IndexOf("\"@level\""u8) < 0 || bytes.IndexOf("\"diagnostic\""u8) < 0)
        {
            return false;
        }

        var fields = new LogFields(text, text.Lines[line].Start, text.Lines[line].Start + bytes.Length);
        var begin = bytes.IndexOf("\"address\":\""u8);
        var address = begin < 0 ? [] : bytes[(begin + "\"address\":\"".Length)..];
        var end = address.IndexOf("\",\""u8) is >= 0 and var comma ? comma : address.IndexOf("\"}"u8);
        int? number = int.TryParse(fields.Value("\"line\""u8), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        draft.Location = new(end > 0 ? Encoding.UTF8.GetString(address[..end]) : null, fields.Value("filename"u8), number);
        draft.Tool = "terraform";
        draft.Box = text.Forgotten + text.Lines[line].Start;
        return true;
    }

    /// <summary>Whether the end of the box that a position is in is known.</summary>
    public static bool IsBoxClosed(CleanText text, int position)
    {
        var line = text.LineAt(position);
        for (var i = line + 1; i < Math.Min(text.LineCount, line + Furthest); i++)
        {
            if (text.Lines[i].Rule == LineRule.Bottom)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The line that an error begins with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int? TopOf(CleanText text, int line)
    {
        // Mostly there is none, and that is seen at once.
        var from = text.Lines[Math.Max(0, line - Furthest)].Start;
        var before = text.Bytes[from..text.EndOf(line)];
        if (before.LastIndexOf("Error: "u8) < 0 && before.LastIndexOf("Warning: "u8) < 0)
        {
            return null;
        }

        for (var i = line; i > Math.Max(-1, line - Furthest); i--)
        {
            if (IsError(text, i))
            {
                return i;
            }

            if (i < line && (text.Lines[i].Rule is LineRule.Bottom or LineRule.Top || (text.Lines[i].Rule == LineRule.Side && text.Lines[line].Rule == LineRule.None)))
            {
                return null;
            }
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsError(CleanText text, int line) => text.TextOf(line).StartsWith("Error: "u8) || text.TextOf(line).StartsWith("Warning: "u8);

    /// <summary>Up to the comma at a line's end: addresses may have commas.</summary>
    private static string? AddressAt(CleanText text, int line)
    {
        var start = text.Lines[line].Start;
        if (!text.TextOf(line).StartsWith("with "u8) || text.Lines[line].Indent + text.Lines[line].Width == 0)
        {
            return null;
        }

        for (var i = line; i < Math.Min(text.LineCount, line + 6); i++)
        {
            if (text.IsBlank(i))
            {
                return null;
            }

            if (text.TextOf(i).EndsWith(","u8))
            {
                var address = Encoding.UTF8.GetString(text.Bytes[(start + 5)..(text.EndOf(i) - 1)]).Trim();
                return address.Contains('.', StringComparison.Ordinal) || address.StartsWith("provider[", StringComparison.Ordinal) ? address : null;
            }
        }

        return null;
    }

    private static (string File, int? Line, string? Address)? PlaceAt(CleanText text, int line)
    {
        const int Longest = 600;
        var start = text.Lines[line].Start;
        if (!text.TextOf(line).StartsWith("on "u8))
        {
            return null;
        }

        var words = Encoding.UTF8.GetString(text.Bytes[(start + 3)..Math.Min(text.Length, start + Longest)]);
        var at = words.IndexOf(" line ", StringComparison.Ordinal);
        if (at <= 0)
        {
            return null;
        }

        var digits = words[(at + 6)..].TakeWhile(char.IsAsciiDigit).Count();
        if (digits == 0 || !int.TryParse(words.AsSpan(at + 6, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return (words[..at], number, Compose(words[(at + 6 + digits)..]));
    }

    /// <summary>The address by <c>, in resource "aws_x" "y"</c>: before 0.15 it stood nowhere else.</summary>
    private static string? Compose(string words)
    {
        var quoted = words.Split('"', 5);
        if (!words.StartsWith(", in ", StringComparison.Ordinal) || quoted.Length < 4)
        {
            return null;
        }

        return quoted[0].Trim(',', ' ') switch
        {
            "in resource" => $"{quoted[1]}.{quoted[3]}",
            "in data" => $"data.{quoted[1]}.{quoted[3]}",
            _ => null,
        };
    }

    /// <summary>Up to 0.11: <c>* aws_instance.x: Error launching …</c>.</summary>
    private static DenialLocation? OfOldError(CleanText text, int start)
    {
        var words = text.TextOf(text.LineAt(start)).TrimStart("* "u8);
        var colon = words.IndexOf(": "u8);
        if (colon <= 0)
        {
            return null;
        }

        var address = words[..colon];
        var type = address.LastIndexOf("aws_"u8);
        return type >= 0 && address[type..].Contains((byte)'.') && address.IndexOf((byte)' ') < 0 ? new(Encoding.UTF8.GetString(address), null, null) : null;
    }
}
