using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TrailOps.LocalAws.Http;

/// <summary>The parameters of the Query protocol: <c>Tags.member.1.Key=…</c></summary>
internal sealed class QueryParameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public QueryParameters(AwsRequest request)
    {
        var isForm = request.Header("content-type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        IEnumerable<KeyValuePair<string, string>> form = isForm ? RequestReader.Pairs(Encoding.UTF8.GetString(request.Body), isForm: true) : [];
        foreach (var (name, value) in request.Query.Concat(form))
        {
            _values[name] = value;
        }
    }

    public IReadOnlyDictionary<string, string> All => _values;

    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>A text that has to be there and to be right.</summary>
    public string Required(string name, int min = 1, int max = int.MaxValue, string? pattern = null) =>
        Optional(name, min, max, pattern) ?? throw Invalid("null", name, "Member must not be null", quoted: false);

    public string? Optional(string name, int min = 1, int max = int.MaxValue, string? pattern = null)
    {
        if (Text(name) is not { } value)
        {
            return null;
        }

        if (value.Length > max)
        {
            throw Invalid(value, name, $"Member must have length less than or equal to {max}");
        }

        if (value.Length < min)
        {
            throw Invalid(value, name, $"Member must have length greater than or equal to {min}");
        }

        return pattern is null || Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant)
            ? value
            : throw Invalid(value, name, $"Member must satisfy regular expression pattern: {pattern}");
    }

    public int? Number(string name, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new AwsException("MalformedInput", "Could not parse the request: a number was expected");
        }

        return number < min ? throw Invalid(text, name, $"Member must have value greater than or equal to {min}")
            : number > max ? throw Invalid(text, name, $"Member must have value less than or equal to {max}")
            : number;
    }

    public bool? Flag(string name) => Text(name) is { } text ? text == "true" : null;

    public IReadOnlyList<string> List(string name) => [.. Members(name).Select(prefix => Text(prefix)).OfType<string>()];

    /// <summary>The values of a member of structures in a list: <c>name.member.N.member</c>.</summary>
    public IReadOnlyList<QueryStructure> Structures(string name) => [.. Members(name).Select(prefix => new QueryStructure(this, prefix))];

    private static AwsException Invalid(string value, string name, string constraint, bool quoted = true) => new(
        "ValidationError",
        $"1 validation error detected: Value {(quoted ? $"'{value}'" : value)} at '{EventJson.Camel(name)}' failed to satisfy constraint: {constraint}");

    private IEnumerable<string> Members(string name)
    {
        for (var number = 1; ; number++)
        {
            var prefix = $"{name}.member.{number}";
            if (!_values.Keys.Any(key => key == prefix || key.StartsWith(prefix + ".", StringComparison.Ordinal)))
            {
                yield break;
            }

            yield return prefix;
        }
    }
}
