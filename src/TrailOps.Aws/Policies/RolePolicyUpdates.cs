using System.Runtime.CompilerServices;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using TrailOps.Aws.Connection;
using TrailOps.Policies;

namespace TrailOps.Aws;

/// <summary>Brings what a role needs onto the role.</summary>
internal sealed class RolePolicyUpdates(AwsClients clients, RolePolicyTarget target)
{
    private const int MostLines = 100;

    private readonly IAmazonIdentityManagementService _iam = clients.IdentityManagement();
    private readonly Roles _roles = new(clients);
    private readonly KeptPolicies _kept = new(clients);

    /// <summary>What became of the role's policies; nothing where the user did not want it.</summary>
    public async IAsyncEnumerable<RolePolicyUpdate> UpdateAsync(RoleIdentity identity, IReadOnlyList<PolicyDocument> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var role = await _roles.FindOwnAsync(identity, "get a policy", cancellationToken).ConfigureAwait(false);
        var added = PolicyUnion.Of(wanted);
        if (added.Statement.Count == 0)
        {
            throw new RoleException(RoleProblem.RolePolicyEmpty, $"The policy for {role.RoleName} allows nothing, so nothing was changed{(target.Replaces ? ": -Replace would leave the role without what it has" : "")}. See the policy's Unmapped, Uncounted and Excluded, which say what became of the events.");
        }

        var updates = target.IsInline ? InlineAsync(role, added, cancellationToken) : ManagedAsync(role, added, cancellationToken);
        await foreach (var update in updates.ConfigureAwait(false))
        {
            yield return update;
        }
    }

