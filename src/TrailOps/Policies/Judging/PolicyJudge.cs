namespace TrailOps.Policies;

/// <summary>
/// Decides on requests as IAM does (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html). Thread-safe.
/// </summary>
internal sealed class PolicyJudge(PolicySet policies)
{
    public PolicySet Policies => policies;

    /// <summary>Whether a request passes, and what decided.</summary>
    public PolicyVerdict Judge(PolicyRequest request)
    {
        var rule = FixedRules.Decide(request);
        if (rule == PolicyDecision.Allowed)
        {
            return new(PolicyDecision.Allowed, PolicyType.IdentityPolicy);
        }

        var who = request.Principal;
        var hasIdentity = who is null || (who.Account is not null && !who.IsRoot);
        var isLimited = who is null || (who.Account is not null && !who.IsServiceLinked);
        if (FindDeny(request, hasIdentity, isLimited) is { } denied)
        {
            return denied;
        }

        if (rule is not null)
        {
            return Implicit(PolicyType.IdentityPolicy);
        }

        var missing = (who?.IsServiceLinked == true ? null : MissingLevel(policies.ResourceControl, PolicyType.ResourceControlPolicy, request))
            ?? (isLimited ? MissingLevel(policies.ServiceControl, PolicyType.ServiceControlPolicy, request) : null);
        if (missing is { } level)
        {
            return level;
        }

        var byResource = FindResourceAllow(request, out var match);
        if (who is { Account: null })
        {
            return match == PrincipalMatch.None ? Implicit(PolicyType.ResourcePolicy) : byResource;
        }

        return IsSameAccount(request) ? JudgeSameAccount(request, hasIdentity, byResource, match) : JudgeAcross(request, hasIdentity, match);
    }

    /// <summary>Whether principal and resource are of one account, as far as the request tells.</summary>
    public static bool IsSameAccount(PolicyRequest request)
    {
        // What is everyone's has "aws" for an account.
        var own = request.ResourceAccount ?? (request.Arn.IsWhole && request.Arn.Part(4) is { Length: 12 } account ? account.ToString() : null);
        return request.Principal?.Account is not { } principal || own is null || own == principal;
    }

