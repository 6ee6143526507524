using System.Text;

namespace TrailOps.Policies;

/// <summary>
/// A text of a policy in which <c>*</c> and <c>?</c> may be wildcards and <c>${…}</c> is a policy variable, made ready for matching
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
/// </summary>
internal sealed class PolicyText
{
    /// <summary>Wildcards in a text that is ready. These are no characters, so that no text has them.</summary>
    public const char AnyText = '\uFDD0';

    /// <summary>The same for one character.</summary>
    public const char AnyCharacter = '\uFDD1';

    private const char Replacement = '\uFFFD';

    private readonly List<(string Text, string? Variable, string? Default)> _pieces = [];
    private readonly string? _ready;

    /// <summary>Makes a text ready.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasWildcards">Whether * and ? are wildcards in it.</param>
    /// <param name="hasVariables">Whether the policy's version knows variables.</param>
    public PolicyText(string text, bool hasWildcards, bool hasVariables)
    {
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var end = hasVariables && text.AsSpan(i).StartsWith("${") ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                literal.Append((hasWildcards, text[i]) switch
                {
                    (true, '*') => AnyText,
                    (true, '?') => AnyCharacter,
                    (_, var c) => Plain(c),
                });
                i++;
                continue;
            }

            var name = text[(i + 2)..end];
            i = end + 1;
            if (name is "*" or "?" or "$")
            {
                literal.Append(name);
                continue;
            }

            var (variable, otherwise) = Variable(name);
            _pieces.Add((literal.ToString(), variable, otherwise));
            literal.Clear();
        }

        if (_pieces.Count == 0)
        {
            _ready = literal.ToString();
        }

        _pieces.Add((literal.ToString(), null, null));
    }

    /// <summary>The text where it has no variables.</summary>
    public string? Ready => _ready;

    /// <summary>The text with its variables' values; null where the request does not have one that has no default either.</summary>
    public string? Resolve(RequestContext context)
    {
        if (_ready is not null)
        {
            return _ready;
        }

        var text = new StringBuilder();
        foreach (var (before, variable, otherwise) in _pieces)
        {
            text.Append(before);
            if (variable is null)
            {
                continue;
            }

            // A key with several values can't stand for a text.
            var value = context.Find(variable) is [var only] ? only : otherwise;
            if (value is null)
            {
                return null;
            }

            foreach (var c in value)
            {
                text.Append(Plain(c));
            }
        }

        return text.ToString();
    }

    /// <summary>Whether a text that is ready matches another one, in at most pattern × text steps.</summary>
    public static bool IsMatch(ReadOnlySpan<char> ready, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, star = -1, afterStar = 0;
        while (t < text.Length)
        {
            if (p < ready.Length && ready[p] == AnyText)
            {
                (star, afterStar) = (p++, t);
            }
            else if (p < ready.Length && (ready[p] == AnyCharacter || ready[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++afterStar);
            }
            else
            {
                return false;
            }
        }

        return ready[p..].TrimStart(AnyText).IsEmpty;
    }

    /// <summary>A text that is ready, as policies write it.</summary>
    public static string Write(string ready)
    {
        var text = new StringBuilder(ready.Length);
        foreach (var c in ready)
        {
            _ = c switch
            {
                AnyText => text.Append('*'),
                AnyCharacter => text.Append('?'),
                '*' or '?' or '$' => text.Append("${").Append(c).Append('}'),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }

    private static char Plain(char c) => c is AnyText or AnyCharacter ? Replacement : c;

    /// <summary><c>key</c> or <c>key, 'default'</c>.</summary>
    private static (string Name, string? Default) Variable(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return (text.Trim(), null);
        }

        var otherwise = text.AsSpan(comma + 1).Trim();
        return (text[..comma].Trim(), otherwise is ['\'', .., '\''] ? otherwise[1..^1].ToString() : null);
    }
}
