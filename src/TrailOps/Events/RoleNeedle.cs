using System.Numerics;
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

    public bool MayBeIn(ReadOnlySpan<byte> record) => Contains(record) || record.IndexOf("\\u00"u8) >= 0;

    /// <summary>Looks at 32 places at once for the slash and, as far behind it as the name is long, for the name's last character.</summary>
    private bool Contains(ReadOnlySpan<byte> record)
    {
        var lastOffset = _needle.Length - 1;
        var slash = Vector256.Create((byte)'/');
        var last = Vector256.Create(_last);
        var caseBit = Vector256.Create((byte)0x20);
        ref var first = ref MemoryMarshal.GetReference(record);
        var position = 0;
        for (; position + lastOffset + Vector256<byte>.Count <= record.Length; position += Vector256<byte>.Count)
        {
            var places = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)position), slash)
                & Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)(position + lastOffset)) | caseBit, last);
            for (var bits = places.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                if (IsAt(record[(position + BitOperations.TrailingZeroCount(bits))..]))
                {
                    return true;
                }
            }
        }

        for (; position + lastOffset < record.Length; position++)
        {
            if (record[position] == '/' && IsAt(record[position..]))
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
