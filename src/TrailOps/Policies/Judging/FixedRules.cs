using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>What no policy decides: AWS allows or refuses it whatever they say.</summary>
internal static class FixedRules
{
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html and API_GetSessionToken.html: no permission is asked for.
    private static readonly string[] Free = ["sts:GetCallerIdentity", "sts:GetSessionToken"];

    private static readonly string[] AliasActions = ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"];

    /// <summary>The decision that is fixed; null where policies decide, as nearly always.</summary>
    public static PolicyDecision? Decide(PolicyRequest request) =>
        !HasRules(request.Action) ? null
        : request.Principal is not { Account: null } && Free.Contains(request.Action, StringComparer.OrdinalIgnoreCase) ? PolicyDecision.Allowed
        : request.Arn.IsWhole && IsAwsOwn(request) ? PolicyDecision.ImplicitDeny
        : null;

    private static bool HasRules(ReadOnlySpan<char> action) =>
        action.Length > 4 && action[3] == ':'
        && (action.StartsWith("sts", StringComparison.OrdinalIgnoreCase) || action.StartsWith("iam", StringComparison.OrdinalIgnoreCase) || action.StartsWith("kms", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// AWS's managed policies, the roles of IAM Identity Center (https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html) and the keys
    /// of services (https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key) are nobody's to change.
    /// </summary>
    private static bool IsAwsOwn(PolicyRequest request)
    {
        var name = request.Arn.Part(5);
        return request.Arn.Part(2) switch
        {
            "iam" => ((request.Arn.Part(4) is "aws" && name.StartsWith("policy/")) || name.StartsWith("role/aws-reserved/")) && Changes(request.Action),
            "kms" => name.StartsWith("alias/aws/") && AliasActions.Contains(request.Action, StringComparer.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private static bool Changes(string action) =>
        action.StartsWith("iam:", StringComparison.OrdinalIgnoreCase)
        && ActionCatalogue.Find(action) is { AccessLevel: not (IamAccessLevel.Read or IamAccessLevel.List) };
}
