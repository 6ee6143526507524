using System.Text.Json;
using System.Text.RegularExpressions;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Iam;

/// <summary>
/// Refuses documents that are no policies, by the grammar:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
/// </summary>
internal static partial class PolicyCheck
{
    private static readonly string[] Root = ["Version", "Id", "Statement"];
    private static readonly string[] Elements =
        ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    /// <summary>A policy of a user, a role or a session.</summary>
    public static void Identity(string document)
    {
        Wrap(() => Check(document, statement =>
        {
            if (WrongId(statement) is { } wrongId)
            {
                return wrongId;
            }

            if (statement.TryGetProperty("Principal", out _) || statement.TryGetProperty("NotPrincipal", out _))
            {
                return "Policy document should not specify a principal.";
            }

            if (!statement.TryGetProperty("Resource", out var resources) && !statement.TryGetProperty("NotResource", out resources))
            {
                return "Policy statement must contain resources.";
            }

            return Texts(resources).FirstOrDefault(resource => resource != "*" && !Arn().IsMatch(resource)) is { } wrong
                ? $"Resource {wrong} must be in ARN format or \"*\"."
                : null;
        }));
    }

    /// <summary>A role's trust policy.</summary>
    public static void Trust(string document, Func<string, bool> principalExists)
    {
        Wrap(() => Check(document, statement =>
        {
            if (WrongId(statement) is { } wrongId)
            {
                return wrongId;
            }

            if (statement.TryGetProperty("Resource", out _) || statement.TryGetProperty("NotResource", out _))
            {
                return "Has prohibited field Resource";
            }

            if (!statement.TryGetProperty("Principal", out var principal) && !statement.TryGetProperty("NotPrincipal", out principal))
            {
                return "Missing required field Principal";
            }

            if (Texts(statement.TryGetProperty("Action", out var actions) ? actions : statement.GetProperty("NotAction")).Any(action => action != "*" && !action.StartsWith("sts:", StringComparison.OrdinalIgnoreCase)))
            {
                return "AssumeRole policy may only specify STS AssumeRole actions.";
            }

            return WrongPrincipal(principal, principalExists) is { } wrong ? $"Invalid principal in policy: {wrong}" : null;
        }));
    }

    /// <summary>Null: the document is well formed, and each statement passes.</summary>
    /// <param name="document">As sent.</param>
    /// <param name="check">Gives what is wrong with a statement beyond the grammar, or null.</param>
    public static string? Check(string document, Func<JsonElement, string?> check)
    {
        JsonElement policy;
        try
        {
            policy = JsonElement.Parse(document);
        }
        catch (JsonException)
        {
            return "This policy contains invalid Json";
        }

        if (policy.ValueKind != JsonValueKind.Object || policy.EnumerateObject().Any(member => !Root.Contains(member.Name)) || !policy.TryGetProperty("Statement", out var statements))
        {
            return "Syntax errors in policy.";
        }

        if (policy.TryGetProperty("Version", out var version) && version.ToString() is not ("2012-10-17" or "2008-10-17"))
        {
            return "The policy must contain a valid version string";
        }

        JsonElement[] all = statements.ValueKind == JsonValueKind.Array ? [.. statements.EnumerateArray()] : [statements];
        var ids = all.Where(statement => statement.ValueKind == JsonValueKind.Object && statement.TryGetProperty("Sid", out _))
            .Select(statement => statement.GetProperty("Sid").ToString()).Where(id => id.Length > 0).ToList();
        return all.Length == 0 ? "Policy document must contain at least one statement."
            : all.Select(Grammar).FirstOrDefault(wrong => wrong is not null)
            ?? (ids.Distinct(StringComparer.Ordinal).Count() < ids.Count ? "Statement IDs (SID) in a single policy must be unique." : null)
            ?? all.Select(check).FirstOrDefault(wrong => wrong is not null);
    }

