using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TrailOps.Events;

/// <summary>
/// Finds where a JSON object or array ends without parsing what is in it: brackets outside of strings are counted, 64 bytes at a step.
/// Exact for every valid JSON text; text that looks like a record inside a string or a nested object is passed over like any other.
/// </summary>
/// <remarks>
/// The way quotes and backslashes become bit masks is that of Langdale and Lemire, "Parsing Gigabytes of JSON per Second",
/// https://arxiv.org/abs/1902.08318. The state carries over from one call to the next, so that a record may arrive in pieces.
/// </remarks>
internal struct DepthScanner
{
    private const ulong OddBits = 0xAAAA_AAAA_AAAA_AAAA;

    private int _depth;
    private Strings _strings;

    /// <summary>Starts before the opening bracket of a container, or <paramref name="depth"/> containers inside of it.</summary>
    public DepthScanner(int depth) => _depth = depth;

    /// <summary>The index behind the bracket that closes the container, or -1 where <paramref name="data"/> ends before.</summary>
    /// <remarks>Compiled once and for good: the runtime's usual first, slow version of such a loop is felt in a short run.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int FindEnd(ReadOnlySpan<byte> data)
    {
        var position = 0;
        var depth = _depth;
        var strings = _strings;
        ref var first = ref MemoryMarshal.GetReference(data);
        for (; position + 64 <= data.Length; position += 64)
        {
            var block = Block.Load(ref Unsafe.Add(ref first, position));
            var outside = ~strings.Mask(block.Quotes, block.Backslashes);
            var opens = block.Opens & outside;
            var closes = block.Closes & outside;
            var closeCount = BitOperations.PopCount(closes);
            if (depth <= closeCount && FindClosing(opens, closes, depth) is var end and >= 0)
            {
                return position + end;
            }

            depth += BitOperations.PopCount(opens) - closeCount;
        }

        _depth = depth;
        _strings = strings;
        return FindEndByByte(data, position);
    }

    /// <summary>The place behind the bracket that closes as many containers as are open, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FindClosing(ulong opens, ulong closes, int depth)
    {
        for (var brackets = opens | closes; brackets != 0; brackets &= brackets - 1)
        {
            depth += (opens & brackets & (~brackets + 1)) != 0 ? 1 : -1;
            if (depth <= 0)
            {
                return BitOperations.TrailingZeroCount(brackets) + 1;
            }
        }

        return -1;
    }

    private int FindEndByByte(ReadOnlySpan<byte> data, int position)
    {
        for (; position < data.Length; position++)
        {
            var b = data[position];
            var isEscaped = _strings.EscapeNext != 0;
            _strings.EscapeNext = b == '\\' && !isEscaped ? 1ul : 0;
            if (b == '"' && !isEscaped)
            {
                _strings.InString = ~_strings.InString;
            }
            else if (_strings.InString == 0)
            {
                if (b is (byte)'{' or (byte)'[')
                {
                    _depth++;
                }
                else if (b is (byte)'}' or (byte)']' && --_depth <= 0)
                {
                    return position + 1;
                }
            }
        }

        return -1;
    }

    /// <summary>Whether the bytes stand in strings, from one block to the next.</summary>
    private struct Strings
    {
        /// <summary>All bits where the last block ended inside of a string.</summary>
        public ulong InString;

        /// <summary>1 where the last block ended with a backslash that escapes what follows.</summary>
        public ulong EscapeNext;

        /// <summary>The bytes inside of strings, the opening quote included, the closing one not.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Mask(ulong quotes, ulong backslashes)
        {
            ulong escaped;
            if (backslashes == 0)
            {
                escaped = EscapeNext;
                EscapeNext = 0;
            }
            else
            {
                // Of each run of backslashes every second one is itself escaped; a carry through the run finds which.
                var starts = backslashes & ~EscapeNext;
                var carried = ((starts << 1) | OddBits) - starts;
                var codes = carried ^ OddBits;
                escaped = codes ^ (backslashes | EscapeNext);
                EscapeNext = (codes & backslashes) >> 63;
            }

            var inString = PrefixXor(quotes & ~escaped) ^ InString;
            InString = (ulong)((long)inString >> 63);
            return inString;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong PrefixXor(ulong bits)
        {
            if (Pclmulqdq.IsSupported)
            {
                return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
            }

            bits ^= bits << 1;
            bits ^= bits << 2;
            bits ^= bits << 4;
            bits ^= bits << 8;
            bits ^= bits << 16;
            return bits ^ (bits << 32);
        }
    }

    /// <summary>Four questions to 64 bytes, a bit for each byte.</summary>
    private readonly ref struct Block
    {
        public readonly ulong Quotes;
        public readonly ulong Backslashes;
        public readonly ulong Opens;
        public readonly ulong Closes;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Block(Vector512<byte> text)
        {
            Quotes = Vector512.Equals(text, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            Backslashes = Vector512.Equals(text, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();

            // '{' and '[', '}' and ']' differ in one bit alone, and no other byte becomes a brace by it.
            var folded = text | Vector512.Create((byte)0x20);
            Opens = Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits();
            Closes = Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Block Load(ref byte start) => new(Vector512.LoadUnsafe(ref start));
    }
}
