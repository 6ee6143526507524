namespace TrailOps.Policies;

/// <summary>Actions × resources × values, as lines of a grid: what one statement can say.</summary>
internal sealed class GrantBox
{
    private readonly GrantGrid _grid;
    private readonly BitSet[] _lines;

    public GrantBox(GrantGrid grid, BitSet actions, BitSet resources, BitSet values)
    {
        _grid = grid;
        _lines = [actions, resources, values];
        Cells = new(grid.Needed.Length);
        foreach (var action in actions)
        {
            foreach (var cell in grid.CellsAt(0, action))
            {
                if (resources.Contains(grid.Needed[cell].Resource) && values.Contains(grid.Needed[cell].Value))
                {
                    Cells.Add(cell);
                }
            }
        }
    }

    /// <summary>The needed cells in the box.</summary>
    public BitSet Cells { get; }

    public BitSet this[int axis] => _lines[axis];

    /// <summary>The smallest box around both, or null where it says more than is allowed.</summary>
    public GrantBox? Merge(GrantBox other)
    {
        var union = new BitSet[GrantGrid.Axes];
        for (var axis = 0; axis < GrantGrid.Axes; axis++)
        {
            union[axis] = this[axis].Copy();
            union[axis].UnionWith(other[axis]);
        }

        foreach (var action in union[0])
        {
            foreach (var value in union[2])
            {
                if (!union[1].IsSubsetOf(_grid.Allowed(action, value)))
                {
                    return null;
                }
            }
        }

        return new(_grid, union[0], union[1], union[2]);
    }

    /// <summary>The box without a line.</summary>
    public GrantBox Without(int axis, int line)
    {
        BitSet[] lines = [.. _lines];
        lines[axis] = lines[axis].Copy();
        lines[axis].Remove(line);
        return new(_grid, lines[0], lines[1], lines[2]);
    }
}
