using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TrailOps.Events;

/// <summary>
/// The event ids already seen, 16 bytes each in open tables that are at least 60 % full: under 30 bytes an event, and under 40 while a
/// table grows, since each of the 256 grows by itself.
/// </summary>
internal sealed class EventIdSet
{
    private readonly Shard[] _shards = new Shard[256];
    private bool _hasZero;

    /// <summary>How many ids the set holds.</summary>
    public long Count { get; private set; }

    /// <summary>The bytes of all tables, and of the largest once more, as while it grows.</summary>
    internal long PeakBytes => _shards.Sum(shard => shard.Bytes) + _shards.Max(shard => shard.Bytes * 4 / 3);

    /// <summary>Adds an id; false where it is there already. Event ids are UUIDs; any other text counts by its hash.</summary>
    /// <param name="id">The id as logged.</param>
    /// <param name="time">What else tells the events apart, in the ticks of a time.</param>
    public bool Add(ReadOnlySpan<byte> id, long time = 0)
    {
        UInt128 key;
        if (id.Length == 36 && Utf8Parser.TryParse(id, out Guid guid, out var used, 'D') && used == 36)
        {
            key = MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in guid)));
        }
        else
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(id, hash);
            key = MemoryMarshal.Read<UInt128>(hash);
        }

        key ^= (ulong)time;
        var added = key == UInt128.Zero ? !_hasZero : _shards[(int)(Mix(key) >> 56)].Add(key);
        _hasZero |= key == UInt128.Zero;
        Count += added ? 1 : 0;
        return added;
    }

    /// <summary>Ids in the wild are random but for the ones people make up, which count in one place or another: each bit has to reach all.</summary>
    private static ulong Mix(UInt128 key)
    {
        var mixed = ((ulong)key * 0x9E37_79B9_7F4A_7C15) + (ulong)(key >> 64);
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8_FEB8_6659_FD93;
        return mixed ^ (mixed >> 32);
    }

    private struct Shard
    {
        private UInt128[]? _slots;
        private int _count;

        public readonly long Bytes => (_slots?.Length ?? 0) * 16L;

        public bool Add(UInt128 key)
        {
            _slots ??= new UInt128[4];
            var slot = Find(_slots, key);
            if (_slots[slot] == key)
            {
                return false;
            }

            if ((_count + 1) * 5L > _slots.Length * 4L)
            {
                Grow();
                slot = Find(_slots, key);
            }

            _slots[slot] = key;
            _count++;
            return true;
        }

        /// <summary>Where the key stands, or the empty slot for it. Zero marks an empty slot.</summary>
        private static int Find(UInt128[] slots, UInt128 key)
        {
            var slot = (int)(((ulong)(uint)(Mix(key) >> 16) * (uint)slots.Length) >> 32);
            while (slots[slot] != UInt128.Zero && slots[slot] != key)
            {
                slot = slot + 1 == slots.Length ? 0 : slot + 1;
            }

            return slot;
        }

        private void Grow()
        {
            var larger = new UInt128[(_slots!.Length * 4 / 3) + 4];
            foreach (var key in _slots)
            {
                if (key != UInt128.Zero)
                {
                    larger[Find(larger, key)] = key;
                }
            }

            _slots = larger;
        }
    }
}