    private async IAsyncEnumerable<RolePolicyUpdate> InlineAsync(Role role, PolicyDocument added, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = role.RoleName!;
        var text = await _roles.InlineDocumentAsync(name, KeptPolicy.InlineName, cancellationToken).ConfigureAwait(false);
        var before = text is null ? null : PolicyDocument.Parse(text);
        var after = target.Replaces || before is null ? added : PolicyUnion.Of([before, added]);
        var update = new RolePolicyUpdate(name, role.Arn!, KeptPolicy.InlineName) { Before = before, After = after, Difference = PolicyComparison.Compare(before is null ? [] : [before], [after]) };
        if (before is not null && SaysTheSame(before, after))
        {
            yield return update with { After = before };
            yield break;
        }

        if (after.ToJson(indented: false).Length > RolePolicy.InlineLimit)
        {
            throw InlineTooLarge(name, null);
        }

        if (!await ConfirmAsync(name, $"Put the policy {KeptPolicy.InlineName}", update.Difference).ConfigureAwait(false))
        {
            yield break;
        }

        if (await _roles.InlineDocumentAsync(name, KeptPolicy.InlineName, cancellationToken).ConfigureAwait(false) != text)
        {
            throw KeptPolicies.Changed(KeptPolicy.InlineName);
        }

        try
        {
            var request = new PutRolePolicyRequest { RoleName = name, PolicyName = KeptPolicy.InlineName, PolicyDocument = after.ToJson(indented: false) };
            await IamWrites.RetryAsync(() => _iam.PutRolePolicyAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (LimitExceededException e)
        {
            throw InlineTooLarge(name, e);
        }

        // An inline policy has no versions by which one could see who was first; so it is seen who was last.
        if (await _roles.InlineDocumentAsync(name, KeptPolicy.InlineName, cancellationToken).ConfigureAwait(false) is not { } now || !SaysTheSame(PolicyDocument.Parse(now), after))
        {
            throw KeptPolicies.Changed(KeptPolicy.InlineName);
        }

        yield return update with { Change = before is null ? RolePolicyUpdateKind.Created : RolePolicyUpdateKind.Updated };
    }

    private async IAsyncEnumerable<RolePolicyUpdate> ManagedAsync(Role role, PolicyDocument added, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kept = await _kept.OfAsync(role, cancellationToken).ConfigureAwait(false);

        if (kept.FirstOrDefault(policy => policy is { IsAttached: false, IsBeingChanged: true }) is { } inTheMaking)
        {
            throw KeptPolicies.Changed(inTheMaking.Name);
        }

        if (kept.FirstOrDefault(policy => policy is { IsAttached: false, IsShared: true }) is { } others)
        {
            throw new RoleException(RoleProblem.RolePolicyForeign, $"The policy {others.Arn} was detached from {role.RoleName} and belongs to others now, so it is left as it is and nothing was changed. Attach it to the role again, or use -Inline.");
        }

        // What somebody has detached is none of what the role has, and does not come back with what is added.
        var has = kept.Select(policy => policy.IsAttached ? policy.Document : PolicyUnion.Nothing).ToList();
        var after = Parts(role, has, added);
        var plans = after.Select((document, i) => new Plan(i < kept.Count ? kept[i] : null, document.Statement.Count == 0 ? null : document, PartOf(kept, i)))
            .Concat(kept.Skip(after.Count).Select(policy => new Plan(policy, null, policy.Part))).ToList();
        if (plans.Exists(plan => plan.IsChange)
            && !await ConfirmAsync(role.RoleName!, $"Bring {string.Join(", ", plans.Where(plan => plan.IsChange).Select(plan => KeptPolicy.NameOf(role.RoleName!, plan.Part)))} up to date", PolicyComparison.Compare(has, after)).ConfigureAwait(false))
        {
            yield break;
        }

        // What is new first, what goes last: the role has at all times what it had and is to keep.
        // And what is denied is denied before more is allowed, and until that is gone.
        foreach (var plan in plans.OrderBy(plan => plan.Turn).ThenBy(plan => plan.Part))
        {
            yield return await ApplyAsync(role, plan, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<RolePolicyUpdate> ApplyAsync(Role role, Plan plan, CancellationToken cancellationToken)
    {
        var name = KeptPolicy.NameOf(role.RoleName!, plan.Part);
        var update = new RolePolicyUpdate(role.RoleName!, role.Arn!, name)
        {
            PolicyArn = KeptPolicies.ArnOf(role, plan.Part),
            Before = plan.Policy?.Document,
            After = plan.Document,
            Difference = PolicyComparison.Compare(plan.Policy is { IsAttached: true } ? [plan.Policy.Document] : [], plan.Document is null ? [] : [plan.Document]),
            VersionId = plan.Policy?.VersionId,
        };
        if (plan.Document is null)
        {
            await _kept.DeleteAsync(role, plan.Policy!, cancellationToken).ConfigureAwait(false);
            return update with { Change = RolePolicyUpdateKind.Deleted, VersionId = null };
        }

        if (plan.Policy is null)
        {
            return update with { Change = RolePolicyUpdateKind.Created, VersionId = await _kept.CreateAsync(role, plan.Part, plan.Document, cancellationToken).ConfigureAwait(false) };
        }

        if (plan.IsOther)
        {
            if (plan.Policy.IsShared)
            {
                ConnectionUi.Current.Warning($"The policy {plan.Policy.Arn} is not only {role.RoleName}'s: others that have it get the same.");
            }

            update = update with { Change = RolePolicyUpdateKind.Updated, VersionId = await _kept.WriteAsync(plan.Policy, plan.Document, cancellationToken).ConfigureAwait(false) };
        }

        if (!plan.Policy.IsAttached)
        {
            await _kept.AttachAsync(role.RoleName!, plan.Policy.Arn, cancellationToken).ConfigureAwait(false);
            return update with { Change = RolePolicyUpdateKind.Updated };
        }

        return plan.IsOther ? update : update with { After = plan.Policy.Document };
    }

    private IReadOnlyList<PolicyDocument> Parts(Role role, List<PolicyDocument> before, PolicyDocument added)
    {
        try
        {
            return target.Replaces ? PolicyUnion.Replace(before, added, RolePolicy.ManagedLimit) : PolicyUnion.Add(before, added, RolePolicy.ManagedLimit);
        }
        catch (PolicySizeException e)
        {
            throw new RoleException(RoleProblem.RolePolicyTooLarge, $"The policy for {role.RoleName} can't be split into managed policies. {e.Problem} Shorten the statement{(e.RequiredSize <= RolePolicy.InlineLimit ? ", or use -Inline" : "")}.", e);
        }
    }

    /// <summary>New parts take the numbers after those that are there.</summary>
    private static int PartOf(IReadOnlyList<KeptPolicy> kept, int i) => i < kept.Count ? kept[i].Part : (kept.Count == 0 ? 0 : kept[^1].Part) + 1 + i - kept.Count;

    private static Task<bool> ConfirmAsync(string role, string what, IReadOnlyList<RolePolicyDifference> difference)
    {
        var lines = difference.Take(MostLines).Select(row => $"\n  {row}");
        var more = difference.Count > MostLines ? $"\n  … and {difference.Count - MostLines} more" : "";
        return ConnectionUi.Current.ConfirmAsync(role, $"{what}:{(difference.Count == 0 ? " nothing comes or goes" : string.Concat(lines) + more)}");
    }

    /// <summary>Whether both are written from the same statements. What a Deny keeps without effect counts too: the Deny may go.</summary>
    private static bool SaysTheSame(PolicyDocument one, PolicyDocument other) => PolicyUnion.Of([one]).ToJson() == PolicyUnion.Of([other]).ToJson();

    private static RoleException InlineTooLarge(string role, Exception? cause) => new(
        RoleProblem.RolePolicyTooLarge,
        $"The policy has no room among the own policies of {role}, which may have {RolePolicy.InlineLimit:N0} characters together; nothing was changed. Leave -Inline out: managed policies are split where they have to be.",
        cause);

    private sealed record Plan(KeptPolicy? Policy, PolicyDocument? Document, int Part)
    {
        /// <summary>When it comes: denials that are added, then what is new, changed, gone; and denials that go.</summary>
        public int Turn => Denials(Document) > Denials(Before) ? 0 : Denials(Document) < Denials(Before) ? 4 : Policy is null ? 1 : Document is null ? 3 : 2;

        private PolicyDocument? Before => Policy is { IsAttached: true } ? Policy.Document : null;

        private static int Denials(PolicyDocument? document) => document?.Statement.Count(statement => statement.Effect == "Deny") ?? 0;

        /// <summary>Whether the document is to be another.</summary>
        public bool IsOther => Policy is null || Document is null || !SaysTheSame(Policy.Document, Document);

        public bool IsChange => IsOther || Policy is { IsAttached: false };
    }
}
