using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;
using TrailOps.PolicyOracle;

namespace TrailOps.LocalAws.Authorization;

/// <summary>Holds requests to the policies. The judge is the oracle; here is only what is put before it.</summary>
internal static class Authorizer
{
    private const string AllowAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    /// <summary>Throws the service's refusal where one of the permissions is missing.</summary>
    public static void Check(Call call)
    {
        foreach (var access in call.Operation!.Needs(call))
        {
            Demand(call, access);
        }
    }

    public static void Demand(Call call, Access access)
    {
        if (Judge(call, call.Caller, access) is { } refusal)
        {
            throw call.Service.Refused(call, refusal);
        }
    }

    /// <summary>Null: allowed.</summary>
    public static Refusal? Judge(Call call, Caller caller, Access access) =>
        Judge(caller, access, PoliciesOf(call.World, caller) with { Resource = access.ResourcePolicy }, RequestContext.Of(call, caller, access));

    /// <summary>Null: allowed.</summary>
    public static Refusal? Judge(Caller caller, Access access, OraclePolicies policies, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        OracleRequest request = new(access.Action, access.Resource, caller.Arn)
        {
            RoleArn = caller.Role?.Arn,
            ResourceAccount = access.ResourceAccount ?? caller.Account?.Id,
            Context = context,
        };
        var decision = Oracle.Decide(policies, request);
        if (decision == OracleDecision.Allowed)
        {
            return null;
        }

        var isCrossAccount = access.ResourceAccount is { } owner && owner != caller.Account?.Id;
        return decision == OracleDecision.ExplicitDeny
            ? Denied(caller, access, policies, request) with { IsCrossAccount = isCrossAccount }
            : new Refusal(caller, access, false, MissingAllow(policies, request, caller, isCrossAccount)) { IsCrossAccount = isCrossAccount };
    }

    /// <summary>What applies to a caller, as far as it is enforced by now.</summary>
    public static OraclePolicies PoliciesOf(AwsWorld world, Caller caller)
    {
        if (caller.Account is not { } account)
        {
            return new OraclePolicies();
        }

        OraclePolicies policies = new() { ServiceControl = account.ServiceControlPolicies };
        if (caller.Entity is not { } entity)
        {
            return policies;
        }

        var state = entity.Enforced;
        string[] Managed(IEnumerable<string> arns) =>
            [.. arns.Select(arn => AwsWorld.FindPolicy(account, arn)?.DocumentAt(world.EnforcedAsOf)).OfType<string>()];
        return policies with
        {
            Identity = state is null ? [] : [.. state.Inline.Values, .. Managed(state.Attached)],
            Boundary = state?.Boundary is { } boundary ? Managed([boundary]) : null,
            Session = caller.Session is { Role: not null, HasSessionPolicy: true } session ? [.. session.PolicyDocuments ?? [], .. Managed(session.PolicyArns)] : null,
        };
    }

    // Each kind by itself: the first that denies is told.
    private static Refusal Denied(Caller caller, Access access, OraclePolicies policies, OracleRequest request)
    {
        (PolicyKind Kind, IEnumerable<OraclePolicies> Alone)[] kinds =
        [
            (PolicyKind.ServiceControl, policies.ServiceControl.SelectMany(level => level).Select(document => new OraclePolicies { ServiceControl = [[document]] })),
            (PolicyKind.Resource, policies.Resource is { } resource ? [new OraclePolicies { Resource = resource, Boundary = policies.Boundary is null ? null : [AllowAll] }] : []),
            (PolicyKind.Identity, policies.Identity.Select(document => new OraclePolicies { Identity = [document] })),
            (PolicyKind.Boundary, (policies.Boundary ?? []).Select(document => new OraclePolicies { Boundary = [document] })),
            (PolicyKind.Session, (policies.Session ?? []).Select(document => new OraclePolicies { Session = [document] })),
        ];
        foreach (var (kind, alone) in kinds)
        {
            if (alone.FirstOrDefault(one => Oracle.Decide(one, request) == OracleDecision.ExplicitDeny) is { } denying)
            {
                return new Refusal(caller, access, true, kind)
                {
                    Document = denying.Resource ?? denying.Identity.Concat(denying.Boundary ?? []).Concat(denying.Session ?? []).Concat(denying.ServiceControl.SelectMany(level => level)).First(),
                };
            }
        }

        throw new InvalidOperationException("Denied by all together, but by none alone.");
    }

    // In the order in which the evaluation logic goes:
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
    private static PolicyKind MissingAllow(OraclePolicies policies, OracleRequest request, Caller caller, bool isCrossAccount)
    {
        OraclePolicies open = new() { Identity = [AllowAll], Resource = isCrossAccount ? policies.Resource : null };
        bool Refuses(OraclePolicies alone) => Oracle.Decide(alone, request with { ResourceAccount = caller.Account?.Id }) != OracleDecision.Allowed;
        return caller.Account is null ? PolicyKind.Resource
            : Refuses(open with { ServiceControl = policies.ServiceControl, Resource = null }) ? PolicyKind.ServiceControl
            : !caller.IsRoot && Refuses(open with { Identity = policies.Identity, Resource = null }) ? PolicyKind.Identity
            : Refuses(open with { Boundary = policies.Boundary, Resource = null }) ? PolicyKind.Boundary
            : Refuses(open with { Session = policies.Session, Resource = null }) ? PolicyKind.Session
            : PolicyKind.Resource;
    }
}
