using System.Runtime.CompilerServices;

namespace TrailOps.Actions;

/// <summary>IAM's wildcards in names of actions: * is any text, ? is one character, case does not count.</summary>
internal static class ActionPattern
{
    public static bool HasWildcard(ReadOnlySpan<char> pattern) => pattern.ContainsAny('*', '?');

    /// <summary>Runs in at most pattern × text steps, whatever the pattern.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, star = -1, afterStar = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, afterStar) = (p++, t);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // The last star takes one character more.
                (p, t) = (star + 1, ++afterStar);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
