using System.Text.RegularExpressions;
using TrailOps.Actions;
using TrailOps.Policies;

namespace TrailOps.Denials;

/// <summary>What a refused call would need in the policies of its role, or why no such policy would help.</summary>
internal static class DeniedNeed
{
    // What people, GitHub and others write in place of what nobody is to see.
    private static readonly Regex Hidden = new(@"\*{2,}|<[^>]*>|\{[^}]*\}|\[[^\]]*\]|[xX]{5,}|\.\.\.|…|#{3,}", RegexOptions.CultureInvariant);
    private static readonly Regex HiddenInKeys = new(@"\*{2,}|<[^>]*>|\.\.\.|…", RegexOptions.CultureInvariant);
    private static readonly NeedSource Told = new(RolePolicyOrigin.Direct, "It was refused, since no identity-based policy allows it.");
    private static readonly NeedSource Untold = new(RolePolicyOrigin.Direct, "It was refused; the refusal does not tell which policy is missing.");

    /// <summary>Why no identity-based policy would let the call pass; null where one may.</summary>
    public static string? WhyUseless(AuthorizationDenial denial)
    {
        var by = denial.PolicyArn is { } arn ? $" ({arn})" : "";
        if (denial.Action is "sts:AssumeRoleWithWebIdentity" or "sts:AssumeRoleWithSAML")
        {
            return "Who signs in elsewhere has no policies yet: the trust policy of the role that was to be assumed has to allow it.";
        }

        if (denial.PrincipalArn?.EndsWith(":root", StringComparison.Ordinal) == true)
        {
            return "The account's root user has no policies: a service control policy, or the resource's own, refused it.";
        }

        return (denial.Reason, denial.PolicyType) switch
        {
            (DenialReason.ExplicitDeny, { } type) => $"A {AuthorizationDenial.Words(type)}{by} denies it, which no policy that allows it outweighs: have the denial changed.",
            (DenialReason.ExplicitDeny, null) => "It is denied explicitly, which no policy that allows it outweighs: have the denial changed.",
            (_, DenialPolicyType.ServiceControlPolicy) => "No service control policy allows it: those of the organisation have to, an identity-based policy alone does not help.",
            (_, DenialPolicyType.ResourceControlPolicy) => "No resource control policy allows it: those of the organisation have to, an identity-based policy alone does not help.",
            (_, DenialPolicyType.PermissionsBoundary) => "The permissions boundary does not allow it: it has to, an identity-based policy alone does not help.",
            (_, DenialPolicyType.SessionPolicy) => "The session policy, given when the session was made, does not allow it: it has to, an identity-based policy alone does not help.",
            (_, DenialPolicyType.VpcEndpointPolicy) => "The policy of the VPC endpoint does not allow it: it has to, an identity-based policy alone does not help.",
            (_, DenialPolicyType.TrustPolicy) => "The trust policy of the role that was to be assumed does not allow it: it has to, an identity-based policy alone does not help.",
            (_, DenialPolicyType.ResourceBased) => "The resource's own policy does not allow it: it has to, an identity-based policy alone does not help.",
            _ => null,
        };
    }

    /// <summary>The permission that is lacking.</summary>
    public static Need Of(AuthorizationDenial denial)
    {
        var known = ActionCatalogue.Find(denial.Action!);
        var action = known?.Action ?? denial.Action!;
        var resources = ResourcesOf(denial, action, known, out var remark);
        return new(action, resources, ConditionOf(denial, action), denial.PolicyType == DenialPolicyType.IdentityBased ? Told : Untold) { Remark = remark };
    }

    /// <summary>Where the message is decoded it tells to which service the role was to be passed.</summary>
    private static GrantCondition? ConditionOf(AuthorizationDenial denial, string action)
    {
        const string Key = "iam:PassedToService";
        var service = denial.Conditions.FirstOrDefault(condition => condition.Key.Equals(Key, StringComparison.OrdinalIgnoreCase))?.Values;
        return action == "iam:PassRole" && service is [var only] ? new("StringEquals", Key, only) : null;
    }

