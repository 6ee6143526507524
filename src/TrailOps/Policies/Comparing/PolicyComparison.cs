using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>Compares what policies mean, not how they are written.</summary>
internal static class PolicyComparison
{
    /// <summary>What only one side has, in order: what goes before what comes, allowed before denied, then by action and condition.</summary>
    public static IReadOnlyList<RolePolicyDifference> Compare(IReadOnlyCollection<PolicyDocument> reference, IReadOnlyCollection<PolicyDocument> difference)
    {
        var unknown = PolicyCells.Unknown(reference.Concat(difference));
        var (before, after) = (new PolicyCells(reference, unknown), new PolicyCells(difference, unknown));
        return [.. Only(before, after, RolePolicyChange.Removed).Concat(Only(after, before, RolePolicyChange.Added))
            .OrderByDescending(row => row.Change).ThenBy(row => row.Effect, StringComparer.Ordinal).ThenBy(row => row.Action, StringComparer.Ordinal).ThenBy(row => row.Condition, StringComparer.Ordinal)];
    }

    private static IEnumerable<RolePolicyDifference> Only(PolicyCells here, PolicyCells there, RolePolicyChange change)
    {
        foreach (var key in here.Keys())
        {
            var others = there[key];
            var only = here[key].Without(others);
            if (only.Terms.Count > 0)
            {
                yield return new()
                {
                    Change = change,
                    Effect = key.IsDeny ? "Deny" : "Allow",
                    Action = key.Action,
                    AccessLevel = ActionCatalogue.Find(key.Action)?.AccessLevel,
                    Resource = [.. only.Terms.Select(term => term.Text)],
                    Condition = here.ConditionOf(key),
                    Kept = [.. others.Within(only).Terms.Select(term => term.Text)],
                };
            }
        }
    }
}
