using System.Text.RegularExpressions;

namespace TrailOps.PolicyOracle;

/// <summary>
/// Decides requests by the rules of the IAM user guide, as plainly as they can be written down.
/// Slow: it reads every policy anew. Only tests use it, to check an evaluator that is fast.
/// </summary>
public static class Oracle
{
    private static readonly Regex Account = new(@"\A[0-9]{12}\z", RegexOptions.CultureInvariant);
    private static readonly Regex KeyArn = new(@"\Aarn:[^:]+:kms:[^:]*:[^:]*:key/", RegexOptions.CultureInvariant);
    private static readonly Regex RoleArn = new(@"\Aarn:[^:]+:iam:[^:]*:[^:]*:role/", RegexOptions.CultureInvariant);

    private static readonly string[] TrustActions =
    [
        "sts:AssumeRole",
        "sts:AssumeRoleWithSAML",
        "sts:AssumeRoleWithWebIdentity",
        "sts:TagSession",
        "sts:SetSourceIdentity",
    ];

    public static OracleDecision Decide(OraclePolicies policies, OracleRequest request)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(request);

        OraclePrincipal principal = new(request);

        // Service-linked roles are beyond the reach of both. Service control policies are about principals of accounts only.
        var resourceControl = principal.IsServiceLinkedRole ? [] : policies.ResourceControl;
        var serviceControl = principal.IsServiceLinkedRole || principal.Account is null ? [] : policies.ServiceControl;

        // An account's root user and services have no policies of their own.
        IEnumerable<string> own = principal.Account is null || principal.IsRoot ? [] : [.. policies.Identity, .. policies.Boundary ?? [], .. policies.Session ?? []];
        IEnumerable<string> withoutPrincipals =
        [
            .. own,
            .. resourceControl.SelectMany(level => level),
            .. serviceControl.SelectMany(level => level),
        ];

        // "The NotPrincipal element with a Deny effect will always deny any IAM principal that has a permissions boundary attached":
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
        var isBounded = principal.Account is not null && !principal.IsRoot && policies.Boundary is not null;
        var deniedToAllBut = isBounded && policies.Resource is { } resource
            && OracleStatement.Read(resource).Any(statement => statement.Denies && statement.HasNotPrincipal && statement.AppliesToResource(request));
        if (deniedToAllBut || Denied(withoutPrincipals, request) || Naming(policies.Resource, statement => statement.Denies, principal, request) != OracleNaming.None)
        {
            return OracleDecision.ExplicitDeny;
        }

        var allowed = resourceControl.All(level => Allowed(level, request))
            && serviceControl.All(level => Allowed(level, request))
            && Granted(policies, principal, request);
        return allowed ? OracleDecision.Allowed : OracleDecision.ImplicitDeny;
    }

    private static bool Granted(OraclePolicies policies, OraclePrincipal principal, OracleRequest request)
    {
        var naming = Naming(policies.Resource, statement => statement.Allows, principal, request);
        if (principal.Account is null)
        {
            return naming != OracleNaming.None;
        }

        var mustBeNamed = principal.Account != ResourceAccount(principal, request)
            || (policies.Resource is not null && (IsTrust(request) || IsKey(request)));
        if (mustBeNamed && naming == OracleNaming.None)
        {
            return false;
        }

        // No identity policy, boundary or session is the root user's.
        if (principal.IsRoot)
        {
            return true;
        }

        // A federated user without a session policy has no permissions of its own.
        var limitsAllow = (policies.Boundary is null || Allowed(policies.Boundary, request))
            && (policies.Session is null ? !principal.IsFederatedUser : Allowed(policies.Session, request));
        var identityAllows = Allowed(policies.Identity, request);

        // Another account never gives access alone.
        if (principal.Account != ResourceAccount(principal, request))
        {
            return identityAllows && limitsAllow;
        }

        return naming switch
        {
            OracleNaming.Direct => true,
            OracleNaming.Role => limitsAllow,
            _ => identityAllows && limitsAllow,
        };
    }

    private static bool Allowed(IEnumerable<string> documents, OracleRequest request) =>
        documents.SelectMany(OracleStatement.Read).Any(statement => statement.Allows && statement.Applies(request));

    private static bool Denied(IEnumerable<string> documents, OracleRequest request) =>
        documents.SelectMany(OracleStatement.Read).Any(statement => statement.Denies && statement.Applies(request));

    private static OracleNaming Naming(string? document, Func<OracleStatement, bool> effect, OraclePrincipal principal, OracleRequest request) =>
        document is null
            ? OracleNaming.None
            : OracleStatement.Read(document).Where(effect)
                .Select(statement => statement.AppliesTo(principal, request))
                .DefaultIfEmpty(OracleNaming.None)
                .Max();

    private static string? ResourceAccount(OraclePrincipal principal, OracleRequest request)
    {
        if (request.ResourceAccount is { } given)
        {
            return given;
        }

        // An ARN may have no account, or "aws" where the resource is everyone's.
        var parts = request.Resource.Split(':', 6);
        return parts.Length == 6 && Account.IsMatch(parts[4]) ? parts[4] : principal.Account;
    }

    private static bool IsTrust(OracleRequest request) =>
        TrustActions.Contains(request.Action, StringComparer.OrdinalIgnoreCase) && RoleArn.IsMatch(request.Resource);

    private static bool IsKey(OracleRequest request) =>
        request.Action.StartsWith("kms:", StringComparison.OrdinalIgnoreCase) && KeyArn.IsMatch(request.Resource);
}
