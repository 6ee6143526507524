using System.Text.RegularExpressions;
using TrailOps.Policies;

namespace TrailOps;

/// <summary>
/// The ARN of roles that may do what everybody else is kept from, as a pattern. What it exempts is whatever has such an ARN: so it has to be one under which the
/// service control policy can keep others from making roles.
/// </summary>
internal sealed partial class BreakGlassPattern
{
    private const string SsoPath = "aws-reserved/sso.amazonaws.com";
    private const string SsoPrefix = "AWSReservedSSO_";

    // Permission sets that nobody thought of: a pattern that matches them matches each one there is.
    private static readonly string[] AnySso = [$"{SsoPath}/{SsoPrefix}Zq_0", $"{SsoPath}/zz-zone-9/{SsoPrefix}Zq_0"];

    private BreakGlassPattern(string text, string partition, string account) => (Text, Partition, Account) = (text, partition, account);

    public string Text { get; }

    public string Partition { get; }

    /// <summary>Twelve digits, or an asterisk for every account.</summary>
    public string Account { get; }

    /// <summary>Takes a pattern apart.</summary>
    /// <exception cref="GuardrailException">It is none, or one that would open what is to stay closed.</exception>
    public static BreakGlassPattern Parse(string text)
    {
        if (SessionArn().Match(text) is { Success: true } session)
        {
            var (name, start) = (session.Groups["name"].Value, $"arn:{session.Groups["partition"].Value}:iam::{session.Groups["account"].Value}:role/");
            throw new GuardrailException(GuardrailProblem.BreakGlassIsSession, text, name.StartsWith(SsoPrefix, StringComparison.Ordinal)
                ? $"'{text}' is a session, which ends. Give its role: {start}{SsoPath}*/{name}."
                : $"'{text}' is a session, which ends. Give its role: {start}{name}, with the role's path before its name if it has one, which a session's ARN does not tell.");
        }

        if (text.Length > 0 && text.All(c => c is '*' or '?'))
        {
            throw TooWide(text, "it is everybody");
        }

        if (RoleArn().Match(text) is not { Success: true } match)
        {
            throw new GuardrailException(GuardrailProblem.BreakGlassNotRole, text,
                $"'{text}' is no ARN of a role, which a break-glass principal has to be. Give one such as arn:aws:iam::111122223333:role/BreakGlass; * and ? may stand in its path and name, and * for the account.");
        }

        var role = match.Groups["role"].Value;
        if (role[0] is '*' or '?')
        {
            throw TooWide(text, "its path and name begin with a wildcard, so that roles match that are there already, an admin's among them");
        }

        if (Array.Exists(AnySso, any => PolicyPattern.Covers(role, any, ignoreCase: false)))
        {
            throw TooWide(text, "it is every permission set of IAM Identity Center, an admin's too");
        }

        return new BreakGlassPattern(text, match.Groups["partition"].Value, match.Groups["account"].Value);
    }

    private static GuardrailException TooWide(string text, string why) => new(GuardrailProblem.BreakGlassTooWide, text,
        $"'{text}' would leave nobody behind the guardrail: {why}. Name the roles, such as arn:aws:iam::111122223333:role/BreakGlass, or a path of their own, such as "
        + $"arn:aws:iam::*:role/break-glass/*; of IAM Identity Center a permission set, such as arn:aws:iam::*:role/{SsoPath}*/{SsoPrefix}BreakGlass_*.");

    [GeneratedRegex(@"\Aarn:(?<partition>aws(-[a-z]+)*):iam::(?<account>[0-9]{12}|\*):role/(?<role>[A-Za-z0-9_+=,.@/*?-]+)(?<!/)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RoleArn();

    [GeneratedRegex(@"\Aarn:(?<partition>[^:]+):sts::(?<account>[^:]*):assumed-role/(?<name>[^/]+)(/.*)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex SessionArn();
}
