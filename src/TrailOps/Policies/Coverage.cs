using System.Text;

namespace TrailOps.Policies;

/// <summary>
/// Whether a pattern of a policy allows all that another one names, and whether the two have anything in common. Where that is in doubt, a
/// pattern covers nothing and has something in common.
/// </summary>
internal static class Coverage
{
    private const int ArnParts = 6;

    public static bool CoversAction(string pattern, string other) => Covers(pattern, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>A wildcard stays within its part of the ARN; only behind the fifth colon it takes colons.</summary>
    public static bool CoversResource(string pattern, string other)
    {
        if (pattern == "*" || pattern == other)
        {
            return true;
        }

        // A variable stands for a text of its own: nothing is known of it.
        if (pattern.Contains("${", StringComparison.Ordinal) || other == "*")
        {
            return false;
        }

        return Parts(pattern).Zip(Parts(other)).All(part => Covers(part.First, part.Second, StringComparison.Ordinal));
    }

    public static bool ActionsOverlap(string one, string other) => Overlap(one, other);

    public static bool ResourcesOverlap(string one, string other) =>
        one == "*" || other == "*" || Overlap(string.Join(':', Parts(one)), string.Join(':', Parts(other)));

    /// <summary>An ARN's six parts. What lacks behind the service is *.</summary>
    private static IEnumerable<string> Parts(string arn)
    {
        var parts = arn.Split(':', ArnParts);
        return parts.Concat(Enumerable.Repeat("*", ArnParts - parts.Length));
    }

    /// <summary>Whether the pattern matches whatever the other one does. The other's * needs a * here, its ? a * or a ?.</summary>
    private static bool Covers(ReadOnlySpan<char> pattern, ReadOnlySpan<char> other, StringComparison comparison)
    {
        int p = 0, o = 0, star = -1, afterStar = 0;
        while (o < other.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, afterStar) = (p++, o);
            }
            else if (p < pattern.Length && (pattern[p] == '?' ? other[o] != '*' : pattern.Slice(p, 1).Equals(other.Slice(o, 1), comparison)))
            {
                p++;
                o++;
            }
            else if (star >= 0)
            {
                // The last star takes one character more.
                (p, o) = (star + 1, ++afterStar);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
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
