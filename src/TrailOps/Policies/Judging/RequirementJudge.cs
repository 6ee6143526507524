using TrailOps.Actions;
using TrailOps.Events;

namespace TrailOps.Policies;

/// <summary>Tests actions, and events with all that they need, direct and implied.</summary>
/// <param name="judge">Decides on each permission.</param>
/// <param name="context">Condition keys that count besides those of an event, or instead of them.</param>
/// <param name="principal">Who makes requests that are no events; null where that is of no matter.</param>
/// <param name="resourceAccount">The account of the resources; null where it is their ARNs' or else the principal's.</param>
internal sealed class RequirementJudge(PolicyJudge judge, RequestContext context, RequestPrincipal? principal, string? resourceAccount)
{
    private readonly Dictionary<string, HashSet<string>> _profiles = new(StringComparer.Ordinal);

    /// <summary>Whether an action passes on a resource, in the language of policies.</summary>
    public RolePolicyDecision Test(string action, string resource)
    {
        var decided = Decide(new PolicyRequest(action, resource) { Context = context, Principal = principal, ResourceAccount = resourceAccount });
        return Of([decided]) with { Action = action, Resource = [resource] };
    }

    /// <summary>
    /// Whether all that a call needed passes. Of a call that names an instance profile whose role no event has told so far, that is null: it may be told
    /// later.
    /// </summary>
    public RolePolicyDecision? Test(RoleEvent e)
    {
        if (InstanceProfiles.Added(e) is var (profile, role))
        {
            (_profiles.TryGetValue(profile, out var roles) ? roles : _profiles[profile] = new(StringComparer.Ordinal)).Add(role);
        }

        return e.Needs.Needs.Any(need => ProfileOf(need) is { } name && !_profiles.ContainsKey(name)) ? null : TestKnown(e);
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

        var known = EventContext.Of(e);
        var who = new RequestPrincipal(SessionArn(e), e.RoleArn);
        var decided = needs.Needs.SelectMany(need => Decide(need, known, who, e)).ToList();
        var main = needs.Needs.Count > 0 ? needs.Needs[0] : null;
        return Of(decided) with { Action = main?.Action, Resource = [.. main?.Resources ?? []], Event = e };
    }

    private IEnumerable<Decided> Decide(Need need, RequestContext known, RequestPrincipal who, RoleEvent e)
    {
        var via = e.InvokedBy is { } by && ServiceCall.IsService(by) ? by : null;
        foreach (var alternatives in Resources(need))
        {
            var all = alternatives.ConvertAll(resource =>
            {
                var here = known.Copy();
                foreach (var condition in new[] { via is null ? null : ServiceCall.Condition(via, need.Action, resource), need.Condition })
                {
                    if (condition is not null)
                    {
                        here.Set(condition.Key, condition.Value);
                    }
                }

                foreach (var key in context.Keys)
                {
                    here.Set(key, context.Find(key)!);
                }

                var request = new PolicyRequest(need.Action, resource) { Context = here, Principal = who, ResourceAccount = resourceAccount };
                return Decide(request, need.Condition?.ToString(), isUntold: need.Remark is not null || alternatives.Count > 1);
            });
            yield return all.MinBy(d => Weight(d.Verdict.Decision))!;
        }
    }

    /// <summary>Resources of which each must pass, in any of the forms that it may have.</summary>
    private IEnumerable<List<string>> Resources(Need need)
    {
        var resources = need.Resources;
        if (ProfileOf(need) is { } profile)
        {
            return _profiles.TryGetValue(profile, out var roles)
                ? roles.Select(role => InstanceProfiles.RoleArns(resources[0], role).ToList())
                : [[.. InstanceProfiles.RoleArns(resources[0], null), .. resources]];
        }

        // A role's name alone does not tell its path: with one or without.
        return need.Action == PassedRoles.Action && resources is [var plain, var withPath] && withPath == plain.Replace(":role/", ":role/*/", StringComparison.Ordinal)
            ? [[plain, withPath]]
            : resources.Select(resource => new List<string> { resource });
    }

    private static string? ProfileOf(Need need) => need.Action == PassedRoles.Action && InstanceProfiles.IsProfile(need.Resources[0], out var name) ? name : null;

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
        var worst = all.OrderByDescending(d => Weight(d.Verdict.Decision)).FirstOrDefault();
        var decision = worst?.Verdict.Decision ?? PolicyDecision.Allowed;
        var missing = all.FindAll(d => d.Verdict.Decision != PolicyDecision.Allowed);
        return new()
        {
            Decision = decision,
            Reason = worst?.Reason ?? "",
            DecidedBy = [.. all.Where(d => d.Verdict.Decision == decision && d.Verdict.Statement is not null)
                .Select(d => new RolePolicyDecidedBy(d.Verdict.Type, d.Verdict.Policy!.Label, d.Verdict.Statement!.Number, d.Verdict.Statement.Sid)).Distinct()],
            Missing = [.. missing.Select(d => new RolePolicyMissing(d.Request.Action, d.Request.Resource, d.Condition, d.Verdict.Decision, d.Verdict.Type, d.Reason, d.Keys))],
        };
    }

    private static int Weight(PolicyDecision decision) => decision switch
    {
        PolicyDecision.ExplicitDeny => 3,
        PolicyDecision.ImplicitDeny => 2,
        PolicyDecision.Unknown => 1,
        _ => 0,
    };

    private static string SessionArn(RoleEvent e) => e.Raw(RecordField.IdentityArn) is { IsEmpty: false } arn ? JsonText.Decode(arn) : e.RoleArn;

    private sealed record Decided(PolicyRequest Request, PolicyVerdict Verdict, string? Condition, string Reason, IReadOnlyList<string> Keys);
}
