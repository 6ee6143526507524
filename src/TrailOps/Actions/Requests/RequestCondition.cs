namespace TrailOps.Actions;

/// <summary>What must hold of a request for a row of a table to count: "a", "!a", "a~x*", "a!~x*", with spaces between.</summary>
internal sealed class RequestCondition
{
    private const string Always = "*";
    private readonly List<(int Slot, string? Like, bool IsNegated)> _tests = [];

    private RequestCondition()
    {
    }

    public static RequestCondition Parse(string text, RequestShape shape)
    {
        var condition = new RequestCondition();
        foreach (var test in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(t => t != Always))
        {
            var tilde = test.IndexOf('~', StringComparison.Ordinal);
            if (tilde < 0)
            {
                condition._tests.Add((shape.Add(test.TrimStart('!')), null, test[0] == '!'));
                continue;
            }

            var isNegated = test[tilde - 1] == '!';
            condition._tests.Add((shape.Add(test[..(isNegated ? tilde - 1 : tilde)]), test[(tilde + 1)..], isNegated));
        }

        return condition;
    }

    public bool Holds(RequestValues values) => _tests.TrueForAll(t => t.IsNegated != Any(values[t.Slot], t.Like));

    private static bool Any(IReadOnlyList<string> values, string? like)
    {
        foreach (var value in values)
        {
            if (like is null || ActionPattern.IsMatch(like, value))
            {
                return true;
            }
        }

        return false;
    }
}
