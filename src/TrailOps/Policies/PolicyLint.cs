using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>What IAM takes in a policy, and what then has no effect: names that do not exist.</summary>
internal static class PolicyLint
{
    /// <summary>A sentence for each unknown condition operator and action.</summary>
    public static IEnumerable<string> Check(CompiledPolicy policy)
    {
        foreach (var (statement, compiled) in policy.Document.Statement.Zip(policy.Statements))
        {
            var place = $"{VerdictReason.Name(compiled)} of {policy.Label}";
            foreach (var name in (statement.Condition?.Keys ?? Enumerable.Empty<string>()).Where(name => ConditionOperator.Find(name) is null))
            {
                yield return $"{place} has the condition operator '{EventName.ForMessage(name)}', which IAM does not know: it refuses the policy. Operators are {string.Join(", ", Near(name))}.";
            }

            foreach (var action in statement.Action.Concat(statement.NotAction).Where(action => !ActionCatalogue.Match(action).Any()))
            {
                var nearest = ActionCatalogue.Nearest(action);
                yield return $"{place} has the action '{EventName.ForMessage(action)}', which the catalogue of {ActionCatalogue.Date:O} does not know{(nearest is null ? "." : $". Did you mean '{nearest}'?")}";
            }
        }
    }

    /// <summary>The operators that share the most with a name.</summary>
    private static IEnumerable<string> Near(string name) => ConditionOperator.KnownNames
        .OrderBy(known => ActionPattern.IsMatch($"{known[..Math.Min(3, known.Length)]}*", name) ? 0 : 1).ThenBy(known => known, StringComparer.Ordinal).Take(4).Append("…");
}
