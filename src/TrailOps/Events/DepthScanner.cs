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
    private ulong _inString;
    private ulong _escapeNext;

    /// <summary>Starts before the opening bracket of a container, or <paramref name="depth"/> containers inside of it.</summary>
    public DepthScanner(int depth) => _depth = depth;

    /// <summary>The index behind the bracket that closes the container, or -1 where <paramref name="data"/> ends before.</summary>
    public int FindEnd(ReadOnlySpan<byte> data)
    {
        var position = 0;
        ref var first = ref MemoryMarshal.GetReference(data);
        for (; position + 64 <= data.Length; position += 64)
        {
            var block = Block.Load(ref Unsafe.Add(ref first, position));
            var outside = ~StringMask(block.Quotes, block.Backslashes);
            var opens = block.Opens & outside;
            var closes = block.Closes & outside;
            if (_depth > BitOperations.PopCount(closes))
            {
                _depth += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
                continue;
            }

            var end = WalkBrackets(opens, closes);
            if (end >= 0)
            {
                return position + end;
            }
        }

        return FindEndByByte(data, position);
    }

    private int WalkBrackets(ulong opens, ulong closes)
    {
        for (var brackets = opens | closes; brackets != 0; brackets &= brackets - 1)
        {
            if ((opens & brackets & (~brackets + 1)) != 0)
            {
                _depth++;
            }
            else if (--_depth <= 0)
            {
                return BitOperations.TrailingZeroCount(brackets) + 1;
            }
        }

        return -1;
    }

    /// <summary>The bytes inside of strings, the opening quote included, the closing one not.</summary>
    private ulong StringMask(ulong quotes, ulong backslashes)
    {
        ulong escaped;
        if (backslashes == 0)
        {
            escaped = _escapeNext;
            _escapeNext = 0;
        }
        else
        {
            // Of each run of backslashes every second one is itself escaped; a carry through the run finds which.
            var starts = backslashes & ~_escapeNext;
            var carried = ((starts << 1) | OddBits) - starts;
            var codes = carried ^ OddBits;
            escaped = codes ^ (backslashes | _escapeNext);
            _escapeNext = (codes & backslashes) >> 63;
        }

        var inString = PrefixXor(quotes & ~escaped) ^ _inString;
        _inString = (ulong)((long)inString >> 63);
        return inString;
    }

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

    private int FindEndByByte(ReadOnlySpan<byte> data, int position)
    {
        for (; position < data.Length; position++)
        {
            var b = data[position];
            if (_escapeNext != 0)
            {
                _escapeNext = 0;
            }
            else if (b == '\\')
            {
                _escapeNext = 1;
            }
            else if (b == '"')
            {
                _inString = ~_inString;
            }
            else if (_inString == 0)
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

    /// <summary>Four questions to 64 bytes, a bit for each byte.</summary>
    private readonly ref struct Block
    {
        public readonly ulong Quotes;
        public readonly ulong Backslashes;
        public readonly ulong Opens;
        public readonly ulong Closes;

        private Block(Vector256<byte> low, Vector256<byte> high)
        {
            var caseBit = Vector256.Create((byte)0x20);
            Quotes = Mask(low, high, (byte)'"');
            Backslashes = Mask(low, high, (byte)'\\');

            // '{' and '[', '}' and ']' differ in that one bit alone, and no other byte becomes a brace by it.
            Opens = Mask(low | caseBit, high | caseBit, (byte)'{');
            Closes = Mask(low | caseBit, high | caseBit, (byte)'}');
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Block Load(ref byte start) =>
            new(Vector256.LoadUnsafe(ref start), Vector256.LoadUnsafe(ref start, 32));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong Mask(Vector256<byte> low, Vector256<byte> high, byte value) =>
            Vector256.Equals(low, Vector256.Create(value)).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(high, Vector256.Create(value)).ExtractMostSignificantBits() << 32);
    }
}
