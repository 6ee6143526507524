using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrailOps.Events;

/// <summary>A quick hash of a record's bytes, for tables whose entries are compared byte by byte. It is none that a hostile text could not hit.</summary>
internal static class ByteHash
{
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        hash = (hash ^ (ulong)bytes.Length) * Prime;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            hash = (hash ^ word) * Prime;
            hash ^= hash >> 29;
        }

        ulong rest = 0;
        foreach (var b in bytes[(bytes.Length & ~7)..])
        {
            rest = (rest << 8) | b;
        }

        hash = (hash ^ rest) * Prime;
        return hash ^ (hash >> 32);
    }
}
