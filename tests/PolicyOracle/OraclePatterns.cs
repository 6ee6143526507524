using System.Text;
using System.Text.RegularExpressions;

namespace TrailOps.PolicyOracle;

/// <summary>The wildcard matches of IAM, as regular expressions.</summary>
public static class OraclePatterns
{
    private const int ArnParts = 6;

    // Stands for one of the first five colons of a request's ARN.
    private const char Boundary = '\uE000';

    /// <summary>An action against a pattern of Action or NotAction.</summary>
    public static bool ActionMatches(string pattern, string action)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(action);

        return OracleText.Matches(OracleText.Read(pattern.ToUpperInvariant(), null)!, action.ToUpperInvariant());
    }

    /// <summary>A resource against a pattern of Resource or NotResource.</summary>
    /// <param name="pattern">As in the policy.</param>
    /// <param name="resource">An ARN, or <c>*</c> for an action without resources.</param>
    /// <param name="request">Whose context gives the variables their values. Null: <c>${</c> is plain text.</param>
    public static bool ResourceMatches(string pattern, string resource, OracleRequest? request = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(resource);

        if (pattern == "*")
        {
            return true;
        }

        // Few parts are completed, and what ends in a * may run over colons as it stands.
        return resource != "*" && OracleText.Read(pattern, request) is { } text
            && (OracleText.Matches(ArnExpression(text, isCompleted: true), WithBoundaries(resource)) || OracleText.Matches(ArnExpression(text, isCompleted: false), WithBoundaries(resource)));
    }

    /// <summary>StringLike.</summary>
    public static bool StringLike(string pattern, string value, OracleRequest? request = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(value);

        return OracleText.Read(pattern, request) is { } text && OracleText.Matches(text, value);
    }

    /// <summary>ArnLike and ArnEquals: each part by itself.</summary>
    public static bool ArnLike(string pattern, string value, OracleRequest? request = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(value);

        if (OracleText.Read(pattern, request) is not { } text)
        {
            return false;
        }

        var patterns = OracleText.Parts(text, ArnParts);
        var values = value.Split(':', ArnParts);
        return patterns.Count == ArnParts && values.Length == ArnParts
            && patterns.Zip(values).All(pair => OracleText.Matches(pair.First, pair.Second));
    }

    private static string ArnExpression(List<OracleCharacter> text, bool isCompleted)
    {
        var parts = OracleText.Parts(text, ArnParts);
        while (isCompleted && parts.Count < ArnParts)
        {
            parts.Add([new OracleCharacter('*', true)]);
        }

        return string.Join($"[:{Boundary}]", parts.Select(PartExpression));
    }

    private static string PartExpression(List<OracleCharacter> part)
    {
        StringBuilder expression = new();
        for (var i = 0; i < part.Count; i++)
        {
            expression.Append(part[i] switch
            {
                // A * that ends its part may run over the colons that follow.
                { Wildcard: true, Value: '*' } when i == part.Count - 1 => ".*",
                { Wildcard: true, Value: '*' } => $"[^{Boundary}]*",
                { Wildcard: true } => $"[^{Boundary}]",
                _ => Regex.Escape(part[i].Value.ToString()),
            });
        }

        return expression.ToString();
    }

    private static string WithBoundaries(string arn) => string.Join(Boundary, arn.Split(':', ArnParts));
}
