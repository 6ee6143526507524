using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>What stands in one place of some policies: an action under a condition.</summary>
/// <param name="IsDeny">Whether it is denied.</param>
/// <param name="Action">The action.</param>
/// <param name="Condition">The condition; empty where there is none.</param>
internal readonly record struct CellKey(bool IsDeny, string Action, string Condition);

/// <summary>
/// What some policies say together, without the ways in which it can be written: for each action and condition its resources, patterns of actions
/// replaced by the catalogue's actions, and nothing that is covered by anything else.
/// </summary>
internal sealed class PolicyCells
{
    private readonly Dictionary<CellKey, List<ResourceTerm>> _cells = [];
    private readonly Dictionary<string, string> _conditions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _spelling = new(StringComparer.OrdinalIgnoreCase);

    public PolicyCells(IEnumerable<PolicyDocument> documents)
    {
        foreach (var document in documents)
        {
            foreach (var statement in document.Statement)
            {
                Add(statement, document.Version);
            }
        }

        foreach (var (key, terms) in _cells)
        {
            Reduce(key, terms);
        }
    }

    public IEnumerable<CellKey> Keys => _cells.Where(cell => cell.Value.Count > 0).Select(cell => cell.Key);

    public IReadOnlyList<ResourceTerm> this[CellKey key] => _cells.GetValueOrDefault(key) ?? [];

    /// <summary>A cell's condition as it is written; null where there is none.</summary>
    public string? ConditionOf(CellKey key) => _conditions.GetValueOrDefault(key.Condition);

    private void Add(PolicyStatement statement, string version)
    {
        var resources = ResourceSet.Of(statement).Terms.ToList();
        var condition = ConditionText.Of(statement.Condition, version);
        if (statement.Condition is not null)
        {
            _conditions.TryAdd(condition, statement.Condition.ToString());
        }

        foreach (var action in Actions(statement))
        {
            var key = new CellKey(statement.Effect == "Deny", action, condition);
            (_cells.TryGetValue(key, out var terms) ? terms : _cells[key] = []).AddRange(resources);
        }
    }

    /// <summary>The catalogue's actions, and patterns of which it has none.</summary>
    private IEnumerable<string> Actions(PolicyStatement statement)
    {
        if (statement.NotAction.Count > 0)
        {
            var left = statement.NotAction.SelectMany(ActionCatalogue.Match).ToHashSet();
            return ActionCatalogue.Match("*").Where(action => !left.Contains(action)).Select(action => action.Action);
        }

        var actions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in statement.Action)
        {
            var before = actions.Count;
            var isKnown = false;
            foreach (var action in ActionCatalogue.Match(pattern))
            {
                actions.Add(action.Action);
                isKnown = true;
            }

            if (!isKnown)
            {
                actions.Add(_spelling.TryGetValue(pattern, out var known) ? known : _spelling[pattern] = pattern.ToLowerInvariant());
            }
        }

        return actions;
    }

    /// <summary>Takes out what others cover: other resources, the same without a condition, and of what is allowed, what is denied always.</summary>
    private void Reduce(CellKey key, List<ResourceTerm> terms)
    {
        if (terms.Count > 1)
        {
            var least = new List<ResourceTerm>();
            foreach (var term in terms)
            {
                if (!least.Exists(other => other.Covers(term)))
                {
                    least.RemoveAll(term.Covers);
                    least.Add(term);
                }
            }

            terms.Clear();
            terms.AddRange(least);
        }

        if (key.Condition.Length > 0)
        {
            var always = this[key with { Condition = "" }];
            terms.RemoveAll(term => always.Any(a => a.Covers(term)));
        }

        if (!key.IsDeny)
        {
            var denied = this[new(true, key.Action, "")];
            terms.RemoveAll(term => denied.Any(d => d.Covers(term)));
        }
    }
}
