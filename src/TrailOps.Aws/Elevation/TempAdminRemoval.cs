using System.Runtime.CompilerServices;
using Amazon.IdentityManagement.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>Takes admin away from roles, a piece at a time: each is asked for and told.</summary>
internal sealed class TempAdminRemoval(AwsClients clients, TempAdminRemovalRequest request)
{
    private readonly TempAdminGrants _grants = new(clients);
    private readonly Roles _roles = new(clients);
    private readonly SessionRevocation _revocation = new(clients);

    /// <summary>What was taken away from a role.</summary>
    public async IAsyncEnumerable<TempAdmin> OfAsync(RoleIdentity identity, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var role = await _roles.FindAsync(identity, cancellationToken).ConfigureAwait(false);
        var (name, now) = (role.RoleName!, clients.Now);
        var all = await _grants.OfAsync(role, cancellationToken).ConfigureAwait(false);
        foreach (var grant in all.Where(grant => IsWanted(grant, now)))
        {
            if (await ConnectionUi.Current.ConfirmAsync(name, $"Take the grant {grant.Id} of admin away ({(grant.End > now ? "until" : "ended")} {grant.End:u})").ConfigureAwait(false))
            {
                await _grants.RemoveAsync(name, grant, cancellationToken).ConfigureAwait(false);
                yield return Removed(role, grant);
            }
        }

        if (request.GrantIds.Except(all.Select(grant => grant.Id), StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
        {
            ConnectionUi.Current.Verbose($"The role {name} has no grant {string.Join(", ", missing)}: it is gone.");
        }

        if (await UnmanagedAsync(role, all, cancellationToken).ConfigureAwait(false) is { } arn
            && await ConnectionUi.Current.ConfirmAsync(name, $"Detach {arn}, which no grant attached").ConfigureAwait(false))
        {
            await _grants.DetachAsync(name, arn, cancellationToken).ConfigureAwait(false);
            yield return new TempAdmin(name, role.Arn!, TempAdminKind.Managed, NameOf(arn)) { PolicyArn = arn, PermissionsBoundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn };
        }

        if (request.IsExpired)
        {
            await _revocation.TidyAsync(name, cancellationToken).ConfigureAwait(false);
        }

        if (request.RevokesSessions)
        {
            await _revocation.RevokeAsync(role, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsWanted(TempAdminGrant grant, DateTime now) =>
        (request.GrantIds.Count == 0 || request.GrantIds.Contains(grant.Id))
        && (!request.IsExpired || grant.End <= now)
        && (request.PolicyName is null || request.GrantIds.Count > 0 || request.PolicyName == (grant.PolicyArn is { } arn ? NameOf(arn) : grant.PolicyName));

    /// <summary>AdministratorAccess where no grant attached it; null where it is not attached, or not asked for.</summary>
    private async Task<string?> UnmanagedAsync(Role role, IReadOnlyList<TempAdminGrant> all, CancellationToken cancellationToken)
    {
        var arn = TempAdmins.AdministratorAccessOf(role.Arn!);
        var isMeant = request.GrantIds.Count == 0 && !request.IsExpired && (request.PolicyName is null || request.PolicyName == NameOf(arn));
        if (!isMeant || !(request.IncludesUnmanaged || request.PolicyName is not null) || !(await _roles.AttachedAsync(role.RoleName!, cancellationToken).ConfigureAwait(false)).Any(policy => policy.PolicyArn == arn)
            || all.Any(grant => grant.PolicyArn == arn && !grant.IsKept && grant.End > clients.Now && !IsWanted(grant, clients.Now)))
        {
            return null;
        }

        if (request.IncludesUnmanaged)
        {
            return arn;
        }

        ConnectionUi.Current.Warning($"The role {role.RoleName} keeps AdministratorAccess, which no grant attached. Disable-TempAdmin {role.RoleName} -IncludeUnmanaged detaches it.");
        return null;
    }

    private TempAdmin Removed(Role role, TempAdminGrant grant) => new(role.RoleName!, role.Arn!, grant.Kind, grant.PolicyArn is { } arn ? NameOf(arn) : grant.PolicyName)
    {
        GrantId = grant.Id,
        PolicyArn = grant.PolicyArn,
        EndTime = grant.End,
        IsExpired = grant.End <= clients.Now,
        Reason = grant.Reason is { Length: > 0 } reason ? reason : null,
        PermissionsBoundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn,
    };

    private static string NameOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
