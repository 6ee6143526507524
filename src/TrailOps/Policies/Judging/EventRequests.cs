using TrailOps.Actions;
using TrailOps.Events;

namespace TrailOps.Policies;

/// <summary>A permission that a call needs, as requests of which one has to pass: a record does not always tell in which form its resource has to be written.</summary>
/// <param name="Alternatives">The requests.</param>
/// <param name="Condition">What the rule knows of the call that a policy may ask for; null where that is nothing.</param>
/// <param name="IsUntold">Whether the record leaves open which resource it was.</param>
internal sealed record EventRequirement(IReadOnlyList<PolicyRequest> Alternatives, string? Condition, bool IsUntold);

/// <summary>What events ask of policies. The roles in instance profiles and task definitions are learnt from the events that put them there.</summary>
/// <param name="context">Condition keys that count besides those of an event, or instead of them.</param>
/// <param name="resourceAccount">The account of the resources; null where it is their ARNs' or else the principal's.</param>
internal sealed class EventRequests(RequestContext context, string? resourceAccount)
{
    private readonly HeldRoles _held = new();

    /// <summary>Takes down what an event tells for others.</summary>
    public void Learn(RoleEvent e) => _held.Learn(e);

    /// <summary>Whether a call passes roles that no event has told so far.</summary>
    public bool IsWaiting(RoleEvent e) => e.Needs.Needs.Any(need => RoleHolder.In(need.Action, need.Resources[0]) is { } holder && _held.UntoldIn(holder, need.Action) is not null);

    /// <summary>All that a call needs.</summary>
    public List<EventRequirement> Of(RoleEvent e, EventNeeds needs)
    {
        var known = EventContext.Of(e);
        var who = new RequestPrincipal(e.Raw(RecordField.IdentityArn) is { IsEmpty: false } arn ? JsonText.Decode(arn) : e.RoleArn, e.RoleArn);
        var via = e.InvokedBy is { } by && ServiceCall.IsService(by) ? by : null;
        return [.. needs.Needs.SelectMany(need => Resources(need).Select(alternatives => new EventRequirement(
            alternatives.ConvertAll(resource => new PolicyRequest(need.Action, resource)
            {
                Context = Context(known, need, resource, via),
                Principal = who,
                ResourceAccount = resourceAccount,
            }),
            need.Condition?.ToString(),
            need.Remark is not null || alternatives.Count > 1)))];
    }

    private RequestContext Context(RequestContext known, Need need, string resource, string? via)
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

        return here;
    }

    /// <summary>Resources of which each must pass, in any of the forms that it may have.</summary>
    private IEnumerable<List<string>> Resources(Need need)
    {
        var resources = need.Resources;
        if (RoleHolder.In(need.Action, need.Resources[0]) is { } holder)
        {
            var held = _held.Of(holder, need.Action);
            return _held.UntoldIn(holder, need.Action) is null ? held : held.Select(any => (List<string>)[.. any, holder]);
        }

        // A role's name alone does not tell its path: with one or without.
        return need.Action == PassedRoles.Action && resources is [var plain, var withPath] && withPath == plain.Replace(":role/", ":role/*/", StringComparison.Ordinal)
            ? [[plain, withPath]]
            : resources.Select(resource => new List<string> { resource });
    }
}
