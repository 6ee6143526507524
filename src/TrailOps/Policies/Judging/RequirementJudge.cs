using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>Tests actions, and events with all that they need, direct and implied.</summary>
/// <param name="judge">Decides on each permission.</param>
/// <param name="context">Condition keys that count besides those of an event, or instead of them.</param>
/// <param name="principal">Who makes requests that are no events; null where that is of no matter.</param>
/// <param name="resourceAccount">The account of the resources; null where it is their ARNs' or else the principal's.</param>
internal sealed class RequirementJudge(PolicyJudge judge, RequestContext context, RequestPrincipal? principal, string? resourceAccount)
{
    private readonly EventRequests _requests = new(context, resourceAccount);

    /// <summary>Whether an action passes on a resource, in the language of policies.</summary>
    public RolePolicyDecision Test(string action, string resource)
    {
        var decided = Decide(new PolicyRequest(action, resource) { Context = context, Principal = principal, ResourceAccount = resourceAccount });
        return Of([decided]) with { Action = action, Resource = [resource] };
    }

    /// <summary>
    /// Whether all that a call needed passes. Of a call that passes roles that no event has told so far, that is null: they may be told later.
    /// </summary>
    public RolePolicyDecision? Test(RoleEvent e)
    {
        _requests.Learn(e);
        return _requests.IsWaiting(e) ? null : TestKnown(e);
    }

    /// <summary>The same with what is known by now.</summary>
    public RolePolicyDecision TestKnown(RoleEvent e)
    {
        var needs = e.Needs;
        if (needs.Found.Kind != EventActionKind.Mapped)
        {
            var isFree = needs.Found.Kind == EventActionKind.NoPermission;
            return new() { Decision = isFree ? PolicyDecision.Allowed : PolicyDecision.Unknown, Reason = needs.Found.Reason, Event = e };
        }

        var main = needs.Needs.Count > 0 ? needs.Needs[0] : null;
        return Of(_requests.Of(e, needs).ConvertAll(Decide)) with { Action = main?.Action, Resource = [.. main?.Resources ?? []], Event = e };
    }

    /// <summary>The best of the alternatives.</summary>
    private Decided Decide(EventRequirement requirement) =>
        requirement.Alternatives.Select(request => Decide(request, requirement.Condition, requirement.IsUntold)).MinBy(decided => Weight(decided.Verdict.Decision))!;

    private Decided Decide(PolicyRequest request, string? condition = null, bool isUntold = false)
    {
        var verdict = judge.Judge(request);
        if (verdict.Decision == PolicyDecision.ImplicitDeny && isUntold && IsPartlyAllowed(request))
        {
            var untold = $"The record does not tell which resource {request.Action} was called for, and it is allowed on some only.";
            return new(request, verdict with { Decision = PolicyDecision.Unknown }, condition, untold, []);
        }

        var (reason, keys) = VerdictReason.Of(judge.Policies, request, verdict);
        return new(request, verdict, condition, reason, keys);
    }

    /// <summary>Whether the role's policies allow the action on some resources that the request may be about.</summary>
    private bool IsPartlyAllowed(PolicyRequest request) => judge.Policies.Identity.Any(policy => policy.About(request.Action)
        .Any(statement => statement.IsAllow && statement.Touches(request) && statement.Holds(request.Context)));

    /// <summary>What was decided on all of a call: the worst counts.</summary>
    private static RolePolicyDecision Of(List<Decided> all)
    {
        var worst = all.MaxBy(d => Weight(d.Verdict.Decision));
        var decision = worst?.Verdict.Decision ?? PolicyDecision.Allowed;
        return new()
        {
            Decision = decision,
            Reason = worst?.Reason ?? "",
            DecidedBy = [.. all.Where(d => d.Verdict.Decision == decision && d.Verdict.Statement is not null)
                .Select(d => new RolePolicyDecidedBy(d.Verdict.Type, d.Verdict.Policy!.Label, d.Verdict.Statement!.Number, d.Verdict.Statement.Sid)).Distinct()],
            Missing = [.. all.Where(d => d.Verdict.Decision != PolicyDecision.Allowed)
                .Select(d => new RolePolicyMissing(d.Request.Action, d.Request.Resource, d.Condition, d.Verdict.Decision, d.Verdict.Type, d.Reason, d.Keys))],
        };
    }

    private static int Weight(PolicyDecision decision) => decision switch
    {
        PolicyDecision.ExplicitDeny => 3,
        PolicyDecision.ImplicitDeny => 2,
        PolicyDecision.Unknown => 1,
        _ => 0,
    };

    private sealed record Decided(PolicyRequest Request, PolicyVerdict Verdict, string? Condition, string Reason, IReadOnlyList<string> Keys);
}
