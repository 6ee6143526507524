using System.Text.Json;

namespace TrailOps.PolicyOracle;

/// <summary>One operator of a condition with its keys and values.</summary>
internal static class OracleCondition
{
    private const string ForAllValues = "FORALLVALUES:";
    private const string ForAnyValue = "FORANYVALUE:";
    private const string IfExists = "IFEXISTS";

    public static bool Holds(string name, JsonElement keys, OracleRequest request, bool hasVariables)
    {
        var upper = name.ToUpperInvariant();
        var all = upper.StartsWith(ForAllValues, StringComparison.Ordinal);
        var any = upper.StartsWith(ForAnyValue, StringComparison.Ordinal);
        upper = all ? upper[ForAllValues.Length..] : any ? upper[ForAnyValue.Length..] : upper;

        if (upper == "NULL" && !all && !any)
        {
            return keys.EnumerateObject().All(key => NullHolds(OracleStatement.Texts(key.Value), request.ValuesOf(key.Name)));
        }

        var ifExists = upper.EndsWith(IfExists, StringComparison.Ordinal);
        upper = ifExists ? upper[..^IfExists.Length] : upper;
        if (OracleOperator.Find(upper, hasVariables ? request : null) is not { } test)
        {
            return false;
        }

        return keys.EnumerateObject().All(key =>
        {
            List<string> policy = [.. OracleStatement.Texts(key.Value)];
            var values = request.ValuesOf(key.Name);
            bool Matches(string value) => policy.Any(wanted => test.Matches(wanted, value));
            bool Satisfies(string value) => test.Negated != Matches(value);

            if (values.Count == 0)
            {
                return ifExists || all || (!any && test.Negated);
            }

            if (all)
            {
                return values.All(Satisfies);
            }

            // Without a prefix, a negated operator means that no value matches.
            return any || !test.Negated ? values.Any(Satisfies) : values.All(Satisfies);
        });
    }

    private static bool NullHolds(IEnumerable<string> policy, IReadOnlyList<string> values) =>
        policy.Any(wanted => string.Equals(wanted, values.Count == 0 ? "true" : "false", StringComparison.OrdinalIgnoreCase));
}
