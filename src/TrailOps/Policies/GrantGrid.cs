namespace TrailOps.Policies;

/// <summary>
/// A part of the grants that no statement shares with the rest, as cells of actions × resources × values. What has the same cells is one line of
/// the grid, as it stands in the same statements.
/// </summary>
internal sealed class GrantGrid
{
    public const int Axes = 3;

    private readonly BitSet[,] _allowed;
    private readonly List<int>[][] _cellsAt;

    private GrantGrid(List<GrantCell> needed, List<GrantCell> implied)
    {
        Members = new int[Axes][][];
        var lines = new Dictionary<int, int>[Axes];
        for (var axis = 0; axis < Axes; axis++)
        {
            Members[axis] = AlikeLines(axis, needed, implied);
            lines[axis] = Members[axis].Select((members, line) => (members[0], line)).ToDictionary(m => m.Item1, m => m.line);
        }

        Needed = [.. InLines(needed, lines)];
        _allowed = new BitSet[Size(0), Size(2)];
        for (var i = 0; i < _allowed.Length; i++)
        {
            _allowed[i / Size(2), i % Size(2)] = new(Size(1));
        }

        foreach (var cell in Needed.Concat(InLines(implied, lines)))
        {
            _allowed[cell.Action, cell.Value].Add(cell.Resource);
        }

        _cellsAt = [.. Enumerable.Range(0, Axes).Select(axis => Members[axis].Select(_ => new List<int>()).ToArray())];
        for (var i = 0; i < Needed.Length; i++)
        {
            for (var axis = 0; axis < Axes; axis++)
            {
                _cellsAt[axis][Needed[i][axis]].Add(i);
            }
        }
    }

    /// <summary>For each axis its lines, for each line the numbers that it stands for.</summary>
    public int[][][] Members { get; }

    /// <summary>The cells that must be covered, in order.</summary>
    public GrantCell[] Needed { get; }

    public int Size(int axis) => Members[axis].Length;

    /// <summary>The resources that the action may be granted on under the value.</summary>
    public BitSet Allowed(int action, int value) => _allowed[action, value];

    /// <summary>The needed cells of a line, as indexes.</summary>
    public IReadOnlyList<int> CellsAt(int axis, int line) => _cellsAt[axis][line];

    public static IEnumerable<GrantGrid> Split(List<GrantCell> needed, HashSet<GrantCell> implied)
    {
        var useful = implied.Count == 0 ? [] : UsefulCells.Among(implied, needed);
        var parts = new DisjointSets<(int Axis, int Number, int Value)>();
        foreach (var cell in needed.Concat(useful))
        {
            parts.Join(Row(cell), (1, cell.Resource, cell.Value));
        }

        var impliedOf = useful.ToLookup(cell => parts.Find(Row(cell)));
        return needed.GroupBy(cell => parts.Find(Row(cell))).Select(part => new GrantGrid(Sorted(part), Sorted(impliedOf[part.Key])));

        static (int, int, int) Row(GrantCell cell) => (0, cell.Action, 0);
    }

    /// <summary>The numbers on an axis, those together that have the same cells.</summary>
    private static int[][] AlikeLines(int axis, List<GrantCell> needed, List<GrantCell> implied)
    {
        var (one, two) = ((axis + 1) % Axes, (axis + 2) % Axes);
        var all = needed.Concat(implied);
        var (ones, twos) = (Numbered(all, one), Numbered(all, two));
        var cells = new SortedDictionary<int, BitSet>();
        void Mark(GrantCell cell, int state)
        {
            if (!cells.TryGetValue(cell[axis], out var set))
            {
                cells.Add(cell[axis], set = new(2 * ones.Count * twos.Count));
            }

            set.Add((((ones[cell[one]] * twos.Count) + twos[cell[two]]) * 2) + state);
        }

        needed.ForEach(cell => Mark(cell, 0));
        implied.ForEach(cell => Mark(cell, 1));
        return [.. cells.GroupBy(c => c.Value, c => c.Key).Select(line => line.ToArray())];
    }

    private static Dictionary<int, int> Numbered(IEnumerable<GrantCell> cells, int axis) =>
        cells.Select(c => c[axis]).Distinct().Select((number, i) => (number, i)).ToDictionary(n => n.number, n => n.i);

    /// <summary>The cells of each line's first member, which stands for all.</summary>
    private static IEnumerable<GrantCell> InLines(IEnumerable<GrantCell> cells, Dictionary<int, int>[] lines)
    {
        foreach (var cell in cells)
        {
            if (lines[0].TryGetValue(cell.Action, out var a) && lines[1].TryGetValue(cell.Resource, out var r) && lines[2].TryGetValue(cell.Value, out var v))
            {
                yield return new(a, r, v);
            }
        }
    }

    private static List<GrantCell> Sorted(IEnumerable<GrantCell> cells) => [.. cells.OrderBy(c => c.Action).ThenBy(c => c.Resource).ThenBy(c => c.Value)];
}
