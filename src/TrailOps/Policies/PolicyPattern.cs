using System.Buffers;

namespace TrailOps.Policies;

/// <summary>
/// IAM's patterns in actions and resources: <c>*</c> is any text, <c>?</c> is one character. <c>${*}</c>, <c>${?}</c> and <c>${$}</c> are the
/// characters themselves; any other <c>${…}</c> is a policy variable, of which only its name is known
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
/// </summary>
internal static class PolicyPattern
{
    private static readonly SearchValues<char> Special = SearchValues.Create("*?$");

    /// <summary>Whether every text that the other one, itself maybe a pattern, matches is matched by the pattern too.</summary>
    public static bool Covers(string pattern, string other, bool ignoreCase) =>
        Covers(pattern, other, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    /// <summary>
    /// The same for resources, where case counts. A lone <c>*</c> covers everything; any other ARN covers segment by segment, as its wildcards
    /// do not reach across the first five colons.
    /// </summary>
    public static bool CoversArn(string pattern, string other)
    {
        if (pattern == "*" || pattern == other)
        {
            return true;
        }

        if (!IsPattern(pattern) && pattern.AsSpan().Count(':') >= 5)
        {
            return false;
        }

        ReadOnlySpan<char> wide = pattern, narrow = other;
        for (var colon = 0; colon < 5; colon++)
        {
            var (wideEnd, narrowEnd) = (IndexOfColon(wide), IndexOfColon(narrow));
            if (wideEnd < 0 || narrowEnd < 0)
            {
                return CoversRest(wide, narrow, wideEnd, narrowEnd, IsArn(pattern) && IsArn(other));
            }

            if (!Covers(wide[..wideEnd], narrow[..narrowEnd], StringComparison.Ordinal))
            {
                return false;
            }

            wide = wide[(wideEnd + 1)..];
            narrow = narrow[(narrowEnd + 1)..];
        }

        return Covers(wide, narrow, StringComparison.Ordinal);
    }

    /// <summary>What an ARN lacks is *: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html</summary>
    private static bool CoversRest(ReadOnlySpan<char> wide, ReadOnlySpan<char> narrow, int wideEnd, int narrowEnd, bool areArns)
    {
        if (wideEnd == narrowEnd)
        {
            return Covers(wide, narrow, StringComparison.Ordinal);
        }

        return areArns && (wideEnd < 0
            ? Covers(wide, narrow[..narrowEnd], StringComparison.Ordinal)
            : Covers(wide[..wideEnd], narrow, StringComparison.Ordinal) && wide[(wideEnd + 1)..].IndexOfAnyExcept('*', ':') < 0);
    }

    private static bool IsArn(string text) => text.StartsWith("arn:", StringComparison.Ordinal);

    /// <summary>Whether the text may cover another one than itself.</summary>
    public static bool IsPattern(ReadOnlySpan<char> text) => text.ContainsAny(Special);

    /// <summary>The start that all texts share which the pattern covers.</summary>
    public static ReadOnlySpan<char> LiteralStart(string pattern) =>
        pattern.AsSpan().IndexOfAny(Special) is >= 0 and var end ? pattern.AsSpan(0, end) : pattern;

    /// <summary>The end that all texts share which the pattern covers.</summary>
    public static ReadOnlySpan<char> LiteralEnd(string pattern) => pattern.AsSpan(pattern.AsSpan().LastIndexOfAny("*?$}") + 1);

    /// <summary>The length of the token that a text begins with: a whole <c>${…}</c>, or one character.</summary>
    public static int TokenLength(ReadOnlySpan<char> text) =>
        text.StartsWith("${") && text.IndexOf('}') is > 0 and var end ? end + 1 : 1;

    /// <summary>The first colon that is not part of a variable such as <c>${aws:PrincipalAccount}</c>; -1 where there is none.</summary>
    public static int IndexOfColon(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i += TokenLength(text[i..]))
        {
            if (text[i] == ':')
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Covers(ReadOnlySpan<char> pattern, ReadOnlySpan<char> other, StringComparison comparison) =>
        pattern.Equals(other, comparison) || (IsPattern(pattern) && CoversTokens(pattern, other, comparison));

    /// <summary>
    /// Matches the pattern against the other's tokens: its <c>*</c> and <c>?</c> are characters there that only a wildcard takes. That is exact,
    /// as there is always a character that the pattern does not contain. At most pattern × other steps.
    /// </summary>
    private static bool CoversTokens(ReadOnlySpan<char> pattern, ReadOnlySpan<char> other, StringComparison comparison)
    {
        int p = 0, o = 0, afterGap = -1, gapEnd = 0;
        while (p < pattern.Length || o < other.Length)
        {
            if (IsGap(pattern[p..], out var length, out var least))
            {
                if (!TrySkip(other, ref o, least))
                {
                    return false;
                }

                (p, afterGap, gapEnd) = (p + length, p + length, o);
                if (p == pattern.Length)
                {
                    return true;
                }
            }
            else if (p < pattern.Length && o < other.Length && TryTake(pattern, ref p, other, ref o, comparison))
            {
                // Both went on by a token.
            }
            else if (afterGap >= 0 && o < other.Length)
            {
                // The last gap takes one token more.
                gapEnd += TokenLength(other[gapEnd..]);
                (p, o) = (afterGap, gapEnd);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A run of wildcards with a <c>*</c> in it takes any text of at least as many characters as it has <c>?</c>, in whatever order they stand.</summary>
    private static bool IsGap(ReadOnlySpan<char> pattern, out int length, out int least)
    {
        length = pattern.IndexOfAnyExcept('*', '?');
        length = length < 0 ? pattern.Length : length;
        least = pattern[..length].Count('?');
        return least < length;
    }

    private static bool TrySkip(ReadOnlySpan<char> other, ref int o, int least)
    {
        while (least > 0 && o < other.Length)
        {
            var token = other.Slice(o, TokenLength(other[o..]));
            least -= IsOneCharacter(token) ? 1 : 0;
            o += token.Length;
        }

        return least == 0;
    }

    private static bool TryTake(ReadOnlySpan<char> pattern, ref int p, ReadOnlySpan<char> other, ref int o, StringComparison comparison)
    {
        var wide = pattern.Slice(p, TokenLength(pattern[p..]));
        var narrow = other.Slice(o, TokenLength(other[o..]));
        p += wide.Length;
        o += narrow.Length;
        return wide is "?" ? IsOneCharacter(narrow) : narrow is not ("*" or "?") && Literal(wide).Equals(Literal(narrow), comparison);
    }

    private static bool IsOneCharacter(ReadOnlySpan<char> token) => token is not "*" && Literal(token).Length == 1;

    private static ReadOnlySpan<char> Literal(ReadOnlySpan<char> token) => token is "${*}" or "${?}" or "${$}" ? token.Slice(2, 1) : token;
}
