using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace TrailOps.PolicyOracle;

/// <summary>One character of a policy's text: itself, or a wildcard.</summary>
internal readonly record struct OracleCharacter(char Value, bool Wildcard)
{
    public bool Separates => Value == ':' && !Wildcard;
}

/// <summary>A policy's text with its variables replaced. What comes from a variable is never a wildcard.</summary>
internal static class OracleText
{
    private const int MostExpressions = 10_000;
    private static readonly ConcurrentDictionary<string, Regex> Expressions = new(StringComparer.Ordinal);
    private static readonly Regex Variable = new(@"\A\s*(?<key>[^,]*?)\s*(,\s*'(?<default>[^']*)'\s*)?\z", RegexOptions.CultureInvariant);

    /// <summary>Null where a variable has no value and no default: such text matches nothing.</summary>
    /// <param name="text">As in the policy.</param>
    /// <param name="request">Null: the policy's version has no variables.</param>
    public static List<OracleCharacter>? Read(string text, OracleRequest? request)
    {
        List<OracleCharacter> read = [];
        var at = 0;
        while (at < text.Length)
        {
            var end = request is not null && text.AsSpan(at).StartsWith("${") ? text.IndexOf('}', at) : -1;
            if (end < 0)
            {
                read.Add(new OracleCharacter(text[at], text[at] is '*' or '?'));
                at++;
                continue;
            }

            if (ValueOf(text[(at + 2)..end], request!) is not { } value)
            {
                return null;
            }

            read.AddRange(value.Select(character => new OracleCharacter(character, false)));
            at = end + 1;
        }

        return read;
    }

    /// <summary>The text for an operator without wildcards.</summary>
    public static string Plain(IEnumerable<OracleCharacter> text) => string.Concat(text.Select(character => character.Value));

    /// <summary>The parts between colons; the last takes all that follows.</summary>
    public static List<List<OracleCharacter>> Parts(IEnumerable<OracleCharacter> text, int count)
    {
        List<List<OracleCharacter>> parts = [[]];
        foreach (var character in text)
        {
            if (character.Separates && parts.Count < count)
            {
                parts.Add([]);
            }
            else
            {
                parts[^1].Add(character);
            }
        }

        return parts;
    }

    /// <summary>A regular expression for a whole text.</summary>
    public static bool Matches(IEnumerable<OracleCharacter> pattern, string text)
    {
        StringBuilder expression = new();
        foreach (var character in pattern)
        {
            expression.Append(character switch
            {
                { Wildcard: true, Value: '*' } => ".*",
                { Wildcard: true } => ".",
                _ => Regex.Escape(character.Value.ToString()),
            });
        }

        return Matches(expression.ToString(), text);
    }

    /// <summary>Patterns may hold many wildcards, so the engine must be one that never goes back. Tests ask for the same ones over and over.</summary>
    public static bool Matches(string expression, string text)
    {
        if (Expressions.Count > MostExpressions)
        {
            Expressions.Clear();
        }

        return Expressions.GetOrAdd(expression, static e => new Regex($@"\A(?:{e})\z", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking)).IsMatch(text);
    }

    private static string? ValueOf(string variable, OracleRequest request)
    {
        if (variable is "*" or "?" or "$")
        {
            return variable;
        }

        var match = Variable.Match(variable);
        if (!match.Success)
        {
            return null;
        }

        // A key of several values cannot be a variable.
        var values = request.ValuesOf(match.Groups["key"].Value);
        if (values.Count == 1)
        {
            return values[0];
        }

        return match.Groups["default"].Success ? match.Groups["default"].Value : null;
    }
}
