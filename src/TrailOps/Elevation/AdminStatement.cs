using TrailOps.Policies;

namespace TrailOps;

/// <summary>A statement that allows every action on every resource, and when.</summary>
/// <param name="Start">From when; null where it says nothing of that.</param>
/// <param name="End">Until when; null where it says nothing of that.</param>
/// <param name="Condition">What must hold besides the time; null where nothing must.</param>
internal sealed record AdminStatement(DateTime? Start, DateTime? End, string? Condition)
{
    private const string Now = "aws:CurrentTime";
    private const string NowInSeconds = "aws:EpochTime";
    private const string IfExists = "IfExists";

    /// <summary>Those of a policy.</summary>
    public static IEnumerable<AdminStatement> In(PolicyDocument document) =>
        document.Statement.Where(s => s.Effect == "Allow" && s.Action.Any(IsAnyAction) && s.Resource.Any(IsAny)).Select(Of);

    /// <summary>Whether it allows at a time.</summary>
    public bool IsActiveAt(DateTime time) => (Start is null || time >= Start) && (End is null || time < End);

    private static AdminStatement Of(PolicyStatement statement)
    {
        (DateTime? start, DateTime? end) = (null, null);
        List<(string Operator, string Key, string Value)> rest = [];
        foreach (var (name, keys) in statement.Condition ?? new PolicyCondition([]))
        {
            foreach (var (key, values) in keys)
            {
                // Of several values one suffices: the latest end, the earliest start.
                var times = values.Select(v => ConditionValue.TryDate(v, out var time) ? time.UtcDateTime : (DateTime?)null).ToList();
                var bare = name.EndsWith(IfExists, StringComparison.OrdinalIgnoreCase) ? name[..^IfExists.Length] : name;
                var isTime = (key.Equals(Now, StringComparison.OrdinalIgnoreCase) || key.Equals(NowInSeconds, StringComparison.OrdinalIgnoreCase)) && times.TrueForAll(t => t is not null);
                if (isTime && (bare is "DateLessThan" or "DateLessThanEquals" or "NumericLessThan" or "NumericLessThanEquals"))
                {
                    end = Earlier(end, times.Max());
                }
                else if (isTime && (bare is "DateGreaterThan" or "DateGreaterThanEquals" or "NumericGreaterThan" or "NumericGreaterThanEquals"))
                {
                    start = Later(start, times.Min());
                }
                else
                {
                    rest.AddRange(values.Select(value => (name, key, value)));
                }
            }
        }

        return new(start, end, rest.Count == 0 ? null : new PolicyCondition(rest).ToString());
    }

    private static DateTime? Earlier(DateTime? one, DateTime? other) => one is null || other < one ? other : one;

    private static DateTime? Later(DateTime? one, DateTime? other) => one is null || other > one ? other : one;

    private static bool IsAny(string pattern) => pattern.Length > 0 && pattern.All(c => c == '*');

    private static bool IsAnyAction(string pattern) => IsAny(pattern) || (pattern.Split(':') is [var service, var name] && IsAny(service) && IsAny(name));
}
