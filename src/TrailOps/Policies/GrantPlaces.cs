using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>Where in a document a permission is allowed.</summary>
internal sealed class GrantPlaces
{
    private readonly PolicyDocument _document;
    private readonly ResourceIndex[] _resources;
    private readonly Dictionary<string, List<int>> _byAction = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Pattern, int Statement)> _patterns = [];

    public GrantPlaces(PolicyDocument document)
    {
        _document = document;
        _resources = [.. document.Statement.Select(s => new ResourceIndex(s.Resource))];
        for (var i = 0; i < document.Statement.Count; i++)
        {
            foreach (var action in document.Statement[i].Action)
            {
                if (ActionPattern.HasWildcard(action))
                {
                    _patterns.Add((action, i));
                }

                (_byAction.TryGetValue(action, out var places) ? places : _byAction[action] = []).Add(i);
            }
        }
    }

    /// <summary>The first statement that allows it, and under which resource; null where none does.</summary>
    public (int Statement, string Resource)? Find(Grant grant)
    {
        var exact = _byAction.GetValueOrDefault(grant.Action) ?? [];
        var places = exact.Concat(_patterns.Where(p => PolicyPattern.Covers(p.Pattern, grant.Action, ignoreCase: true)).Select(p => p.Statement));
        foreach (var place in places.Distinct().Order())
        {
            if (Holds(_document.Statement[place].Condition, grant.Condition) && _resources[place].Covering(grant.Resource) is { } resource)
            {
                return (place, resource);
            }
        }

        return null;
    }

    private static bool Holds(PolicyCondition? condition, GrantCondition? asked) =>
        condition is null
        || (asked is not null && condition.TryGetValue(asked.Operator, out var keys) && keys.TryGetValue(asked.Key, out var values) && values.Contains(asked.Value, StringComparer.Ordinal));
}

/// <summary>A list of resources, asked which of them covers another.</summary>
internal sealed class ResourceIndex
{
    private readonly HashSet<string> _all;
    private readonly List<string> _patterns;

    public ResourceIndex(IReadOnlyCollection<string> resources)
    {
        _all = new(resources, StringComparer.Ordinal);
        _patterns = [.. resources.Where(r => ActionPattern.HasWildcard(r)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The same resource, or the first pattern that covers it; null where none does.</summary>
    public string? Covering(string resource) => _all.Contains(resource) ? resource : _patterns.Find(p => PolicyPattern.CoversArn(p, resource));
}
