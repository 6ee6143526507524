using System.Net;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>Makes grants of admin, and takes them away. All that is known of one stands in the role: nothing is kept here.</summary>
internal sealed class TempAdminGrants(AwsClients clients)
{
    private readonly IAmazonIdentityManagementService _iam = clients.IdentityManagement();
    private readonly Roles _roles = new(clients);

    /// <summary>The role, if it may be made admin.</summary>
    /// <exception cref="RoleException">AWS alone may change it.</exception>
    public Task<Role> FindAsync(RoleIdentity identity, CancellationToken cancellationToken) => _roles.FindOwnAsync(identity, "be made admin", cancellationToken);

    /// <summary>Whether a managed policy denies something. One that can't be read is taken to be what its grant says.</summary>
    public async Task<bool> DeniesAsync(string arn, CancellationToken cancellationToken)
    {
        if (arn.EndsWith(TempAdmins.AdministratorAccess, StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            return await _roles.DocumentAsync(arn, cancellationToken).ConfigureAwait(false) is { } document && PolicyDocument.Parse(document).Statement.Any(statement => statement.Effect == "Deny");
        }
        catch (Exception e) when (e is PolicyDocumentException || AwsFailure.Of(e).Kind == AwsFailureKind.AccessDenied)
        {
            ConnectionUi.Current.Verbose($"The policy {arn} can't be read: {e.Message}");
            return false;
        }
    }

    /// <summary>The grant that would be made now. Nothing is changed.</summary>
    /// <exception cref="RoleException">It has no room, or could not be taken away again.</exception>
    public async Task<TempAdminGrant> PlanAsync(Role role, TempAdminRequest request, CancellationToken cancellationToken)
    {
        var grant = new TempAdminGrant(TempAdminGrant.NewId(), request.IsManaged ? TempAdminKind.Managed : TempAdminKind.Inline, Seconds.Up(clients.Now + request.Duration))
        {
            Reason = request.Reason,
            PolicyArn = request.IsManaged ? request.PolicyArn ?? TempAdmins.AdministratorAccessOf(role.Arn!) : null,
        };
        if ((grant with { IsKept = true }).TagValue.Length > TempAdminGrant.MostTagLength)
        {
            throw new RoleException(RoleProblem.ReasonTooLong, $"The reason and the policy have no room in a tag, which holds {TempAdminGrant.MostTagLength} characters; signs other than _.:/+-@ take five each. Give a shorter one, or the number of a ticket.");
        }

        if (request.PolicyArn is { } managed && await DeniesAsync(managed, cancellationToken).ConfigureAwait(false))
        {
            throw new RoleException(RoleProblem.ManagedPolicyDenies, $"The policy {managed} denies something, so that to detach it later may give rights. Give one that only allows, or leave -PolicyArn out for AdministratorAccess.");
        }

        return grant.PolicyArn is { } arn ? grant with { IsKept = await IsKeptAsync(role.RoleName!, arn, cancellationToken).ConfigureAwait(false) } : grant;
    }

    /// <summary>Makes a grant: first what tells of it, then what gives the rights.</summary>
    public async Task MakeAsync(string role, TempAdminGrant grant, CancellationToken cancellationToken)
    {
        if (grant.HasTag)
        {
            await TagAsync(role, grant, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await GiveAsync(role, grant, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (grant.HasTag && IsRefusal(e))
        {
            await TryUntagAsync(role, grant).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The grants that a role has, or has left.</summary>
    public async Task<IReadOnlyList<TempAdminGrant>> OfAsync(Role role, CancellationToken cancellationToken)
    {
        var tagged = RoleFacts.GrantsIn(role.Tags).ToDictionary(grant => grant.Id, StringComparer.Ordinal);
        var inline = (await _roles.InlineNamesAsync(role.RoleName!, cancellationToken).ConfigureAwait(false)).Select(TempAdminGrant.OfPolicy).OfType<TempAdminGrant>()
            .Select(grant => tagged.Remove(grant.Id, out var tag) ? grant with { Reason = tag.Reason ?? "" } : grant).ToList();
        return [.. inline.Concat(tagged.Values).OrderBy(grant => grant.End)];
    }

    /// <summary>Takes a grant away, and nothing else. One that is gone already is no error.</summary>
    public async Task<TempAdminRemovalOutcome> RemoveAsync(string role, TempAdminGrant grant, CancellationToken cancellationToken)
    {
        var outcome = TempAdminRemovalOutcome.Gone;
        if (grant.PolicyArn is { } arn)
        {
            outcome = await ReleaseAsync(role, grant, arn, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var request = new DeleteRolePolicyRequest { RoleName = role, PolicyName = grant.PolicyName };
            await IamWrites.OrGoneAsync(() => _iam.DeleteRolePolicyAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        if (grant.HasTag)
        {
            await UntagAsync(role, grant.TagKey, cancellationToken).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>Detaches a policy. One that is not attached is no error.</summary>
    public Task DetachAsync(string role, string arn, CancellationToken cancellationToken) => IamWrites.OrGoneAsync(
        () => _iam.DetachRolePolicyAsync(new DetachRolePolicyRequest { RoleName = role, PolicyArn = arn }, cancellationToken), cancellationToken);

    /// <summary>Whether a grant holds a managed policy now.</summary>
    public async Task<bool> IsHeldAsync(string role, string arn, string? exceptGrant, CancellationToken cancellationToken) =>
        (await HoldersAsync(role, arn, exceptGrant, cancellationToken).ConfigureAwait(false)).Count > 0;

    private async Task<List<TempAdminGrant>> HoldersAsync(string role, string arn, string? exceptGrant, CancellationToken cancellationToken) =>
        [.. (await TagsAsync(role, cancellationToken).ConfigureAwait(false)).Where(other => other.Id != exceptGrant && other.PolicyArn == arn && !other.IsReleased && other.End > clients.Now)];

    /// <summary>A managed policy goes with the last grant that needs it, whoever ends and begins at the same time: who goes says so first and then looks who is
    /// left; who comes says so before attaching. Each look is followed by another until both agree.</summary>
    private async Task<TempAdminRemovalOutcome> ReleaseAsync(string role, TempAdminGrant grant, string arn, CancellationToken cancellationToken)
    {
        try
        {
            // Another grant may have handed on to this one since it was read.
            grant = (await TagsAsync(role, cancellationToken).ConfigureAwait(false)).FirstOrDefault(now => now.Id == grant.Id) ?? grant;
            await TagAsync(role, grant with { IsReleased = true, Reason = null }, cancellationToken).ConfigureAwait(false);
            if (grant.IsKept)
            {
                return TempAdminRemovalOutcome.Kept;
            }

            if (await IsHandedOnAsync(role, grant, arn, cancellationToken).ConfigureAwait(false))
            {
                return TempAdminRemovalOutcome.Held;
            }

            await DetachAsync(role, arn, cancellationToken).ConfigureAwait(false);
            while (await IsHeldAsync(role, arn, grant.Id, cancellationToken).ConfigureAwait(false))
            {
                await AttachAsync(role, arn, cancellationToken).ConfigureAwait(false);
                if (await IsHeldAsync(role, arn, grant.Id, cancellationToken).ConfigureAwait(false))
                {
                    return TempAdminRemovalOutcome.Held;
                }

                await DetachAsync(role, arn, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (NoSuchEntityException)
        {
            // The role itself is gone.
        }

        return TempAdminRemovalOutcome.Gone;
    }

    /// <summary>Whether others still need what this grant attached. Then they see to its end, also those who had found it attached by somebody, who has taken it away since.</summary>
    private async Task<bool> IsHandedOnAsync(string role, TempAdminGrant grant, string arn, CancellationToken cancellationToken)
    {
        var others = await HoldersAsync(role, arn, grant.Id, cancellationToken).ConfigureAwait(false);
        foreach (var other in others.TrueForAll(other => other.IsKept) ? others : [])
        {
            await TagAsync(role, other with { IsKept = false }, cancellationToken).ConfigureAwait(false);
        }

        return others.Count > 0;
    }

    /// <summary>Whether somebody else attached a policy, so that it is never detached, neither by this grant nor by any that shares it. Grants tell of themselves before they
    /// attach and until they have detached: one in either of two looks is enough to know who it was.</summary>
    private async Task<bool> IsKeptAsync(string role, string arn, CancellationToken cancellationToken)
    {
        if ((await _roles.AttachedAsync(role, cancellationToken).ConfigureAwait(false)).All(policy => policy.PolicyArn != arn))
        {
            return false;
        }

        var before = await TagsAsync(role, cancellationToken).ConfigureAwait(false);
        var isAttached = (await _roles.AttachedAsync(role, cancellationToken).ConfigureAwait(false)).Any(policy => policy.PolicyArn == arn);
        var grants = before.Concat(await TagsAsync(role, cancellationToken).ConfigureAwait(false)).Where(other => other.PolicyArn == arn).ToList();
        return isAttached && (grants.Count == 0 || grants.Exists(other => other.IsKept));
    }

    private Task AttachAsync(string role, string arn, CancellationToken cancellationToken) =>
        IamWrites.RetryAsync(() => _iam.AttachRolePolicyAsync(new AttachRolePolicyRequest { RoleName = role, PolicyArn = arn }, cancellationToken), cancellationToken);

    private async Task GiveAsync(string role, TempAdminGrant grant, CancellationToken cancellationToken)
    {
        try
        {
            var put = new PutRolePolicyRequest { RoleName = role, PolicyName = grant.PolicyName, PolicyDocument = grant.Document };
            await (grant.PolicyArn is { } arn
                ? AttachAsync(role, arn, cancellationToken)
                : IamWrites.RetryAsync(() => _iam.PutRolePolicyAsync(put, cancellationToken), cancellationToken)).ConfigureAwait(false);
        }
        catch (LimitExceededException e)
        {
            throw grant.Kind == TempAdminKind.Inline
                ? new RoleException(RoleProblem.RoleInlineFull, $"The role {role} was not made admin: its own policies may have {RolePolicy.InlineLimit:N0} characters together, and have no room for another. Tidy with Disable-TempAdmin {role} -Expired, move a policy into a managed one, or use -ManagedPolicy.", e)
                : new RoleException(RoleProblem.RoleAttachmentsFull, $"The role {role} was not made admin: no more policies can be attached to it (10, unless the account's quota was raised). Detach one, or leave -ManagedPolicy out.", e);
        }
        catch (UnmodifiableEntityException e)
        {
            throw new RoleException(RoleProblem.RoleReserved, $"The role {role} can't be made admin: AWS alone may change it.", e);
        }
    }

    private async Task TagAsync(string role, TempAdminGrant grant, CancellationToken cancellationToken)
    {
        try
        {
            var request = new TagRoleRequest { RoleName = role, Tags = [new Tag { Key = grant.TagKey, Value = grant.TagValue }] };
            await IamWrites.RetryAsync(() => _iam.TagRoleAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (LimitExceededException e)
        {
            throw new RoleException(RoleProblem.RoleTagsFull, $"The role {role} has 50 tags, and a grant with -ManagedPolicy or -Reason needs one. Tidy with Disable-TempAdmin {role} -Expired, or leave both out.", e);
        }
    }

    private Task UntagAsync(string role, string key, CancellationToken cancellationToken) =>
        IamWrites.OrGoneAsync(() => _iam.UntagRoleAsync(new UntagRoleRequest { RoleName = role, TagKeys = [key] }, cancellationToken), cancellationToken);

    /// <summary>What went wrong before is what the user is to hear of; a tag that stays shows with Get-TempAdmin.</summary>
    private async Task TryUntagAsync(string role, TempAdminGrant grant)
    {
        try
        {
            await UntagAsync(role, grant.TagKey, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            ConnectionUi.Current.Verbose($"The tag {grant.TagKey} of {role} stays: {AwsFailure.Of(e).Message}");
        }
    }

    private async Task<IReadOnlyList<TempAdminGrant>> TagsAsync(string role, CancellationToken cancellationToken) =>
        RoleFacts.GrantsIn((await _iam.GetRoleAsync(new GetRoleRequest { RoleName = role }, cancellationToken).ConfigureAwait(false)).Role!.Tags);

    /// <summary>Whether AWS said no, so that nothing was done; after a broken connection it may have been.</summary>
    private static bool IsRefusal(Exception e) =>
        (e as AmazonServiceException ?? e.InnerException as AmazonServiceException) is { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError };
}
