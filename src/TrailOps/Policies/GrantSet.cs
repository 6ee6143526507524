namespace TrailOps.Policies;

/// <summary>
/// A grant in numbers: of its action, its resource and its condition's value. <see cref="GrantSet"/> and <see cref="GrantGrid"/> each have
/// numbers of their own.
/// </summary>
internal readonly record struct GrantCell(int Action, int Resource, int Value)
{
    /// <summary>The number on an axis: 0 is the action, 1 the resource, 2 the value.</summary>
    public int this[int axis] => axis switch { 0 => Action, 1 => Resource, _ => Value };
}

/// <summary>
/// Grants without those that a wider one implies. A grant implies another one where its action and its resource cover the other's and it has no
/// condition, or the same one.
/// </summary>
internal sealed class GrantSet
{
    private const int NoCondition = 0;

    private readonly List<GrantCondition> _conditions;
    private readonly List<GrantCell> _cells;

    public GrantSet(IReadOnlyCollection<Grant> grants)
    {
        Actions = PatternIndex.OfActions(grants.Select(g => g.Action));
        Resources = PatternIndex.OfResources(grants.Select(g => g.Resource));
        _conditions =
        [
            .. grants.Where(g => g.Condition is not null).Select(g => g.Condition!).Distinct()
                .OrderBy(c => c.Operator, StringComparer.Ordinal).ThenBy(c => c.Key, StringComparer.Ordinal).ThenBy(c => c.Value, StringComparer.Ordinal),
        ];
        var numbers = _conditions.Select((condition, i) => (condition, i)).ToDictionary(c => c.condition, c => c.i + 1);
        var all = grants
            .Select(g => new GrantCell(Actions.Number(g.Action), Resources.Number(g.Resource), g.Condition is { } c ? numbers[c] : NoCondition))
            .ToHashSet();
        _cells = [.. all.Where(cell => !IsImplied(cell, all))];
    }

    public PatternIndex Actions { get; }

    public PatternIndex Resources { get; }

    /// <summary>The grants by the operator and key of their condition, each with those that other grants imply among the same actions, resources and values.</summary>
    public IEnumerable<(List<GrantCell> Needed, HashSet<GrantCell> Implied)> Groups() =>
        _cells.GroupBy(cell => Condition(cell.Value) is { } c ? (c.Operator, c.Key) : default)
            .Select(group => group.ToList())
            .Select(group => (group, Implied(group)));

    /// <summary>The condition that a cell's value stands for; null where there is none.</summary>
    public GrantCondition? Condition(int value) => value == NoCondition ? null : _conditions[value - 1];

    private bool IsImplied(GrantCell cell, HashSet<GrantCell> all)
    {
        var (actions, resources) = (Actions.Wider(cell.Action), Resources.Wider(cell.Resource));
        for (var a = -1; a < actions.Count; a++)
        {
            for (var r = -1; r < resources.Count; r++)
            {
                var wider = new GrantCell(a < 0 ? cell.Action : actions[a], r < 0 ? cell.Resource : resources[r], cell.Value);
                if ((wider != cell && all.Contains(wider)) || (cell.Value != NoCondition && all.Contains(wider with { Value = NoCondition })))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private HashSet<GrantCell> Implied(List<GrantCell> group)
    {
        var implied = new HashSet<GrantCell>();
        var (actions, resources) = (group.Select(c => c.Action).ToHashSet(), group.Select(c => c.Resource).ToHashSet());
        var values = group.Select(c => c.Value).ToHashSet();
        foreach (var cell in _cells)
        {
            var isOfGroup = values.Contains(cell.Value);
            var isWide = Resources.Narrower(cell.Resource).Count > 0 || Actions.Narrower(cell.Action).Count > 0 || !isOfGroup;
            if (!isWide || !(isOfGroup || cell.Value == NoCondition) || IsOnEverything(cell))
            {
                continue;
            }

            foreach (var action in Actions.Narrower(cell.Action).Append(cell.Action).Where(actions.Contains))
            {
                foreach (var resource in Resources.Narrower(cell.Resource).Append(cell.Resource).Where(resources.Contains))
                {
                    implied.UnionWith((isOfGroup ? [cell.Value] : values).Select(value => new GrantCell(action, resource, value)));
                }
            }
        }

        implied.ExceptWith(group);
        return implied;
    }

    /// <summary>Such a grant leaves no others of its action, so that what it implies can be of no use to a statement.</summary>
    private bool IsOnEverything(GrantCell cell) => cell.Value == NoCondition && Resources.Text(cell.Resource) == "*";
}