    private static IReadOnlyList<string> ResourcesOf(AuthorizationDenial denial, string action, IamAction? known, out string? remark)
    {
        remark = null;
        if (known is { ResourceTypes.Count: 0 })
        {
            return ["*"];
        }

        if (denial.Resource is "*")
        {
            return ["*"];
        }

        if (denial.Resource is { } told && Arns(denial, told, out var isHidden) is { } arns)
        {
            remark = isHidden ? $"Somebody has hidden a part of '{told}': that part may be anything." : DoubtOf(denial);
            return arns;
        }

        remark = denial.Resource is null ? $"The refusal of {action} does not tell on what." : $"The refusal of {action} tells no ARN: '{denial.Resource}'.";
        return ["*"];
    }

    private static string? DoubtOf(AuthorizationDenial denial) => denial.Remarks.Count == 0 ? null : string.Join(' ', denial.Remarks);

    private static IReadOnlyList<string>? Arns(AuthorizationDenial denial, string told, out bool isHidden)
    {
        isHidden = false;
        var arn = told.StartsWith("policy arn:", StringComparison.Ordinal) ? told["policy ".Length..] : told;
        if (arn.StartsWith("arn:", StringComparison.Ordinal))
        {
            return Shown(arn, denial.AccountId, out isHidden) is { } shown ? Written(shown) : null;
        }

        // IAM's messages leave out the account and the path.
        var principal = denial.PrincipalArn?.Split(':', 6);
        if (principal is not ["arn", var partition, _, _, var account, _] || denial.AccountId is null)
        {
            return null;
        }

        // Secrets have a suffix behind their names.
        if (denial.Action?.StartsWith("secretsmanager:", StringComparison.OrdinalIgnoreCase) == true && told.All(c => char.IsAsciiLetterOrDigit(c) || "/_+=.@-".Contains(c, StringComparison.Ordinal)))
        {
            return [$"arn:{partition}:secretsmanager:*:{account}:secret:{told}-??????"];
        }

        foreach (var (words, type) in new[]
        {
            ("instance profile ", "instance-profile"), ("user ", "user"), ("role ", "role"), ("group ", "group"), ("policy ", "policy"), ("server certificate ", "server-certificate"),
        })
        {
            if (told.StartsWith(words, StringComparison.OrdinalIgnoreCase) && told[words.Length..] is var name && IsName(name))
            {
                return [$"arn:{partition}:iam::{account}:{type}/{name}", $"arn:{partition}:iam::{account}:{type}/*/{name}"];
            }
        }

        return null;
    }

    /// <summary>An ARN in which what somebody hid may be anything, and the account is the caller's; null where nothing is left of it.</summary>
    private static string? Shown(string arn, string? account, out bool isHidden)
    {
        isHidden = false;
        var parts = arn.Split(':', 6);
        if (parts.Length < 6 || parts[5].Length == 0 || !parts[2].All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            return null;
        }

        if (parts[3].Length > 0 && parts[3] != "*" && !parts[3].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            (parts[3], isHidden) = ("*", true);
        }

        if (parts[4].Length > 0 && parts[4] is not ("*" or "aws") && !(parts[4].Length == 12 && parts[4].All(char.IsAsciiDigit)))
        {
            (parts[4], isHidden) = (account ?? "*", isHidden || account is null);
        }

        // Keys of Amazon S3 may have any letters.
        var shown = (parts[2] == "s3" ? HiddenInKeys : Hidden).Replace(parts[5], "*");
        isHidden |= shown != parts[5];
        parts[5] = shown;
        return shown.Length == 0 || shown.Contains(' ', StringComparison.Ordinal) && parts[2] != "s3" ? null : string.Join(':', parts);
    }

    /// <summary>As a policy has to write it: CloudWatch Logs names streams where the group is meant.</summary>
    private static IReadOnlyList<string> Written(string arn)
    {
        const string Stream = ":log-stream:";
        return arn.EndsWith(Stream, StringComparison.Ordinal) && arn.Contains(":log-group:", StringComparison.Ordinal) ? [arn[..^Stream.Length], arn[..^Stream.Length] + ":*"] : [arn];
    }

    private static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '=' or ',' or '.' or '@' or '-' or '_');
}
