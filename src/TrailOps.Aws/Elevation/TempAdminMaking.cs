using System.Runtime.CompilerServices;
using Amazon.IdentityManagement.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>Makes a role admin, if the user says so, and waits until it is.</summary>
internal sealed class TempAdminMaking(AwsClients clients)
{
    private readonly TempAdminGrants _grants = new(clients);

    /// <summary>The grant that was made; nothing where the user did not want it.</summary>
    public async IAsyncEnumerable<TempAdmin> GrantAsync(RoleIdentity identity, TempAdminRequest request, bool waits, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var role = await _grants.FindAsync(identity, cancellationToken).ConfigureAwait(false);
        var grant = await _grants.PlanAsync(role, request, cancellationToken).ConfigureAwait(false);
        Warn(role, grant);
        if (!await ConnectionUi.Current.ConfirmAsync(role.RoleName!, Action(grant)).ConfigureAwait(false))
        {
            yield break;
        }

        // The time of the answer is not the work's time, and meanwhile others may have come and gone.
        grant = await _grants.PlanAsync(role, request, cancellationToken).ConfigureAwait(false);
        using var probe = waits ? await GrantProbe.BeginAsync(clients, role, grant.Id, cancellationToken).ConfigureAwait(false) : null;
        await _grants.MakeAsync(role.RoleName!, grant, cancellationToken).ConfigureAwait(false);
        if (probe is not null && await probe.WaitAsync(cancellationToken).ConfigureAwait(false) is { } why)
        {
            ConnectionUi.Current.Warning($"The grant {grant.Id} of {role.RoleName} is made, and it could not be seen that it works: {why}. IAM may take some seconds.");
        }

        yield return Made(role, grant);
    }

    /// <summary>What is to be done, in words.</summary>
    public static string Action(TempAdminGrant grant) =>
        grant.PolicyArn is { } arn ? $"Make it admin by attaching {arn}, to be detached {grant.End:u}" : $"Make it admin until {grant.End:u}";

    /// <summary>What qualifies the grant.</summary>
    public static void Warn(Role role, TempAdminGrant grant)
    {
        if (role.PermissionsBoundary?.PermissionsBoundaryArn is { } boundary)
        {
            ConnectionUi.Current.Warning($"The role {role.RoleName} has the permissions boundary {boundary}: it can do what that allows, and no more, admin or not.");
        }

        if (grant.PolicyArn is { } arn)
        {
            ConnectionUi.Current.Warning($"The policy {arn} does not end by itself: it stays attached to {role.RoleName} until Disable-TempAdmin {role.RoleName} is run{(grant.IsKept ? ", and then too, since somebody else had attached it before" : "")}. Without -ManagedPolicy a grant ends by itself.");
        }
    }

    public static TempAdmin Made(Role role, TempAdminGrant grant) => new(role.RoleName!, role.Arn!, grant.Kind, grant.PolicyName)
    {
        GrantId = grant.Id,
        PolicyArn = grant.PolicyArn,
        EndTime = grant.End,
        IsActive = true,
        Reason = grant.Reason,
        PermissionsBoundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn,
    };
}
