using TrailOps.Actions;
using TrailOps.Policies;
using TrailOps.PolicyOracle;

namespace TrailOps.Tests.Policies.Judging;

/// <summary>Proves a policy made from events: by the judge and by the oracle each event passes, and without any one action one of them does not.</summary>
internal static class PolicyProof
{
    /// <summary>Proves the policy of a role's events.</summary>
    public static void Check(IReadOnlyList<RoleEvent> events)
    {
        var policy = RolePolicyPropertyTests.Build(events, new());
        var reader = new EventReader(new());
        List<RoleEvent> counted = [.. events.Where(e => reader.Read(e).Needs is not null)];
        Assert.All(counted, e => Assert.Null(Failure(policy.Document, e, events)));
        Assert.All(counted, e => AllowedByOracle(policy, e, events));

        foreach (var action in policy.Document.Statement.SelectMany(s => s.Action).Distinct())
        {
            var without = Without(policy.Document, action);
            Assert.True(counted.Exists(e => Failure(without, e, events) is not null), $"{policy.RoleArn} does not need {action}.");
        }
    }

    /// <summary>Why an event does not pass; null where it does.</summary>
    private static string? Failure(PolicyDocument document, RoleEvent e, IReadOnlyList<RoleEvent> others)
    {
        var judge = new RequirementJudge(new PolicyJudge(new PolicySet { Identity = [new CompiledPolicy(document, "policy")], TrustsOtherAccounts = true }), RequestContext.Empty, null, null);
        foreach (var other in others.Where(RoleHolder.Told(e) is null ? TellsRoles : _ => false))
        {
            judge.Test(other);
        }

        var decision = judge.TestKnown(e);
        return decision.Allowed == true ? null : $"{e}: {decision.Reason}";
    }

    private static bool TellsRoles(RoleEvent e) => RoleHolder.Told(e) is not null;

    private static void AllowedByOracle(RolePolicy policy, RoleEvent e, IReadOnlyList<RoleEvent> others)
    {
        var requests = new EventRequests(RequestContext.Empty, null);
        foreach (var other in others)
        {
            requests.Learn(other);
        }

        foreach (var requirement in requests.Of(e, e.Needs))
        {
            var allowed = requirement.Alternatives.Any(request => Oracle.Decide(new OraclePolicies { Identity = [policy.Json] }, Concrete(request)) == OracleDecision.Allowed);
            Assert.True(allowed, $"{e}: the oracle refuses {requirement.Alternatives[0].Action} on {requirement.Alternatives[0].Resource}.");
        }
    }

    /// <summary>The request with one of the resources that its pattern stands for.</summary>
    internal static OracleRequest Concrete(PolicyRequest request)
    {
        var resource = request.Resource == "*" ? "*" : request.Resource.Replace("${*}", "\0", StringComparison.Ordinal).Replace("${?}", "\u0001", StringComparison.Ordinal)
            .Replace("${$}", "$", StringComparison.Ordinal).Replace("*", "any-1", StringComparison.Ordinal).Replace('?', '1').Replace('\0', '*').Replace('\u0001', '?');

        // Records may have principals of accounts that are none; the role's policies decide alike for whomever.
        return new(request.Action, resource, "arn:aws:iam::111122223333:role/deployer")
        {
            ResourceAccount = "111122223333",
            Context = request.Context.Keys.ToDictionary(key => key, key => request.Context.Find(key)!),
        };
    }

    private static PolicyDocument Without(PolicyDocument document, string action) => new(
        [.. document.Statement.Select(s => s with { Action = [.. s.Action.Where(a => a != action)] }).Where(s => s.Action.Count > 0)]);
}