    public static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(item => item.ToString()),
        _ => [element.ToString()],
    };

    /// <summary>Characters without white space, which is not counted: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html</summary>
    public static int Length(string document) => document.Count(character => !char.IsWhiteSpace(character));

    /// <summary>A rule of IAM's own policies: buckets and keys take other ids, and AWS's default policy of a key has one with spaces.</summary>
    private static string? WrongId(JsonElement statement) => statement.TryGetProperty("Sid", out var sid) && !Sid().IsMatch(sid.ToString())
        ? "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*"
        : null;

    private static string? Grammar(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object
            || statement.EnumerateObject().Any(member => !Elements.Contains(member.Name))
            || !statement.TryGetProperty("Effect", out var effect) || effect.ToString() is not ("Allow" or "Deny")
            || Both("Action") || Both("Resource") || Both("Principal")
            || (statement.TryGetProperty("Condition", out var condition) && !IsCondition(condition)))
        {
            return "Syntax errors in policy.";
        }

        if (!statement.TryGetProperty("Action", out var actions) && !statement.TryGetProperty("NotAction", out actions))
        {
            return "Policy statement must contain actions.";
        }

        return Texts(actions).Any(action => action != "*" && !Action().IsMatch(action))
            ? "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
            : null;

        bool Both(string name) => statement.TryGetProperty(name, out _) && statement.TryGetProperty("Not" + name, out _);
    }

    private static bool IsCondition(JsonElement condition) => condition.ValueKind == JsonValueKind.Object && condition.EnumerateObject().All(block =>
        Operator().IsMatch(block.Name) && block.Value.ValueKind == JsonValueKind.Object
        && block.Value.EnumerateObject().All(key => key.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)));

    /// <summary>The first principal that is none, as messages show it.</summary>
    public static string? WrongPrincipal(JsonElement principal, Func<string, bool> exists)
    {
        if (principal.ValueKind == JsonValueKind.String)
        {
            return principal.GetString() == "*" ? null : $"\"{principal}\"";
        }

        if (principal.ValueKind != JsonValueKind.Object)
        {
            return principal.GetRawText();
        }

        foreach (var type in principal.EnumerateObject())
        {
            foreach (var name in Texts(type.Value))
            {
                var isRight = type.Name switch
                {
                    "AWS" => name == "*" || Account().IsMatch(name) || (Principal().IsMatch(name) && exists(name)),
                    "Service" => name.EndsWith(".amazonaws.com", StringComparison.Ordinal) || name.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal),
                    "Federated" or "CanonicalUser" => name.Length > 0,
                    _ => false,
                };
                if (!isRight)
                {
                    return $"\"{type.Name}\":\"{name}\"";
                }
            }
        }

        return null;
    }

    private static void Wrap(Func<string?> check)
    {
        if (check() is { } wrong)
        {
            throw new AwsException("MalformedPolicyDocument", wrong);
        }
    }

    [GeneratedRegex(@"\Aarn:[^:]*:[^:]*:[^:]*:[^:]*:.+\z|\A\*.*\z")]
    private static partial Regex Arn();

    [GeneratedRegex(@"\A[A-Za-z0-9-]+:[A-Za-z0-9*?]+\z")]
    private static partial Regex Action();

    [GeneratedRegex(@"\A[0-9A-Za-z]*\z")]
    private static partial Regex Sid();

    [GeneratedRegex(@"\A(ForAllValues:|ForAnyValue:)?(String|Numeric|Date|Bool|Binary|IpAddress|NotIpAddress|Arn|Null)[A-Za-z]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Operator();

    [GeneratedRegex(@"\A(arn:[^:]+:iam::)?\d{12}(:root)?\z")]
    private static partial Regex Account();

    [GeneratedRegex(@"\Aarn:[^:]+:(iam|sts)::\d{12}:(user|role|assumed-role|federated-user)/[^*?]+\z")]
    private static partial Regex Principal();
}
