namespace TrailOps.Policies;

/// <summary>Conditions in one spelling, so that those that say the same are the same text.</summary>
internal static class ConditionText
{
    /// <summary>The condition's text; empty where there is none.</summary>
    public static string Of(PolicyCondition? condition, string version) => condition is null
        ? ""
        : string.Join(" and ", condition.SelectMany(o => o.Value.Select(k => Of(o.Key, k.Key, k.Value, version))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string Of(string name, string key, IReadOnlyList<string> values, string version)
    {
        var test = ConditionOperator.Find(name);
        var isBool = test is { Comparison: "Bool" or ConditionOperator.Null };
        var texts = values.Select(v => isBool ? v.ToLowerInvariant() : v).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        // In the older version ${…} is plain text.
        var old = version == PolicyDocument.OldVersion && values.Any(v => v.Contains("${", StringComparison.Ordinal)) ? " (2008-10-17)" : "";
        return $"{(test is { } known ? Spelling(known, values) : name)} {key.ToLowerInvariant()} = {string.Join(" or ", texts)}{old}";
    }

    private static string Spelling(ConditionOperator test, IReadOnlyList<string> values)
    {
        // Without a wildcard, to be like a text is to be equal to it.
        var comparison = test.Comparison == "StringLike" && !values.Any(v => PolicyPattern.IsPattern(v)) ? "StringEquals" : test.Comparison;
        var name = !test.IsNegated ? comparison
            : comparison == "IpAddress" ? "NotIpAddress"
            : comparison.Replace("String", "StringNot", StringComparison.Ordinal).Replace("Numeric", "NumericNot", StringComparison.Ordinal)
                .Replace("Date", "DateNot", StringComparison.Ordinal).Replace("Arn", "ArnNot", StringComparison.Ordinal);
        return $"{(test.Set == ConditionSet.None ? "" : test.Set + ":")}{name}{(test.IfExists ? "IfExists" : "")}";
    }
}
