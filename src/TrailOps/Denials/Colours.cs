using System.Runtime.CompilerServices;

namespace TrailOps.Denials;

/// <summary>
/// The control sequences of terminals (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html), which are no text: as a terminal takes them, as logs spell them
/// (<c>^[[31m</c>, <c>#033[31m</c>), and without their escape character (<c>[31m</c>).
/// </summary>
internal static class Colours
{
    private const byte Escape = 0x1B;
    private const int LongestParameters = 24;

    /// <summary>Takes them out of a line in its place.</summary>
    /// <returns>How long it is now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Remove(Span<byte> line)
    {
        int to = 0, from = 0;
        while (from < line.Length)
        {
            var rest = line[from..];
            var hop = rest.IndexOfAny(Escape, (byte)'[');
            if (hop < 0)
            {
                hop = rest.Length;
            }

            rest[..hop].CopyTo(line[to..]);
            to += hop;
            from += hop;
            if (from == line.Length)
            {
                break;
            }

            if (line[from] == Escape)
            {
                from += LengthAfterEscape(line[(from + 1)..]) + 1;
                continue;
            }

            var spelled = Spelled(line[..to]);
            var length = ControlLength(line[(from + 1)..], isSure: spelled > 0);
            if (length == 0)
            {
                line[to++] = line[from++];
                continue;
            }

            to -= spelled;
            from += 1 + length;
        }

        return to;
    }

    /// <summary>What follows an escape character and belongs to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int LengthAfterEscape(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
        {
            return 0;
        }

        switch (rest[0])
        {
            case (byte)'[':
                return 1 + ControlLength(rest[1..], isSure: true);
            case (byte)']':
                // A link or a title, up to a bell or another escape character.
                var end = rest[..Math.Min(rest.Length, 2048)].IndexOfAny((byte)7, Escape);
                return end < 0 ? 1 : rest[end] == 7 ? end + 1 : Math.Min(rest.Length, end + 2);
            case (byte)'(' or (byte)')':
                return Math.Min(2, rest.Length);
            case >= (byte)'0' and <= (byte)'~':
                return 1;
            default:
                return 0;
        }
    }

    /// <summary>Parameters and final letter. Without an escape character before only colours and erasures with a number are meant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ControlLength(ReadOnlySpan<byte> rest, bool isSure)
    {
        var at = 0;
        while (at < rest.Length && at < LongestParameters && rest[at] is (>= (byte)'0' and <= (byte)'9') or (byte)';' or (byte)'?' or (byte)':')
        {
            at++;
        }

        if (at == rest.Length)
        {
            return 0;
        }

        return rest[at] switch
        {
            (byte)'m' or (byte)'K' => isSure || at > 0 ? at + 1 : 0,
            >= (byte)'@' and <= (byte)'~' => isSure ? at + 1 : 0,
            _ => 0,
        };
    }

    /// <summary>How long a spelled escape character is that a text ends with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Spelled(ReadOnlySpan<byte> before) =>
        before.EndsWith("^["u8) ? 2
        : before.EndsWith("␛"u8) ? 3
        : before.EndsWith("#033"u8) ? 4
        : before.EndsWith("\u009b"u8) ? 2
        : 0;
}
