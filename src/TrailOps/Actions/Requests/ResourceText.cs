using System.Text;

namespace TrailOps.Actions;

/// <summary>Texts in ARNs of a policy.</summary>
internal static class ResourceText
{
    /// <summary>A policy may hold tab, line ends and U+0020 to U+00FF: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html</summary>
    private const char LastAllowed = '\u00FF';

    /// <summary>
    /// A name in which *, ? and $ are what they are (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars).
    /// Where a policy can't hold its characters, * stands for them.
    /// </summary>
    public static string Escape(string name)
    {
        if (IsPlain(name))
        {
            return name;
        }

        var text = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            if (c is '*' or '?' or '$')
            {
                text.Append("${").Append(c).Append('}');
            }
            else if (c is >= ' ' and <= LastAllowed)
            {
                text.Append(c);
            }
            else if (text.Length == 0 || text[^1] != '*')
            {
                text.Append('*');
            }
        }

        return text.ToString();
    }

    private static bool IsPlain(string name)
    {
        foreach (var c in name)
        {
            if (c is '*' or '?' or '$' or < ' ' or > LastAllowed)
            {
                return false;
            }
        }

        return true;
    }
}
