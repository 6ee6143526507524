namespace TrailOps.PolicyOracle;

/// <summary>What an operator compares: one value of the policy with one of the request.</summary>
internal sealed record OracleOperator(Func<string, string, bool> Matches, bool Negated = false)
{
    /// <summary>Null where there is no such operator.</summary>
    /// <param name="name">In upper case, without prefix and suffix.</param>
    /// <param name="variables">Whose context gives the variables their values. Null: no variables.</param>
    public static OracleOperator? Find(string name, OracleRequest? variables)
    {
        bool Text(string policy, string value, StringComparison comparison) =>
            OracleText.Read(policy, variables) is { } text && string.Equals(OracleText.Plain(text), value, comparison);
        bool Exact(string policy, string value) => Text(policy, value, StringComparison.Ordinal);
        bool WithoutCase(string policy, string value) => Text(policy, value, StringComparison.OrdinalIgnoreCase);
        bool Like(string policy, string value) => OraclePatterns.StringLike(policy, value, variables);
        bool Arn(string policy, string value) => OraclePatterns.ArnLike(policy, value, variables);

        return name switch
        {
            "STRINGEQUALS" => new(Exact),
            "STRINGNOTEQUALS" => new(Exact, true),
            "STRINGEQUALSIGNORECASE" => new(WithoutCase),
            "STRINGNOTEQUALSIGNORECASE" => new(WithoutCase, true),
            "STRINGLIKE" => new(Like),
            "STRINGNOTLIKE" => new(Like, true),
            "ARNEQUALS" or "ARNLIKE" => new(Arn),
            "ARNNOTEQUALS" or "ARNNOTLIKE" => new(Arn, true),
            "NUMERICEQUALS" => Number(order => order == 0),
            "NUMERICNOTEQUALS" => Number(order => order == 0, true),
            "NUMERICLESSTHAN" => Number(order => order < 0),
            "NUMERICLESSTHANEQUALS" => Number(order => order <= 0),
            "NUMERICGREATERTHAN" => Number(order => order > 0),
            "NUMERICGREATERTHANEQUALS" => Number(order => order >= 0),
            "DATEEQUALS" => Date(order => order == 0),
            "DATENOTEQUALS" => Date(order => order == 0, true),
            "DATELESSTHAN" => Date(order => order < 0),
            "DATELESSTHANEQUALS" => Date(order => order <= 0),
            "DATEGREATERTHAN" => Date(order => order > 0),
            "DATEGREATERTHANEQUALS" => Date(order => order >= 0),
            "BOOL" => new((policy, value) => OracleValue.Bool(policy) is { } wanted && OracleValue.Bool(value) == wanted),
            "BINARYEQUALS" => new((policy, value) =>
                OracleValue.Binary(policy) is { } wanted && OracleValue.Binary(value) is { } given && wanted.SequenceEqual(given)),
            "IPADDRESS" => new(OracleValue.InNetwork),
            "NOTIPADDRESS" => new(OracleValue.InNetwork, true),
            _ => null,
        };
    }

    // The order is that of the request's value to the policy's.
    private static OracleOperator Number(Func<int, bool> holds, bool negated = false) => new(
        (policy, value) => OracleValue.Number(policy) is { } wanted && OracleValue.Number(value) is { } given && holds(given.CompareTo(wanted)), negated);

    private static OracleOperator Date(Func<int, bool> holds, bool negated = false) => new(
        (policy, value) => OracleValue.Date(policy) is { } wanted && OracleValue.Date(value) is { } given && holds(given.CompareTo(wanted)), negated);
}
