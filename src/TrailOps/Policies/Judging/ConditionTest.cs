namespace TrailOps.Policies;

/// <summary>One operator with one key of a statement's condition, made ready.</summary>
internal sealed class ConditionTest
{
    private readonly string _text;
    private readonly ConditionOperator? _operator;
    private readonly ConditionValue[] _values = [];
    private readonly bool _wantsMissing;
    private readonly bool _wantsPresent;

    public ConditionTest(string name, string key, IReadOnlyList<string> values, bool hasVariables)
    {
        Key = key;
        _text = $"{name} {key} = {string.Join(" or ", values)}";
        _operator = ConditionOperator.Find(name);
        if (_operator is { Comparison: ConditionOperator.Null })
        {
            _wantsMissing = values.Any(v => v.Equals("true", StringComparison.OrdinalIgnoreCase));
            _wantsPresent = values.Any(v => v.Equals("false", StringComparison.OrdinalIgnoreCase));
        }
        else if (_operator is { } known)
        {
            _values = [.. values.Select(v => ConditionValue.Of(known.Comparison, v, hasVariables))];
        }
    }

    public string Key { get; }

    /// <summary>What it asks for, and what the request has instead.</summary>
    public string Describe(RequestContext context) => _operator is null
        ? $"{_text} (IAM has no such operator)"
        : $"{_text} (the request has {(context.Find(Key) is { } given ? string.Join(", ", given) : "no such key")})";

    /// <summary>Whether it holds of a request. An operator that IAM does not know never does.</summary>
    public bool Holds(RequestContext context)
    {
        if (_operator is not { } test)
        {
            return false;
        }

        var given = context.Find(Key);
        if (test.Comparison == ConditionOperator.Null)
        {
            return given is null ? _wantsMissing : _wantsPresent;
        }

        if (given is null)
        {
            return test.IfExists || (test.Set == ConditionSet.None ? test.IsNegated : test.Set == ConditionSet.ForAllValues);
        }

        return test.Set switch
        {
            ConditionSet.ForAllValues => All(given, context, test.IsNegated),
            ConditionSet.ForAnyValue => !All(given, context, !test.IsNegated),
            _ => test.IsNegated == !AnyMatches(given, context),
        };
    }

    /// <summary>Whether each of the request's values matches one of the policy's, or none of them does that.</summary>
    private bool All(IReadOnlyList<string> given, RequestContext context, bool isNegated)
    {
        foreach (var value in given)
        {
            if (Matches(value, context) == isNegated)
            {
                return false;
            }
        }

        return true;
    }

    private bool AnyMatches(IReadOnlyList<string> given, RequestContext context)
    {
        foreach (var value in given)
        {
            if (Matches(value, context))
            {
                return true;
            }
        }

        return false;
    }

    private bool Matches(string value, RequestContext context)
    {
        foreach (var wanted in _values)
        {
            if (wanted.IsMatch(value, context))
            {
                return true;
            }
        }

        return false;
    }
}
