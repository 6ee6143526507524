using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>A statement, made ready for judging requests.</summary>
internal sealed class CompiledStatement
{
    private readonly PolicyStatement _statement;
    private readonly ResourcePattern[] _resources;
    private readonly ResourcePattern[] _notResources;

    public CompiledStatement(PolicyStatement statement, int number, bool hasVariables)
    {
        (_statement, Number) = (statement, number);
        IsAllow = statement.Effect == "Allow";
        _resources = [.. statement.Resource.Select(r => new ResourcePattern(r, hasVariables))];
        _notResources = [.. statement.NotResource.Select(r => new ResourcePattern(r, hasVariables))];
        Conditions = [.. (statement.Condition ?? Enumerable.Empty<KeyValuePair<string, System.Collections.ObjectModel.ReadOnlyDictionary<string, IReadOnlyList<string>>>>())
            .SelectMany(o => o.Value.Select(k => new ConditionTest(o.Key, k.Key, k.Value, hasVariables)))];
    }

    /// <summary>Its place in the document, counted from 1.</summary>
    public int Number { get; }

    public string? Sid => _statement.Sid;

    public bool IsAllow { get; }

    public bool HasNotPrincipal => _statement.NotPrincipal is not null;

    public ConditionTest[] Conditions { get; }

    /// <summary>Whether the statement is about an action; case does not count.</summary>
    public bool HasAction(string action) => _statement.NotAction.Count == 0
        ? _statement.Action.Any(pattern => ActionPattern.IsMatch(pattern, action))
        : !_statement.NotAction.Any(pattern => ActionPattern.IsMatch(pattern, action));

    /// <summary>Whether it is about the resource of a request. A trust policy, which names none, is about its role.</summary>
    public bool HasResource(PolicyRequest request)
    {
        foreach (var pattern in _resources)
        {
            if (pattern.IsMatch(request))
            {
                return true;
            }
        }

        if (_resources.Length > 0)
        {
            return false;
        }

        foreach (var pattern in _notResources)
        {
            if (pattern.IsMatch(request))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it may be about some of the resources that a request is about, where that is a pattern.</summary>
    public bool Touches(PolicyRequest request) => _resources.Length > 0
        ? Array.Exists(_resources, pattern => pattern.Touches(request))
        : !Array.Exists(_notResources, pattern => pattern.IsMatch(request));

    /// <summary>How it names whoever makes the request; an identity's policy is about its identity.</summary>
    public PrincipalMatch HasPrincipal(RequestPrincipal? principal)
    {
        if (principal is null)
        {
            // Nobody is named who could be told apart: that can only be everyone.
            return _statement.Principal is { } wanted && !wanted.IsForEveryone ? PrincipalMatch.None : PrincipalMatch.Direct;
        }

        if (_statement.NotPrincipal is { } others)
        {
            return principal.Match(others) == PrincipalMatch.None ? PrincipalMatch.Direct : PrincipalMatch.None;
        }

        return _statement.Principal is { } named ? principal.Match(named) : PrincipalMatch.Direct;
    }

    /// <summary>Whether its condition holds.</summary>
    public bool Holds(RequestContext context)
    {
        foreach (var test in Conditions)
        {
            if (!test.Holds(context))
            {
                return false;
            }
        }

        return true;
    }
}
