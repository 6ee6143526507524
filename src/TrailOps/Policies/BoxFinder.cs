namespace TrailOps.Policies;

/// <summary>
/// The boxes of a grid that no further line fits into. Some of fewest boxes that cover the grid are such boxes: any other one can be widened.
/// </summary>
internal sealed class BoxFinder
{
    private const int MaxValueSets = 64;
    private const int MaxBoxes = 2_000;

    // What the boxes' cells may take: 64 MB.
    private const long MaxBits = 1L << 29;

    private readonly GrantGrid _grid;
    private readonly List<GrantBox> _boxes = [];
    private readonly HashSet<(BitSet Actions, BitSet Resources)> _known = [];

    private BoxFinder(GrantGrid grid) => _grid = grid;

    /// <summary>Whether these are all such boxes, or as many as are looked for.</summary>
    public bool IsComplete { get; private set; } = true;

    public IReadOnlyList<GrantBox> Boxes => _boxes;

    public static BoxFinder Find(GrantGrid grid)
    {
        var finder = new BoxFinder(grid);
        foreach (var values in finder.ValueSets())
        {
            finder.FindUnder(values);
        }

        return finder;
    }

    /// <summary>Each set of values that some actions and resources have in common.</summary>
    private List<BitSet> ValueSets()
    {
        var (actions, resources, values) = (_grid.Size(0), _grid.Size(1), _grid.Size(2));
        if (values == 1)
        {
            return [BitSet.Full(1)];
        }

        var sets = new List<BitSet>();
        for (var a = 0; a < actions; a++)
        {
            for (var r = 0; r < resources; r++)
            {
                var set = new BitSet(values);
                for (var v = 0; v < values; v++)
                {
                    if (_grid.Allowed(a, v).Contains(r))
                    {
                        set.Add(v);
                    }
                }

                sets.Add(set);
            }
        }

        return Intersections(sets, MaxValueSets);
    }

    private void FindUnder(BitSet values)
    {
        var rows = new BitSet[_grid.Size(0)];
        for (var a = 0; a < rows.Length; a++)
        {
            rows[a] = BitSet.Full(_grid.Size(1));
            foreach (var v in values)
            {
                rows[a].IntersectWith(_grid.Allowed(a, v));
            }
        }

        // Each row's widest box comes first, then each column's: where there are too many boxes these cover the grid well at least.
        var most = MaxBits / _grid.Needed.Length;
        List<BitSet> sets = [.. rows];
        if (rows.Length + _grid.Size(1) <= most)
        {
            sets.AddRange(Enumerable.Range(0, _grid.Size(1)).Select(r => Shared(rows, r)).OfType<BitSet>());
        }

        foreach (var resources in Intersections(sets, (int)Math.Min(most, MaxBoxes) - _known.Count))
        {
            Add(rows, resources);
        }
    }

    /// <summary>The resources that all actions have which have this one; null where no action has it.</summary>
    private static BitSet? Shared(BitSet[] rows, int resource)
    {
        BitSet? shared = null;
        foreach (var row in rows)
        {
            if (row.Contains(resource))
            {
                (shared ??= row.Copy()).IntersectWith(row);
            }
        }

        return shared;
    }

    private void Add(BitSet[] rows, BitSet resources)
    {
        var actions = new BitSet(rows.Length);
        for (var a = 0; a < rows.Length; a++)
        {
            if (resources.IsSubsetOf(rows[a]))
            {
                actions.Add(a);
            }
        }

        if (!_known.Add((actions, resources)))
        {
            return;
        }

        var values = new BitSet(_grid.Size(2));
        for (var v = 0; v < _grid.Size(2); v++)
        {
            if (actions.ToList().TrueForAll(a => resources.IsSubsetOf(_grid.Allowed(a, v))))
            {
                values.Add(v);
            }
        }

        var box = new GrantBox(_grid, actions, resources, values);
        if (!box.Cells.IsEmpty)
        {
            _boxes.Add(box);
        }
    }

    /// <summary>The sets and whatever some of them have in common, up to a limit; never nothing.</summary>
    private List<BitSet> Intersections(List<BitSet> sets, int limit)
    {
        var known = new HashSet<BitSet>();
        var found = sets.FindAll(set => !set.IsEmpty && known.Add(set));
        var given = found.Count;
        for (var i = 0; i < found.Count; i++)
        {
            for (var j = 0; j < given; j++)
            {
                var common = found[i].Copy();
                common.IntersectWith(found[j]);
                if (common.IsEmpty || known.Contains(common))
                {
                    continue;
                }

                if (found.Count >= limit)
                {
                    IsComplete = false;
                    return found;
                }

                known.Add(common);
                found.Add(common);
            }
        }

        return found;
    }
}
