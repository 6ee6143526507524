using System.Collections.Concurrent;

namespace TrailOps.Policies;

/// <summary>A policy document, made ready once for judging any number of requests. Thread-safe.</summary>
internal sealed class CompiledPolicy
{
    private const int MostActions = 4096;

    private readonly ConcurrentDictionary<string, CompiledStatement[]> _byAction = new(StringComparer.OrdinalIgnoreCase);

    public CompiledPolicy(PolicyDocument document, string label)
    {
        Label = label;
        Document = document;
        var hasVariables = document.Version == PolicyDocument.NewVersion;
        Statements = [.. document.Statement.Select((statement, i) => new CompiledStatement(statement, i + 1, hasVariables))];
    }

    /// <summary>What the policy is called in answers.</summary>
    public string Label { get; }

    public PolicyDocument Document { get; }

    public IReadOnlyList<CompiledStatement> Statements { get; }

    /// <summary>The statements about an action. Most requests are about actions that came before.</summary>
    public CompiledStatement[] About(string action)
    {
        if (_byAction.TryGetValue(action, out var about))
        {
            return about;
        }

        about = [.. Statements.Where(statement => statement.HasAction(action))];
        return _byAction.Count < MostActions ? _byAction.GetOrAdd(action, about) : about;
    }
}
