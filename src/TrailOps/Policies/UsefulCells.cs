namespace TrailOps.Policies;

/// <summary>
/// Which implied cells a statement without superfluous elements can contain. Without the others a group falls into more parts, and smaller ones.
/// </summary>
internal static class UsefulCells
{
    /// <summary>
    /// A statement has row a for the sake of a needed cell (a, s), and column r for the sake of a needed cell (b, r). So the implied cell (a, r)
    /// is of use only where there are such b and s, and (b, s) is allowed. Where neither actions nor resources nor values are all the same there
    /// are no rows and columns to speak of: then all cells may be of use.
    /// </summary>
    public static List<GrantCell> Among(HashSet<GrantCell> implied, List<GrantCell> needed)
    {
        int[] axes = [.. Enumerable.Range(0, GrantGrid.Axes).Where(axis => needed.Any(cell => cell[axis] != needed[0][axis]))];
        if (axes.Length == GrantGrid.Axes)
        {
            return [.. implied];
        }

        if (axes.Length < 2)
        {
            return [];
        }

        var (row, column) = (axes[0], axes[1]);
        var columnsOf = needed.ToLookup(cell => cell[row], cell => cell[column]);
        var rowsOf = needed.Concat(implied).ToLookup(cell => cell[column], cell => cell[row]);
        var useful = new List<GrantCell>();
        foreach (var cells in implied.GroupBy(cell => cell[row]))
        {
            var others = columnsOf[cells.Key].SelectMany(c => rowsOf[c]).Where(r => r != cells.Key).ToHashSet();
            var reached = others.SelectMany(r => columnsOf[r]).ToHashSet();
            useful.AddRange(cells.Where(cell => reached.Contains(cell[column])));
        }

        return useful;
    }
}
