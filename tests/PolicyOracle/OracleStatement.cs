using System.Text.Json;

namespace TrailOps.PolicyOracle;

/// <summary>One statement of a policy.</summary>
internal sealed class OracleStatement
{
    private const string VersionWithVariables = "2012-10-17";

    private readonly JsonElement _statement;
    private readonly bool _hasVariables;

    private OracleStatement(JsonElement statement, bool hasVariables)
    {
        _statement = statement;
        _hasVariables = hasVariables;
    }

    public bool Allows => Is("Allow");

    public bool Denies => Is("Deny");

    public static List<OracleStatement> Read(string document)
    {
        using var read = JsonDocument.Parse(document);
        var policy = read.RootElement.Clone();
        var hasVariables = policy.TryGetProperty("Version", out var version) && version.GetString() == VersionWithVariables;
        if (!policy.TryGetProperty("Statement", out var statements))
        {
            return [];
        }

        return [.. Items(statements).Select(statement => new OracleStatement(statement, hasVariables))];
    }

    /// <summary>The values of an element that is one value or a list.</summary>
    public static IEnumerable<string> Texts(JsonElement element) => Items(element).Select(value => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    });

    /// <summary>The statement of a policy without principals applies.</summary>
    public bool Applies(OracleRequest request) => ActionApplies(request) && ResourceApplies(request, whereMissing: false) && ConditionHolds(request);

    public bool HasNotPrincipal => _statement.TryGetProperty("NotPrincipal", out _);

    /// <summary>How the statement of a resource's policy applies to the principal.</summary>
    public OracleNaming AppliesTo(OraclePrincipal principal, OracleRequest request) => AppliesToResource(request) ? Names(principal) : OracleNaming.None;

    /// <summary>Whether it applies, whoever asks. Trust policies and others name no resource: theirs is the one they are attached to.</summary>
    public bool AppliesToResource(OracleRequest request) => ActionApplies(request) && ResourceApplies(request, whereMissing: true) && ConditionHolds(request);

    private static IEnumerable<JsonElement> Items(JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [element];

    private bool Is(string effect) => _statement.TryGetProperty("Effect", out var value) && value.ValueEquals(effect);

    private OracleNaming Names(OraclePrincipal principal)
    {
        if (_statement.TryGetProperty("Principal", out var named))
        {
            return principal.NamedBy(named);
        }

        // Everyone but these: as direct as everyone.
        return _statement.TryGetProperty("NotPrincipal", out var excluded) && principal.NamedBy(excluded) == OracleNaming.None
            ? OracleNaming.Direct
            : OracleNaming.None;
    }

    private bool ActionApplies(OracleRequest request)
    {
        bool Matches(string pattern) => OraclePatterns.ActionMatches(pattern, request.Action);
        return _statement.TryGetProperty("Action", out var actions)
            ? Texts(actions).Any(Matches)
            : _statement.TryGetProperty("NotAction", out var excluded) && !Texts(excluded).Any(Matches);
    }

    private bool ResourceApplies(OracleRequest request, bool whereMissing)
    {
        bool Matches(string pattern) => OraclePatterns.ResourceMatches(pattern, request.Resource, _hasVariables ? request : null);
        if (_statement.TryGetProperty("Resource", out var resources))
        {
            return Texts(resources).Any(Matches);
        }

        return _statement.TryGetProperty("NotResource", out var excluded) ? !Texts(excluded).Any(Matches) : whereMissing;
    }

    private bool ConditionHolds(OracleRequest request) =>
        !_statement.TryGetProperty("Condition", out var condition)
        || condition.EnumerateObject().All(block => OracleCondition.Holds(block.Name, block.Value, request, _hasVariables));
}
