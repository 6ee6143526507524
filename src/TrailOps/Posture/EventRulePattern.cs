using System.Text.Json;
using System.Text.RegularExpressions;

namespace TrailOps.Posture;

/// <summary>
/// An event pattern of EventBridge, to be tried with an event. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
/// Operators that can't matter for a call, such as cidr and numeric, can't be told (null), and so is all that depends on them:
/// &amp; and | of bool? are the logic of three values.
/// </summary>
internal static class EventRulePattern
{
    /// <summary>Whether an event matches; null where that can't be told, or the pattern can't be read.</summary>
    public static bool? Matches(string pattern, JsonElement @event)
    {
        try
        {
            using var document = JsonDocument.Parse(pattern);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Object(document.RootElement, @event) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            // Text may hold half of a character, which shows no earlier than when it is read, and more wildcards than anybody needs.
            return null;
        }
    }

    /// <summary>All members have to match.</summary>
    private static bool? Object(JsonElement pattern, JsonElement? value)
    {
        bool? all = true;
        foreach (var member in pattern.EnumerateObject())
        {
            all &= member.Name == "$or" && member.Value.ValueKind == JsonValueKind.Array
                ? Any(member.Value, one => one.ValueKind == JsonValueKind.Object ? Object(one, value) : null)
                : Member(member.Value, value is { ValueKind: JsonValueKind.Object } whole && whole.TryGetProperty(member.Name, out var inner) ? inner : null);
        }

        return all;
    }

    private static bool? Member(JsonElement pattern, JsonElement? value) => pattern.ValueKind switch
    {
        JsonValueKind.Object => Object(pattern, value),
        JsonValueKind.Array => Any(pattern, one => Filter(one, value)),
        _ => null,
    };

    private static bool? Any(JsonElement patterns, Func<JsonElement, bool?> test)
    {
        bool? any = false;
        foreach (var pattern in patterns.EnumerateArray())
        {
            any |= test(pattern);
        }

        return any;
    }

    private static bool? Filter(JsonElement filter, JsonElement? value)
    {
        if (filter.ValueKind == JsonValueKind.Object)
        {
            return filter.EnumerateObject().ToList() is [var only] ? Operator(only.Name, only.Value, value) : null;
        }

        return Values(value).Any(item => IsSame(filter, item));
    }

    private static bool? Operator(string name, JsonElement argument, JsonElement? value)
    {
        var values = Values(value).ToList();
        if (name == "exists")
        {
            return argument.ValueKind is JsonValueKind.True or JsonValueKind.False && value is not { ValueKind: JsonValueKind.Array } ? values.Count > 0 == argument.GetBoolean() : null;
        }

        bool? any = false;
        foreach (var item in values)
        {
            any |= name == "anything-but" ? item.ValueKind == JsonValueKind.Null ? null : !Excluded(argument, item)
                : item.ValueKind == JsonValueKind.String ? Text(name, argument, item.GetString()!)
                : name is "prefix" or "suffix" or "equals-ignore-case" or "wildcard" ? false : null;
        }

        return any;
    }

    /// <summary>What a filter is tried with: it is about leaves, each item of a list is one, and an object is none.</summary>
    private static IEnumerable<JsonElement> Values(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Object } => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)),
        { } leaf => [leaf],
    };

    private static bool? Excluded(JsonElement argument, JsonElement value) => argument.ValueKind switch
    {
        JsonValueKind.Array => argument.EnumerateArray().Any(item => IsSame(item, value)),
        JsonValueKind.Object when argument.EnumerateObject().ToList() is [var only] && value.ValueKind == JsonValueKind.String =>
            only.Value.ValueKind == JsonValueKind.Array ? Any(only.Value, item => Text(only.Name, item, value.GetString()!)) : Text(only.Name, only.Value, value.GetString()!),
        JsonValueKind.Object => null,
        _ => IsSame(argument, value),
    };

    private static bool? Text(string name, JsonElement argument, string value)
    {
        var isCaseless = argument.ValueKind == JsonValueKind.Object && argument.TryGetProperty("equals-ignore-case", out argument);
        if (argument.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var (text, comparison) = (argument.GetString()!, isCaseless ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        return name switch
        {
            "prefix" => value.StartsWith(text, comparison),
            "suffix" => value.EndsWith(text, comparison),
            "equals-ignore-case" => value.Equals(text, StringComparison.OrdinalIgnoreCase),
            "wildcard" => Regex.IsMatch(value, $@"\A{Regex.Replace(text, @"\\(.)|\*|[^\\*]+", part => part.Value == "*" ? ".*" : Regex.Escape(part.Groups[1].Success ? part.Groups[1].Value : part.Value))}\z", RegexOptions.Singleline | RegexOptions.NonBacktracking),
            _ => null,
        };
    }

    private static bool IsSame(JsonElement one, JsonElement other) => one.ValueKind == other.ValueKind && one.ValueKind switch
    {
        JsonValueKind.String => one.GetString() == other.GetString(),
        JsonValueKind.Number => one.GetDouble().Equals(other.GetDouble()),
        _ => one.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null,
    };
}