    /// <summary>
    /// In one account either side suffices; which limits then still count depends on how the resource names the principal
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-account-types.html).
    /// </summary>
    private PolicyVerdict JudgeSameAccount(PolicyRequest request, bool hasIdentity, PolicyVerdict byResource, PrincipalMatch match)
    {
        if (match == PrincipalMatch.None && policies.Resource is not null && ResourcePolicies.MustAllow(request))
        {
            return Implicit(PolicyType.ResourcePolicy);
        }

        if (match == PrincipalMatch.Direct)
        {
            return byResource;
        }

        if (!hasIdentity)
        {
            return new(PolicyDecision.Allowed, PolicyType.IdentityPolicy);
        }

        return match == PrincipalMatch.Role ? Limited(request) ?? byResource : JudgeIdentity(request);
    }

    /// <summary>Across accounts both sides have to allow it.</summary>
    private PolicyVerdict JudgeAcross(PolicyRequest request, bool hasIdentity, PrincipalMatch match)
    {
        if (match == PrincipalMatch.None && (policies.Resource is not null || !policies.TrustsOtherAccounts))
        {
            return Implicit(PolicyType.ResourcePolicy);
        }

        return hasIdentity ? JudgeIdentity(request) : new(PolicyDecision.Allowed, PolicyType.ResourcePolicy);
    }

    private PolicyVerdict JudgeIdentity(PolicyRequest request) =>
        FindAllow(policies.Identity, request) is var (policy, statement)
            ? Limited(request) ?? new(PolicyDecision.Allowed, PolicyType.IdentityPolicy, policy, statement)
            : Implicit(PolicyType.IdentityPolicy);

    /// <summary>What does not allow it of boundary and session policies; null where they do, or there are none.</summary>
    private PolicyVerdict? Limited(PolicyRequest request) =>
        policies.Boundary is { } boundary && FindAllow(boundary, request) is null ? Implicit(PolicyType.PermissionsBoundary)
        : policies.Session is { } session && FindAllow(session, request) is null ? Implicit(PolicyType.SessionPolicy)
        : policies.Session is null && request.Principal?.IsFederatedUser == true ? Implicit(PolicyType.SessionPolicy)
        : null;

    private PolicyVerdict? FindDeny(PolicyRequest request, bool hasIdentity, bool isLimited)
    {
        if (hasIdentity)
        {
            var denied = FindDeny(policies.Identity, PolicyType.IdentityPolicy, request)
                ?? FindDeny(policies.Boundary, PolicyType.PermissionsBoundary, request)
                ?? FindDeny(policies.Session, PolicyType.SessionPolicy, request);
            if (denied is not null)
            {
                return denied;
            }
        }

        if (FindDeny(policies.Resource, PolicyType.ResourcePolicy, request, hasIdentity && policies.Boundary is not null) is { } byResource)
        {
            return byResource;
        }

        return (isLimited ? FindLevelDeny(policies.ServiceControl, PolicyType.ServiceControlPolicy, request) : null)
            ?? (request.Principal?.IsServiceLinked == true ? null : FindLevelDeny(policies.ResourceControl, PolicyType.ResourceControlPolicy, request));
    }

    private static PolicyVerdict? FindLevelDeny(IReadOnlyList<IReadOnlyList<CompiledPolicy>> levels, PolicyType type, PolicyRequest request)
    {
        foreach (var level in levels)
        {
            if (FindDeny(level, type, request) is { } denied)
            {
                return denied;
            }
        }

        return null;
    }

    private static PolicyVerdict? FindDeny(IReadOnlyList<CompiledPolicy>? group, PolicyType type, PolicyRequest request, bool hasBoundary = false)
    {
        for (var i = 0; i < group?.Count; i++)
        {
            foreach (var statement in group[i].About(request.Action))
            {
                if (!statement.IsAllow && Applies(statement, request, hasBoundary) != PrincipalMatch.None)
                {
                    return new(PolicyDecision.ExplicitDeny, type, group[i], statement);
                }
            }
        }

        return null;
    }

    private static PolicyVerdict? MissingLevel(IReadOnlyList<IReadOnlyList<CompiledPolicy>> levels, PolicyType type, PolicyRequest request)
    {
        foreach (var level in levels)
        {
            if (FindAllow(level, request) is null)
            {
                return Implicit(type);
            }
        }

        return null;
    }

    private static (CompiledPolicy Policy, CompiledStatement Statement)? FindAllow(IReadOnlyList<CompiledPolicy> group, PolicyRequest request)
    {
        for (var i = 0; i < group.Count; i++)
        {
            foreach (var statement in group[i].About(request.Action))
            {
                if (statement.IsAllow && Applies(statement, request) != PrincipalMatch.None)
                {
                    return (group[i], statement);
                }
            }
        }

        return null;
    }

    /// <summary>The statement of the resource's policy that allows it and says most of the principal.</summary>
    private PolicyVerdict FindResourceAllow(PolicyRequest request, out PrincipalMatch best)
    {
        best = PrincipalMatch.None;
        var verdict = Implicit(PolicyType.ResourcePolicy);
        for (var i = 0; i < policies.Resource?.Count; i++)
        {
            foreach (var statement in policies.Resource[i].About(request.Action))
            {
                if (statement.IsAllow && Applies(statement, request) is var match && match > best)
                {
                    best = match;
                    verdict = new(PolicyDecision.Allowed, PolicyType.ResourcePolicy, policies.Resource[i], statement);
                }
            }
        }

        return verdict;
    }

    /// <summary>
    /// How a statement names the principal; not at all where it does not apply. NotPrincipal with Deny denies whoever has a permissions boundary, named or not
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html).
    /// </summary>
    private static PrincipalMatch Applies(CompiledStatement statement, PolicyRequest request, bool hasBoundary = false)
    {
        var match = hasBoundary && statement.HasNotPrincipal ? PrincipalMatch.Direct : statement.HasPrincipal(request.Principal);
        return match != PrincipalMatch.None && statement.HasResource(request) && statement.Holds(request.Context) ? match : PrincipalMatch.None;
    }

    private static PolicyVerdict Implicit(PolicyType type) => new(PolicyDecision.ImplicitDeny, type);
}
