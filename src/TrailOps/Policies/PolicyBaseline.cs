namespace TrailOps.Policies;

/// <summary>
/// What a role may do anyway, by policies that it has besides. Where that is in doubt, it may not: a permission too many in the role's own
/// policy does no harm, one that lacks does.
/// </summary>
internal sealed class PolicyBaseline(IEnumerable<PolicyDocument> documents)
{
    private readonly ILookup<string, PolicyStatement> _statements = documents.SelectMany(d => d.Statement).ToLookup(s => s.Effect, StringComparer.Ordinal);

    /// <summary>Whether one statement allows the whole grant, and none can deny any of it.</summary>
    public bool Allows(Grant grant) =>
        _statements["Allow"].Any(s => Covers(s, grant) && Grants(s.Condition, grant.Condition)) && !_statements["Deny"].Any(s => Touches(s, grant));

    private static bool Covers(PolicyStatement statement, Grant grant)
    {
        var action = statement.NotAction.Count == 0
            ? statement.Action.Any(a => PolicyPattern.Covers(a, grant.Action, ignoreCase: true))
            : !statement.NotAction.Any(a => PatternOverlap.OfActions(a, grant.Action));
        var resource = statement.NotResource.Count == 0
            ? statement.Resource.Any(r => PolicyPattern.CoversArn(r, grant.Resource))
            : !statement.NotResource.Any(r => PatternOverlap.OfResources(r, grant.Resource));
        return action && resource;
    }

    /// <summary>Whether the statement can be about any of the grant. Its condition does not count: it may hold or not.</summary>
    private static bool Touches(PolicyStatement statement, Grant grant)
    {
        var action = statement.NotAction.Count == 0
            ? statement.Action.Any(a => PatternOverlap.OfActions(a, grant.Action))
            : !statement.NotAction.Any(a => PolicyPattern.Covers(a, grant.Action, ignoreCase: true));
        var resource = statement.NotResource.Count == 0
            ? statement.Resource.Any(r => PatternOverlap.OfResources(r, grant.Resource))
            : !statement.NotResource.Any(r => PolicyPattern.CoversArn(r, grant.Resource));
        return action && resource;
    }

    /// <summary>Whether a statement's condition holds whenever the grant's does: it is none, or has its operator, its key and among others its value.</summary>
    private static bool Grants(PolicyCondition? statement, GrantCondition? grant)
    {
        if (statement is null)
        {
            return true;
        }

        if (grant is null || statement.Count != 1 || !statement.TryGetValue(grant.Operator, out var keys) || keys.Count != 1)
        {
            return false;
        }

        // Keys have no case. Of the values of a negated operator none may be there, so that each more allows less.
        var (key, values) = keys.Single();
        var anySuffices = values.Count == 1 || !grant.Operator.Contains("Not", StringComparison.Ordinal);
        return anySuffices && key.Equals(grant.Key, StringComparison.OrdinalIgnoreCase) && values.Contains(grant.Value, StringComparer.Ordinal);
    }
}
