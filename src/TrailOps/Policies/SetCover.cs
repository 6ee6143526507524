namespace TrailOps.Policies;

/// <summary>
/// Covers items with as few of the given sets as can be found: the fewest there are, by branch and bound, where that takes no more steps than the
/// budget has. The same answer for the same sets: no clock is asked.
/// </summary>
internal sealed class SetCover
{
    // Beyond these the search would hardly get anywhere, and what it needs to know grows with their square.
    private const int MostItems = 4_096;

    private readonly IReadOnlyList<BitSet> _sets;
    private readonly int _items;
    private readonly BitSet[] _setsOf;
    private readonly int[] _order;
    private readonly BitSet _available;
    private readonly List<int> _chosen = [];
    private BitSet[] _together = [];
    private long _steps;
    private List<int> _best = [];

    public SetCover(int items, IReadOnlyList<BitSet> sets)
    {
        (_items, _sets) = (items, sets);
        _setsOf = Sets(items, sets.Count);
        for (var s = 0; s < sets.Count; s++)
        {
            foreach (var item in sets[s])
            {
                _setsOf[item].Add(s);
            }
        }

        _available = BitSet.Full(sets.Count);
        _order = [.. Enumerable.Range(0, items).OrderBy(item => _setsOf[item].Count)];
    }

    /// <summary>The best cover found: at first what the greedy way gives.</summary>
    public IReadOnlyList<int> Best => _best.Count > 0 ? _best : _best = Irredundant(Greedy());

    /// <summary>Looks for a cover with fewer sets in at most so many steps; whether there is none with fewer than <see cref="Best"/> now has.</summary>
    public bool Improve(long budget)
    {
        if (_items > MostItems)
        {
            return false;
        }

        _ = Best;
        _steps = budget;
        _together = Sets(_items, _items);
        foreach (var set in _sets)
        {
            foreach (var item in set)
            {
                _together[item].UnionWith(set);
            }
        }

        Search(Undecided());
        return _steps > 0;
    }

    /// <summary>Covers line by line, each at one go if some set does that. Better than the greedy way where hardly any two lines have much in common.</summary>
    public void Try(IEnumerable<BitSet> lines)
    {
        var rest = BitSet.Full(_items);
        var cover = new List<int>();
        foreach (var line in lines)
        {
            var left = line.Copy();
            for (left.IntersectWith(rest); !left.IsEmpty; left.IntersectWith(rest))
            {
                var set = _setsOf[left.First()].ToList().MaxBy(s => (_sets[s].Overlap(left), _sets[s].Overlap(rest)));
                cover.Add(set);
                rest.ExceptWith(_sets[set]);
            }
        }

        cover = Irredundant(cover);
        _best = cover.Count < Best.Count ? cover : _best;
    }

    private static BitSet[] Sets(int count, int size) => [.. Enumerable.Range(0, count).Select(_ => new BitSet(size))];

    private List<int> Greedy()
    {
        var rest = BitSet.Full(_items);
        var cover = new List<int>();
        var queue = new PriorityQueue<int, (int, int)>(_sets.Select((set, i) => (i, (-set.Count, i))));
        while (!rest.IsEmpty)
        {
            queue.TryDequeue(out var set, out var worth);
            var count = _sets[set].Overlap(rest);
            if (count < -worth.Item1)
            {
                // Others have taken some of its items meanwhile, so that it waits for its turn again.
                queue.Enqueue(set, (-count, set));
                continue;
            }

            cover.Add(set);
            rest.ExceptWith(_sets[set]);
        }

        return cover;
    }

    private List<int> Irredundant(List<int> cover)
    {
        for (var i = cover.Count - 1; i >= 0; i--)
        {
            var rest = _sets[cover[i]].Copy();
            for (var j = 0; j < cover.Count && !rest.IsEmpty; j++)
            {
                if (j != i)
                {
                    rest.ExceptWith(_sets[cover[j]]);
                }
            }

            if (rest.IsEmpty)
            {
                cover.RemoveAt(i);
            }
        }

        return cover;
    }

    /// <summary>The items but those that are covered with another one whichever set that takes.</summary>
    private BitSet Undecided()
    {
        var items = BitSet.Full(_items);
        for (var i = 0; i < _items; i++)
        {
            foreach (var other in _together[i])
            {
                if (other != i && items.Contains(other) && items.Contains(i) && _setsOf[i].IsSubsetOf(_setsOf[other]))
                {
                    items.Remove(other);
                }
            }
        }

        return items;
    }

    private void Search(BitSet rest)
    {
        _steps -= _items;
        if (_steps <= 0)
        {
            return;
        }

        if (_chosen.Count + AtLeast(rest) >= _best.Count)
        {
            return;
        }

        if (rest.IsEmpty)
        {
            _best = [.. _chosen];
            return;
        }

        var tried = new List<int>();
        foreach (var set in Choices(rest))
        {
            var left = rest.Copy();
            left.ExceptWith(_sets[set]);
            _chosen.Add(set);
            Search(left);
            _chosen.RemoveAt(_chosen.Count - 1);

            // All covers with this set have been seen.
            _available.Remove(set);
            tried.Add(set);
        }

        tried.ForEach(_available.Add);
    }

    /// <summary>How many sets it takes at least: so many items lie in no set together.</summary>
    private int AtLeast(BitSet items)
    {
        var rest = items.Copy();
        var count = 0;
        foreach (var item in _order)
        {
            if (rest.Contains(item))
            {
                rest.ExceptWith(_together[item]);
                count++;
            }
        }

        return count;
    }

    /// <summary>The sets of the item that has fewest, the most useful first, without those that cover nothing that an earlier one does not.</summary>
    private List<int> Choices(BitSet rest)
    {
        var item = rest.ToList().MinBy(i => _setsOf[i].Overlap(_available));
        var sets = new List<(int Set, BitSet Covers)>();
        foreach (var set in _setsOf[item])
        {
            if (_available.Contains(set))
            {
                var covers = _sets[set].Copy();
                covers.IntersectWith(rest);
                sets.Add((set, covers));
            }
        }

        var choices = new List<(int Set, BitSet Covers)>();
        foreach (var set in sets.OrderByDescending(s => s.Covers.Count))
        {
            if (!choices.Exists(c => set.Covers.IsSubsetOf(c.Covers)))
            {
                choices.Add(set);
            }
        }

        return choices.ConvertAll(c => c.Set);
    }
}
