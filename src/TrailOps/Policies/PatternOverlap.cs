using System.Text;

namespace TrailOps.Policies;

/// <summary>
/// Whether two patterns of policies have anything in common. Where that is in doubt, they have.
/// </summary>
internal static class PatternOverlap
{
    private const int ArnParts = 6;

    public static bool OfActions(string one, string other) => Overlap(one, other);

    public static bool OfResources(string one, string other) =>
        one == "*" || other == "*" || Overlap(string.Join(':', Parts(one)), string.Join(':', Parts(other)));

    /// <summary>An ARN's six parts. What lacks behind the service is *.</summary>
    private static IEnumerable<string> Parts(string arn)
    {
        var parts = arn.Split(':', ArnParts);
        return parts.Concat(Enumerable.Repeat("*", ArnParts - parts.Length));
    }

    /// <summary>Whether some text matches both. Case does not count, and a * or a variable takes any text, colons too: this errs on the side of yes.</summary>
    private static bool Overlap(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        one = WithoutVariables(one);
        other = WithoutVariables(other);

        // Which beginnings of the other one have a text in common with the beginning of the first that the loop has come to.
        var row = new bool[other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            var diagonal = false;
            for (var j = 0; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = (i, j) switch
                {
                    (0, 0) => true,
                    _ when i > 0 && one[i - 1] == '*' => above || (j > 0 && row[j - 1]),
                    _ when j > 0 && other[j - 1] == '*' => above || row[j - 1],
                    (0, _) or (_, 0) => false,
                    _ => diagonal && (one[i - 1] == '?' || other[j - 1] == '?' || char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1])),
                };
                diagonal = above;
            }
        }

        return row[^1];
    }

    private static string WithoutVariables(ReadOnlySpan<char> pattern)
    {
        var text = new StringBuilder();
        while (pattern.IndexOf("${") is >= 0 and var start)
        {
            text.Append(pattern[..start]).Append('*');
            var end = pattern[start..].IndexOf('}');
            pattern = end < 0 ? [] : pattern[(start + end + 1)..];
        }

        return text.Append(pattern).ToString();
    }
}
