using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Amazon.IdentityManagement.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>Takes admin away from roles, a piece at a time: each is asked for and told.</summary>
internal sealed class TempAdminRemoval(AwsClients clients, TempAdminRemovalRequest request)
{
    private readonly TempAdminGrants _grants = new(clients);
    private readonly Roles _roles = new(clients);

    /// <summary>What was taken away from a role.</summary>
    public async IAsyncEnumerable<TempAdmin> OfAsync(RoleIdentity identity, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var role = await _roles.FindAsync(identity, cancellationToken).ConfigureAwait(false);
        var (name, now) = (role.RoleName!, clients.Now);
        var all = await _grants.OfAsync(role, cancellationToken).ConfigureAwait(false);
        List<Exception> failures = [];
        foreach (var grant in all.Where(grant => IsWanted(grant, now)))
        {
            var isRemoved = false;
            try
            {
                isRemoved = await IsRemovedAsync(name, grant, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(e);
            }

            if (isRemoved)
            {
                yield return Removed(role, grant);
            }
        }

        TellWhatIsNotThere(name, all);
        if (await UnmanagedAsync(role, cancellationToken).ConfigureAwait(false) is { } arn
            && await ConnectionUi.Current.ConfirmAsync(name, $"Detach {arn}, whoever attached it").ConfigureAwait(false))
        {
            await _grants.DetachAsync(name, arn, cancellationToken).ConfigureAwait(false);
            yield return new TempAdmin(name, role.Arn!, TempAdminKind.Managed, ArnName.Of(arn)) { PolicyArn = arn, PermissionsBoundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn };
        }

        foreach (var more in failures.Skip(1))
        {
            ConnectionUi.Current.Warning($"Another grant of {name} was not taken away: {(more as RoleException)?.Message ?? AwsFailure.Of(more).Message}");
        }

        if (failures is [var failure, ..])
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private async Task<bool> IsRemovedAsync(string role, TempAdminGrant grant, CancellationToken cancellationToken)
    {
        var what = grant.PolicyArn is { } managed ? $"the attached {managed}" : "its own policy";
        await CheckAsync(role, grant, cancellationToken).ConfigureAwait(false);
        if (!await ConnectionUi.Current.ConfirmAsync(role, $"Take the grant {grant.Id} of admin away: {what}, {(grant.End > clients.Now ? "until" : "ended")} {grant.End:u}").ConfigureAwait(false))
        {
            return false;
        }

        TellWhatStays(role, grant, await _grants.RemoveAsync(role, grant, cancellationToken).ConfigureAwait(false));
        return true;
    }

    /// <summary>An object of Get-TempAdmin that is no grant means its policy alone, and never the grants of others.</summary>
    private bool IsWanted(TempAdminGrant grant, DateTime now) =>
        (request.GrantIds.Count > 0 ? request.GrantIds.Contains(grant.Id) : request is { PolicyName: null, PolicyArn: null } || (grant.PolicyArn is null && request.PolicyArn is null && request.PolicyName == grant.PolicyName))
        && (!request.IsExpired || grant.End <= now);

    /// <summary>Who may tag a role could make us detach what guards it: a policy that denies something is left for hands.</summary>
    /// <exception cref="RoleException">It denies something.</exception>
    private async Task CheckAsync(string role, TempAdminGrant grant, CancellationToken cancellationToken)
    {
        if (grant.PolicyArn is { } arn && await _grants.DeniesAsync(arn, cancellationToken).ConfigureAwait(false))
        {
            throw new RoleException(RoleProblem.ManagedPolicyDenies, $"The grant {grant.Id} of {role} is about {arn}, which denies something: it is left attached, since to detach it may give rights rather than take them. If that is wanted: aws iam detach-role-policy, then aws iam untag-role for the tag {grant.TagKey}.");
        }
    }

    private void TellWhatStays(string role, TempAdminGrant grant, TempAdminRemovalOutcome outcome)
    {
        // What is detached next is not told to stay.
        var isAdministrator = grant.PolicyArn?.EndsWith(TempAdmins.AdministratorAccess, StringComparison.Ordinal) == true;
        if (outcome == TempAdminRemovalOutcome.Kept && !(isAdministrator && IsMeantUnmanaged(grant.PolicyArn!)))
        {
            ConnectionUi.Current.Warning($"The role {role} keeps {grant.PolicyArn}, which somebody else had attached before the grant {grant.Id}{(isAdministrator ? $": it is still admin. Disable-TempAdmin {role} -IncludeUnmanaged detaches it." : ".")}");
        }
        else if (outcome == TempAdminRemovalOutcome.Held)
        {
            ConnectionUi.Current.Verbose($"The policy {grant.PolicyArn} stays attached to {role}: another grant holds it.");
        }
    }

    private void TellWhatIsNotThere(string role, IReadOnlyList<TempAdminGrant> all)
    {
        if (request.GrantIds.Except(all.Select(grant => grant.Id), StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
        {
            ConnectionUi.Current.Verbose($"The role {role} has no grant {string.Join(", ", missing)}: it is gone.");
        }
        else if (request is { GrantIds.Count: 0, PolicyName: { } policy, IsExpired: false } && all.All(grant => grant.PolicyArn is not null || grant.PolicyName != policy))
        {
            var isAdministrator = request.PolicyArn?.EndsWith(TempAdmins.AdministratorAccess, StringComparison.Ordinal) ?? policy == "AdministratorAccess";
            if (!isAdministrator || !request.IncludesUnmanaged)
            {
                ConnectionUi.Current.Warning($"The role {role} keeps the policy {policy}, which is no grant of TrailOps.{(isAdministrator ? $" Disable-TempAdmin {role} -IncludeUnmanaged detaches it." : "")}");
            }
        }
    }

    /// <summary>AdministratorAccess where it is attached and no grant needs it; null where it is not, or nobody asks for it.</summary>
    private async Task<string?> UnmanagedAsync(Role role, CancellationToken cancellationToken)
    {
        var arn = TempAdmins.AdministratorAccessOf(role.Arn!);
        return IsMeantUnmanaged(arn) && (await _roles.AttachedAsync(role.RoleName!, cancellationToken).ConfigureAwait(false)).Any(policy => policy.PolicyArn == arn)
            && !await _grants.IsHeldAsync(role.RoleName!, arn, null, cancellationToken).ConfigureAwait(false)
            ? arn
            : null;
    }

    private bool IsMeantUnmanaged(string arn) =>
        request is { IncludesUnmanaged: true, GrantIds.Count: 0, IsExpired: false } && (request.PolicyName is null || (request.PolicyArn is { } given ? given == arn : request.PolicyName == ArnName.Of(arn)));

    private TempAdmin Removed(Role role, TempAdminGrant grant) => new(role.RoleName!, role.Arn!, grant.Kind, grant.PolicyName)
    {
        GrantId = grant.Id,
        PolicyArn = grant.PolicyArn,
        EndTime = grant.End,
        IsExpired = grant.End <= clients.Now,
        Reason = grant.Reason is { Length: > 0 } reason ? reason : null,
        PermissionsBoundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn,
    };
}
