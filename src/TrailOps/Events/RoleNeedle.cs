using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace TrailOps.Events;

/// <summary>
/// Tells quickly whether a record can be about a role at all: its name has to stand in it behind a slash and before a quote or a slash, as
/// it does in every ARN of the role or of a session. A record that hides ASCII characters in <c>\u00…</c> escapes can't be told from outside.
/// </summary>
internal sealed class RoleNeedle
{
    private readonly byte[] _needle;
    private readonly byte _last;

    public RoleNeedle(RoleIdentity role)
    {
        _needle = Encoding.ASCII.GetBytes("/" + role.Name);
        _last = (byte)(_needle[^1] | 0x20);
    }

    /// <summary>Looks at 64 places at once for the slash and, as far behind it as the name is long, for the name's last character.</summary>
    /// <remarks>Compiled once and for good: the runtime's usual first, slow version of such a loop is felt in a short run.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MayBeIn(ReadOnlySpan<byte> record)
    {
        var lastOffset = _needle.Length - 1;
        var slash = Vector512.Create((byte)'/');
        var backslash = Vector512.Create((byte)'\\');
        var last = Vector512.Create(_last);
        var caseBit = Vector512.Create((byte)0x20);
        var escapes = 0ul;
        ref var first = ref MemoryMarshal.GetReference(record);
        var position = 0;
        for (; position + lastOffset + Vector512<byte>.Count <= record.Length; position += Vector512<byte>.Count)
        {
            var text = Vector512.LoadUnsafe(ref first, (nuint)position);
            escapes |= Vector512.Equals(text, backslash).ExtractMostSignificantBits();
            var ends = Vector512.Equals(Vector512.LoadUnsafe(ref first, (nuint)(position + lastOffset)) | caseBit, last).ExtractMostSignificantBits();
            for (var bits = Vector512.Equals(text, slash).ExtractMostSignificantBits() & ends; bits != 0; bits &= bits - 1)
            {
                if (IsAt(record[(position + BitOperations.TrailingZeroCount(bits))..]))
                {
                    return true;
                }
            }
        }

        var tail = record[position..];
        return IsInTail(tail) || ((escapes != 0 || tail.Contains((byte)'\\')) && record.IndexOf("\\u00"u8) >= 0);
    }

    private bool IsInTail(ReadOnlySpan<byte> tail)
    {
        for (int slash; (slash = tail.IndexOf((byte)'/')) >= 0; tail = tail[(slash + 1)..])
        {
            if (IsAt(tail[slash..]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAt(ReadOnlySpan<byte> text) =>
        text.Length > _needle.Length
        && text[_needle.Length] is (byte)'"' or (byte)'/' or (byte)'\\'
        && Ascii.EqualsIgnoreCase(text[.._needle.Length], _needle);
}
