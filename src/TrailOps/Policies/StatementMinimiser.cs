namespace TrailOps.Policies;

/// <summary>
/// Writes grants as statements that mean just the same: none can be merged with another, and no action, resource or value of a condition can be
/// left out. There are as few statements as can be, as far as <see cref="MostSteps"/> allow to find that out: covering the cells of a grid with
/// the fewest boxes takes, in the worst case, exponential time. The same statements whatever the order of the grants.
/// </summary>
internal sealed class StatementMinimiser
{
    /// <summary>How many steps the search for fewer statements may take for grants that hang together, counted and never timed.</summary>
    public const long MostSteps = 2_000_000;

    private readonly GrantSet _grants;
    private readonly long _budget;
    private bool _isMinimal = true;

    private StatementMinimiser(IReadOnlyCollection<Grant> grants, long budget) => (_grants, _budget) = (new(grants), budget);

    public static IReadOnlyList<PolicyStatement> Minimise(IReadOnlyCollection<Grant> grants) => Minimise(grants, MostSteps, out _);

    /// <summary>The same with another budget, and whether it was enough to know that there are no fewer statements.</summary>
    public static IReadOnlyList<PolicyStatement> Minimise(IReadOnlyCollection<Grant> grants, long budget, out bool isMinimal)
    {
        var minimiser = new StatementMinimiser(grants, budget);
        var statements = minimiser._grants.Groups()
            .SelectMany(group => GrantGrid.Split(group.Needed, group.Implied))
            .SelectMany(grid => minimiser.Cover(grid).Select(box => minimiser.Statement(grid, box)))
            .OrderBy(s => s.Action[0], StringComparer.Ordinal)
            .ThenBy(s => s.Resource[0], StringComparer.Ordinal)
            .ThenBy(s => s.Condition?.ToString() ?? "", StringComparer.Ordinal)
            .ThenBy(s => string.Join(' ', [.. s.Action, .. s.Resource]), StringComparer.Ordinal)
            .ToList();
        isMinimal = minimiser._isMinimal;
        return statements;
    }

    private List<GrantBox> Cover(GrantGrid grid)
    {
        var found = BoxFinder.Find(grid);
        var cover = new SetCover(grid.Needed.Length, [.. found.Boxes.Select(box => box.Cells)]);
        var isMinimal = cover.Improve(_budget) && found.IsComplete;
        if (!isMinimal)
        {
            for (var axis = 0; axis < GrantGrid.Axes; axis++)
            {
                cover.Try(Lines(grid, axis));
            }
        }

        var boxes = Trim(grid, [.. cover.Best.Select(i => found.Boxes[i])]);
        while (!isMinimal && MergeSome(boxes))
        {
            boxes = Trim(grid, boxes);
        }

        _isMinimal &= isMinimal;
        return boxes;
    }

    /// <summary>The needed cells by their place on the other two axes.</summary>
    private static IEnumerable<BitSet> Lines(GrantGrid grid, int axis) => Enumerable.Range(0, grid.Needed.Length)
        .GroupBy(i => (grid.Needed[i][(axis + 1) % GrantGrid.Axes], grid.Needed[i][(axis + 2) % GrantGrid.Axes]))
        .Select(cells =>
        {
            var line = new BitSet(grid.Needed.Length);
            foreach (var cell in cells)
            {
                line.Add(cell);
            }

            return line;
        });

    /// <summary>Merges boxes as long as two can be; whether there were any.</summary>
    private static bool MergeSome(List<GrantBox> boxes)
    {
        var count = boxes.Count;
        for (var i = 0; i < boxes.Count; i++)
        {
            for (var j = i + 1; j < boxes.Count; j++)
            {
                if (boxes[i].Merge(boxes[j]) is { } both)
                {
                    boxes[i] = both;
                    boxes.RemoveAt(j);
                    j = i;
                }
            }
        }

        return boxes.Count < count;
    }

    /// <summary>
    /// Takes each line out of each box whose cells other boxes cover as well, the longest texts first. What could not go at its turn cannot go
    /// later on either, so one round is enough.
    /// </summary>
    private List<GrantBox> Trim(GrantGrid grid, List<GrantBox> boxes)
    {
        var covers = new int[grid.Needed.Length];
        boxes.ForEach(box => Count(box, +1));
        var lines = Enumerable.Range(0, GrantGrid.Axes).SelectMany(axis => Enumerable.Range(0, grid.Size(axis)).Select(line => (axis, line)));
        foreach (var (axis, line) in lines.OrderByDescending(l => Length(l.axis, grid.Members[l.axis][l.line])))
        {
            for (var i = 0; i < boxes.Count; i++)
            {
                var box = boxes[i];
                if (box[axis].Contains(line) && grid.CellsAt(axis, line).All(cell => covers[cell] > 1 || !box.Cells.Contains(cell)))
                {
                    Count(box, -1);
                    boxes[i] = box.Without(axis, line);
                    Count(boxes[i], +1);
                }
            }
        }

        return boxes.FindAll(box => !box.Cells.IsEmpty);

        void Count(GrantBox box, int by)
        {
            foreach (var cell in box.Cells)
            {
                covers[cell] += by;
            }
        }
    }

    private int Length(int axis, int[] members) => members.Sum(number => 3 + axis switch
    {
        0 => _grants.Actions.Text(number).Length,
        1 => _grants.Resources.Text(number).Length,
        _ => _grants.Condition(number)?.Value.Length ?? 0,
    });

    private PolicyStatement Statement(GrantGrid grid, GrantBox box)
    {
        var conditions = Numbers(2).Select(_grants.Condition).OfType<GrantCondition>().ToList();
        return new("Allow", Ordered(Numbers(0).Select(_grants.Actions.Text)), Ordered(Numbers(1).Select(_grants.Resources.Text)))
        {
            Condition = conditions.Count == 0 ? null : new(conditions.Select(c => (c.Operator, c.Key, c.Value))),
        };

        IEnumerable<int> Numbers(int axis) => box[axis].ToList().SelectMany(line => grid.Members[axis][line]);
        static List<string> Ordered(IEnumerable<string> texts) => [.. texts.Order(StringComparer.Ordinal)];
    }
}
