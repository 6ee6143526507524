namespace TrailOps.Policies;

/// <summary>Where a resource's own policy has to allow a request, even within one account.</summary>
internal static class ResourcePolicies
{
    private static readonly string[] TrustActions =
        ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"];

    /// <summary>
    /// Keys of KMS (https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html) and roles that are assumed
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_resource-based).
    /// </summary>
    public static bool MustAllow(PolicyRequest request) =>
        request.Arn.IsWhole && (IsKey(request) || IsRole(request));

    private static bool IsKey(PolicyRequest request) =>
        request.Action.StartsWith("kms:", StringComparison.OrdinalIgnoreCase) && request.Arn.Part(2) is "kms" && request.Arn.Part(5).StartsWith("key/");

    private static bool IsRole(PolicyRequest request) =>
        request.Arn.Part(2) is "iam" && request.Arn.Part(5).StartsWith("role/") && TrustActions.Contains(request.Action, StringComparer.OrdinalIgnoreCase);
}
