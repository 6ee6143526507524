namespace TrailOps.Policies;

/// <summary>Puts policies together: what any of them says, in as few statements as can be. Nothing that one of them allows or denies is lost.</summary>
internal static class PolicyUnion
{
    /// <summary>One document that says what all of them say.</summary>
    public static PolicyDocument Of(IEnumerable<PolicyDocument> documents)
    {
        var statements = documents.Select(Renewed).SelectMany(document => document.Statement).ToList();
        var grants = statements.Where(AreGrants).SelectMany(GrantsOf).ToHashSet();
        return new([.. Distinct(statements.Where(statement => !AreGrants(statement))), .. grants.Count == 0 ? [] : StatementMinimiser.Minimise(grants)]);
    }

    /// <summary>A document that says nothing.</summary>
    public static PolicyDocument Nothing { get; } = new([]);

    /// <summary>Documents that say just what is wanted. What they said of it before stays where it is, unless all of it fits into one: so no permission is gone while the policies
    /// are changed one after another. What is left empty is of no more use.</summary>
    /// <exception cref="PolicySizeException">Something that can't be divided is larger.</exception>
    public static IReadOnlyList<PolicyDocument> Replace(IReadOnlyList<PolicyDocument> parts, PolicyDocument wanted, int maxSize)
    {
        var whole = Of([wanted]);
        if (parts.Count == 0)
        {
            return PolicySplit.Split(whole, maxSize);
        }

        if (Size(whole) <= maxSize)
        {
            // Into one that denies nothing, so that those that do can go last.
            var target = Math.Max(0, parts.ToList().FindIndex(part => part.Statement.Count > 0 && part.Statement.All(statement => statement.Effect == "Allow")));
            return [.. parts.Select((_, i) => i == target ? whole : Nothing)];
        }

        var (there, present) = (new PolicyBaseline([Allowing(whole)]), whole.Statement.ToHashSet(StatementComparer.Instance));
        var kept = parts.Select(Renewed).Select(part => Of([new([.. part.Statement.Where(statement => !AreGrants(statement) && present.Contains(statement)),
            .. part.Statement.Where(AreGrants).SelectMany(GrantsOf).Where(there.Allows).ToHashSet() is { Count: > 0 } grants ? StatementMinimiser.Minimise(grants) : []])]));
        return Add([.. kept], whole, maxSize);
    }

    /// <summary>Documents that say what they said and also what is added; each of at most so many characters. Where all of it fits into one, that is written anew; where
    /// it does not, what was there stays where it is, so that no permission is gone while the policies are changed one after another.</summary>
    /// <exception cref="PolicySizeException">Something that can't be divided is larger.</exception>
    public static IReadOnlyList<PolicyDocument> Add(IReadOnlyList<PolicyDocument> parts, PolicyDocument added, int maxSize)
    {
        var whole = Of([.. parts, added]);
        if (Size(whole) <= maxSize && parts.Count(part => part.Statement.Count > 0) < 2)
        {
            return [whole];
        }

        parts = [.. parts.Select(Renewed)];
        if (parts.Count == 0)
        {
            return PolicySplit.Split(whole, maxSize);
        }

        // What is denied besides does not count: who takes the Deny away wants what is allowed.
        var there = new PolicyBaseline(parts.Select(Allowing));
        var present = parts.SelectMany(part => part.Statement).ToHashSet(StatementComparer.Instance);
        var news = Of([new([.. added.Statement.Where(statement => !AreGrants(statement) && !present.Contains(statement)), .. Missing(added, there)])]);
        var full = parts.ToList();
        foreach (var statement in news.Statement.Count == 0 ? [] : PolicySplit.Split(news, maxSize).SelectMany(part => part.Statement))
        {
            var room = full.FindIndex(part => Size(With(part, statement)) <= maxSize);
            if (room < 0)
            {
                full.Add(new([statement]));
            }
            else
            {
                full[room] = With(full[room], statement);
            }
        }

        return full;
    }

    private static PolicyDocument Allowing(PolicyDocument document) => new([.. document.Statement.Where(statement => statement.Effect == "Allow")]);

    private static IReadOnlyList<PolicyStatement> Missing(PolicyDocument added, PolicyBaseline there)
    {
        var grants = added.Statement.Where(AreGrants).SelectMany(GrantsOf).Where(grant => !there.Allows(grant)).ToHashSet();
        return grants.Count == 0 ? [] : StatementMinimiser.Minimise(grants);
    }

    private static PolicyDocument With(PolicyDocument document, PolicyStatement statement) =>
        new([.. document.Statement, document.Statement.Any(other => other.Sid is not null && other.Sid == statement.Sid) ? statement with { Sid = null } : statement]) { Id = document.Id };

    /// <summary>The document in the present version of the language, in which what was plain text before would be a variable.</summary>
    private static PolicyDocument Renewed(PolicyDocument document) =>
        document.Version == PolicyDocument.NewVersion ? document : new([.. document.Statement.Select(Renewed)]) { Id = document.Id };

    private static PolicyStatement Renewed(PolicyStatement statement) => statement with
    {
        Resource = [.. statement.Resource.Select(Plain)],
        NotResource = [.. statement.NotResource.Select(Plain)],
        Condition = statement.Condition is null ? null : new PolicyCondition(statement.Condition.SelectMany(o => o.Value.SelectMany(k => k.Value.Select(value => (o.Key, k.Key, Plain(value)))))),
    };

    private static string Plain(string text) => text.Replace("${", "${$}{", StringComparison.Ordinal);

    private static int Size(PolicyDocument document) => document.ToJson(indented: false).Length;

    /// <summary>Statements that are not written as grants, each once. An id may stand in a document only once.</summary>
    private static IEnumerable<PolicyStatement> Distinct(IEnumerable<PolicyStatement> statements)
    {
        var (seen, ids) = (new HashSet<PolicyStatement>(StatementComparer.Instance), new HashSet<string>(StringComparer.Ordinal));
        return statements.Where(seen.Add).Select(statement => statement.Sid is not null && !ids.Add(statement.Sid) ? statement with { Sid = null } : statement).ToList();
    }

    /// <summary>Whether a statement is nothing but actions on resources under a condition whose values are alternatives. What somebody gave an id stays as it is.</summary>
    private static bool AreGrants(PolicyStatement statement) =>
        statement is { Effect: "Allow", Sid: null, Action.Count: > 0, Resource.Count: > 0 }
        && (statement.Condition is null || (statement.Condition.Count == 1 && statement.Condition.All(o => o.Value.Count == 1 && AreAlternatives(o.Key))));

    private static bool AreAlternatives(string name) => !name.Contains("Not", StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal);

    private static IEnumerable<Grant> GrantsOf(PolicyStatement statement)
    {
        IReadOnlyList<GrantCondition?> conditions = statement.Condition is null ? [null]
            : [.. statement.Condition.SelectMany(o => o.Value.SelectMany(k => k.Value.Select(value => new GrantCondition(o.Key, k.Key, value))))];
        return from action in statement.Action from resource in statement.Resource from condition in conditions select new Grant(action, resource, condition);
    }

    /// <summary>By what they say, whatever their ids.</summary>
    private sealed class StatementComparer : IEqualityComparer<PolicyStatement>
    {
        public static StatementComparer Instance { get; } = new();

        public bool Equals(PolicyStatement? x, PolicyStatement? y) => Text(x!) == Text(y!);

        public int GetHashCode(PolicyStatement obj) => Text(obj).GetHashCode(StringComparison.Ordinal);

        private static string Text(PolicyStatement statement) => new PolicyDocument([statement with { Sid = null }]).ToJson(indented: false);
    }
}
