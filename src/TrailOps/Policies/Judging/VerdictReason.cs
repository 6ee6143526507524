namespace TrailOps.Policies;

/// <summary>Says why policies decided as they did, and what the request lacks.</summary>
internal static class VerdictReason
{
    private const int MostNamed = 3;

    /// <summary>A sentence, and the condition keys that statements ask for and the request does not have.</summary>
    public static (string Text, IReadOnlyList<string> Keys) Of(PolicySet policies, PolicyRequest request, PolicyVerdict verdict)
    {
        if (verdict.Statement is { } decided)
        {
            var other = verdict.Decision == PolicyDecision.Allowed && policies.Resource is null && !PolicyJudge.IsSameAccount(request);
            return ($"{Name(decided)} of {verdict.Policy!.Label} {(verdict.Decision == PolicyDecision.ExplicitDeny ? "denies" : "allows")} it."
                + (other ? " The resource is another account's, whose policy has to allow it as well: -ResourcePolicy." : ""), []);
        }

        if (FixedRules.Decide(request) is { } rule)
        {
            return (rule == PolicyDecision.Allowed ? "AWS asks for no permission, whatever policies say." : "AWS keeps this to itself, whatever policies say.", []);
        }

        if (verdict.Decision == PolicyDecision.Allowed)
        {
            return ("The account's root user may do it.", []);
        }

        var kind = Words(verdict.Type);
        List<(CompiledPolicy Policy, CompiledStatement Statement)> about =
            [.. policies.Of(verdict.Type).SelectMany(policy => policy.About(request.Action).Where(s => s.IsAllow).Select(s => (policy, s)))];
        if (about.Count == 0)
        {
            return ($"No statement of {kind} allows {request.Action}.", []);
        }

        var named = about.FindAll(a => a.Statement.HasPrincipal(request.Principal) != PrincipalMatch.None);
        if (named.Count == 0)
        {
            return ($"{Names(about)} {request.Action} to other principals alone.", []);
        }

        var onResource = named.FindAll(a => a.Statement.HasResource(request));
        if (onResource.Count == 0)
        {
            return ($"{Names(named)} {request.Action} on other resources alone.", []);
        }

        List<ConditionTest> failed = [.. onResource.SelectMany(a => a.Statement.Conditions).Where(test => !test.Holds(request.Context))];
        List<string> keys = [.. failed.Where(test => request.Context.Find(test.Key) is null).Select(test => test.Key).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        return failed.Count == 0
            ? ($"Not each level of {kind} allows {request.Action}.", [])
            : ($"{Names(onResource)} it under a condition that does not hold: {string.Join("; ", failed.Select(test => test.Describe(request.Context)).Distinct(StringComparer.Ordinal).Take(MostNamed))}.", keys);
    }

    public static string Name(CompiledStatement statement) => string.IsNullOrEmpty(statement.Sid) ? $"Statement {statement.Number}" : $"Statement {statement.Number} ({statement.Sid})";

    private static string Names(List<(CompiledPolicy Policy, CompiledStatement Statement)> statements)
    {
        var names = statements.Take(MostNamed).Select(s => $"{Name(s.Statement)} of {s.Policy.Label}");
        return string.Join(", ", names) + (statements.Count > MostNamed ? $" and {statements.Count - MostNamed} more" : "") + (statements.Count == 1 ? " allows" : " allow");
    }

    private static string Words(PolicyType type) => type switch
    {
        PolicyType.IdentityPolicy => "the role's policies",
        PolicyType.ResourcePolicy => "the resource's policy",
        PolicyType.PermissionsBoundary => "the permissions boundary",
        PolicyType.SessionPolicy => "the session policy",
        PolicyType.ServiceControlPolicy => "the service control policies",
        _ => "the resource control policies",
    };
}
