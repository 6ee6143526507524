using System.Numerics;

namespace TrailOps.Policies;

/// <summary>A set of small numbers. Sets that are used together have the same size.</summary>
internal sealed class BitSet : IEquatable<BitSet>
{
    private readonly ulong[] _words;

    public BitSet(int size) => _words = new ulong[(size + 63) / 64];

    private BitSet(ulong[] words) => _words = words;

    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    public static BitSet Full(int size)
    {
        var set = new BitSet(size);
        for (var i = 0; i < size; i++)
        {
            set.Add(i);
        }

        return set;
    }

    public bool Contains(int item) => (_words[item >> 6] & (1UL << item)) != 0;

    public void Add(int item) => _words[item >> 6] |= 1UL << item;

    public void Remove(int item) => _words[item >> 6] &= ~(1UL << item);

    public BitSet Copy() => new([.. _words]);

    public void UnionWith(BitSet other)
    {
        for (var w = 0; w < _words.Length; w++)
        {
            _words[w] |= other._words[w];
        }
    }

    public void IntersectWith(BitSet other)
    {
        for (var w = 0; w < _words.Length; w++)
        {
            _words[w] &= other._words[w];
        }
    }

    public void ExceptWith(BitSet other)
    {
        for (var w = 0; w < _words.Length; w++)
        {
            _words[w] &= ~other._words[w];
        }
    }

    public bool IsSubsetOf(BitSet other)
    {
        for (var w = 0; w < _words.Length; w++)
        {
            if ((_words[w] & ~other._words[w]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many items both have.</summary>
    public int Overlap(BitSet other)
    {
        var count = 0;
        for (var w = 0; w < _words.Length; w++)
        {
            count += BitOperations.PopCount(_words[w] & other._words[w]);
        }

        return count;
    }

    public bool Equals(BitSet? other) => other is not null && _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => Equals(obj as BitSet);

    public override int GetHashCode()
    {
        var hash = 0UL;
        foreach (var word in _words)
        {
            hash = BitOperations.RotateLeft((hash ^ word) * 0x9E3779B97F4A7C15, 29);
        }

        return hash.GetHashCode();
    }

    /// <summary>The smallest item of a set that is not empty.</summary>
    public int First()
    {
        var word = _words.AsSpan().IndexOfAnyExcept(0UL);
        return (word << 6) + BitOperations.TrailingZeroCount(_words[word]);
    }

    public Enumerator GetEnumerator() => new(_words);

    public List<int> ToList()
    {
        var list = new List<int>();
        foreach (var item in this)
        {
            list.Add(item);
        }

        return list;
    }

    /// <summary>The items in ascending order.</summary>
    internal struct Enumerator(ulong[] words)
    {
        private int _word = -1;
        private ulong _rest;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (++_word == words.Length)
                {
                    return false;
                }

                _rest = words[_word];
            }

            Current = (_word << 6) + BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }
    }
}
