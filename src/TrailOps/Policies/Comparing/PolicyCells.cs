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
    private readonly Dictionary<CellKey, ResourceTerms> _cells = [];
    private readonly Dictionary<string, string> _conditions = new(StringComparer.Ordinal);
    private readonly IReadOnlyCollection<string> _unknown;

    /// <param name="documents">The policies.</param>
    /// <param name="unknown">Patterns of actions that the catalogue does not know, of these policies and of those that they are compared with.</param>
    public PolicyCells(IEnumerable<PolicyDocument> documents, IReadOnlyCollection<string> unknown)
    {
        _unknown = unknown;
        var resources = new List<List<ResourceTerm>>();
        var statements = new Dictionary<CellKey, List<int>>();
        foreach (var document in documents)
        {
            foreach (var statement in document.Statement)
            {
                foreach (var key in Keys(statement, document.Version))
                {
                    (statements.TryGetValue(key, out var numbers) ? numbers : statements[key] = []).Add(resources.Count);
                }

                resources.Add([.. ResourceTerm.Of(statement)]);
            }
        }

        // Actions of the same statements have the same resources.
        var lists = new Dictionary<string, ResourceTerms>(StringComparer.Ordinal);
        foreach (var (key, numbers) in statements)
        {
            var list = string.Join(' ', numbers);
            _cells.Add(key, lists.TryGetValue(list, out var terms) ? terms : lists[list] = ResourceTerms.Of(numbers.SelectMany(n => resources[n])));
        }
    }

    /// <summary>The patterns of actions in some policies of which the catalogue has none, each as it is first written.</summary>
    public static IReadOnlyCollection<string> Unknown(IEnumerable<PolicyDocument> documents) =>
        documents.SelectMany(document => document.Statement).SelectMany(statement => statement.Action.Concat(statement.NotAction))
            .Where(pattern => !ActionCatalogue.Match(pattern).Any()).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<CellKey> Keys() => _cells.Keys;

    /// <summary>What stands there, less what stands there without a condition as well, and what is allowed and always denied.</summary>
    public ResourceTerms this[CellKey key]
    {
        get
        {
            var terms = At(key);
            terms = key.Condition.Length > 0 ? terms.Without(At(key with { Condition = "" })) : terms;
            return key.IsDeny ? terms : terms.Without(At(new(true, key.Action, "")));
        }
    }

    /// <summary>A cell's condition as it is written; null where there is none.</summary>
    public string? ConditionOf(CellKey key) => _conditions.GetValueOrDefault(key.Condition);

    private ResourceTerms At(CellKey key) => _cells.GetValueOrDefault(key) ?? ResourceTerms.None;

    private IEnumerable<CellKey> Keys(PolicyStatement statement, string version)
    {
        var condition = ConditionText.Of(statement.Condition, version);
        if (statement.Condition is not null)
        {
            _conditions.TryAdd(condition, statement.Condition.ToString());
        }

        return Actions(statement).Select(action => new CellKey(statement.Effect == "Deny", action, condition));
    }

    /// <summary>The catalogue's actions, and patterns of which it has none but that are covered by the statement's.</summary>
    private IEnumerable<string> Actions(PolicyStatement statement)
    {
        if (statement.NotAction.Count > 0)
        {
            var left = statement.NotAction.SelectMany(ActionCatalogue.Match).ToHashSet();
            return ActionCatalogue.Match("*").Where(action => !left.Contains(action)).Select(action => action.Action).Concat(_unknown.Where(action => !IsCovered(action, statement.NotAction)));
        }

        var actions = statement.Action.SelectMany(ActionCatalogue.Match).Select(action => action.Action).ToHashSet(StringComparer.Ordinal);
        actions.UnionWith(_unknown.Where(action => IsCovered(action, statement.Action)));
        return actions;
    }

    private static bool IsCovered(string action, IReadOnlyList<string> patterns) => patterns.Any(pattern => PolicyPattern.Covers(pattern, action, ignoreCase: true));
}
