namespace TrailOps.Policies;

/// <summary>How the values of a key with several are taken together.</summary>
internal enum ConditionSet
{
    None,
    ForAllValues,
    ForAnyValue,
}

/// <summary>
/// A condition operator, as its name says it: <c>ForAnyValue:StringNotLikeIfExists</c>. Names have no case
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
/// </summary>
/// <param name="Set">How several values are taken together.</param>
/// <param name="Comparison">The comparison, as IAM spells it, without "Not".</param>
/// <param name="IsNegated">Whether it holds where the comparison does not.</param>
/// <param name="IfExists">Whether it holds where the key is not there.</param>
internal readonly record struct ConditionOperator(ConditionSet Set, string Comparison, bool IsNegated, bool IfExists)
{
    public const string Null = "Null";

    private const string IfExistsSuffix = "IfExists";

    private static readonly Dictionary<string, (string Comparison, bool IsNegated)> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = ("StringEquals", false),
        ["StringNotEquals"] = ("StringEquals", true),
        ["StringEqualsIgnoreCase"] = ("StringEqualsIgnoreCase", false),
        ["StringNotEqualsIgnoreCase"] = ("StringEqualsIgnoreCase", true),
        ["StringLike"] = ("StringLike", false),
        ["StringNotLike"] = ("StringLike", true),
        ["NumericEquals"] = ("NumericEquals", false),
        ["NumericNotEquals"] = ("NumericEquals", true),
        ["NumericLessThan"] = ("NumericLessThan", false),
        ["NumericLessThanEquals"] = ("NumericLessThanEquals", false),
        ["NumericGreaterThan"] = ("NumericGreaterThan", false),
        ["NumericGreaterThanEquals"] = ("NumericGreaterThanEquals", false),
        ["DateEquals"] = ("DateEquals", false),
        ["DateNotEquals"] = ("DateEquals", true),
        ["DateLessThan"] = ("DateLessThan", false),
        ["DateLessThanEquals"] = ("DateLessThanEquals", false),
        ["DateGreaterThan"] = ("DateGreaterThan", false),
        ["DateGreaterThanEquals"] = ("DateGreaterThanEquals", false),
        ["Bool"] = ("Bool", false),
        ["BinaryEquals"] = ("BinaryEquals", false),
        ["IpAddress"] = ("IpAddress", false),
        ["NotIpAddress"] = ("IpAddress", true),

        // The two ARN operators do the same.
        ["ArnEquals"] = ("ArnLike", false),
        ["ArnLike"] = ("ArnLike", false),
        ["ArnNotEquals"] = ("ArnLike", true),
        ["ArnNotLike"] = ("ArnLike", true),
        [Null] = (Null, false),
    };

    /// <summary>The names without what may stand before and behind them.</summary>
    public static IEnumerable<string> KnownNames => Names.Keys;

    /// <summary>The operator of a name; null where IAM has none.</summary>
    public static ConditionOperator? Find(string name)
    {
        var set = ConditionSet.None;
        foreach (var candidate in new[] { ConditionSet.ForAllValues, ConditionSet.ForAnyValue })
        {
            if (name.StartsWith($"{candidate}:", StringComparison.OrdinalIgnoreCase))
            {
                (set, name) = (candidate, name[(candidate.ToString().Length + 1)..]);
                break;
            }
        }

        var ifExists = name.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase);
        name = ifExists ? name[..^IfExistsSuffix.Length] : name;
        if (!Names.TryGetValue(name, out var known) || (known.Comparison == Null && ifExists))
        {
            return null;
        }

        return new(set, known.Comparison, known.IsNegated, ifExists);
    }
}
