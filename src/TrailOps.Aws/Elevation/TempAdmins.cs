using System.Runtime.CompilerServices;
using Amazon.IdentityManagement.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>What makes roles admin, read from the roles themselves.</summary>
internal sealed class TempAdmins(AwsClients clients)
{
    /// <summary>How AWS's own policy that allows everything ends in every partition.</summary>
    public const string AdministratorAccess = ":iam::aws:policy/AdministratorAccess";

    private readonly Roles _roles = new(clients);

    /// <summary>AWS's own policy that allows everything, in the partition of an ARN.</summary>
    public static string AdministratorAccessOf(string arn) => $"arn:{arn.Split(':')[1]}{AdministratorAccess}";

    /// <summary>Everything that allows the role every action on every resource, now or in another time; and what grants have left. Each as it is found.</summary>
    /// <exception cref="NoSuchEntityException">There is no such role in this account.</exception>
    public async IAsyncEnumerable<TempAdmin> OfAsync(RoleIdentity identity, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var role = await _roles.FindAsync(identity, cancellationToken).ConfigureAwait(false);
        var plain = Plain(role.RoleName!, role.Arn!, role.PermissionsBoundary?.PermissionsBoundaryArn);
        var tagged = Tagged(role.Tags);
        await foreach (var policy in _roles.InlineAsync(plain.RoleName, cancellationToken).ConfigureAwait(false))
        {
            foreach (var found in OfInline(policy, plain, tagged))
            {
                yield return found;
            }
        }

        // Grants that are made now leave their tags before they attach anything: in this order no policy is taken for somebody else's.
        var attached = await _roles.AttachedAsync(plain.RoleName, cancellationToken).ConfigureAwait(false);
        if (attached.Count > 0)
        {
            foreach (var grant in Tagged((await _roles.FindAsync(identity, cancellationToken).ConfigureAwait(false)).Tags).Values.Where(grant => grant.PolicyArn is not null))
            {
                tagged[grant.Id] = grant;
            }
        }

        foreach (var policy in attached)
        {
            foreach (var found in await OfAttachedAsync(policy, plain, tagged, cancellationToken).ConfigureAwait(false))
            {
                yield return found;
            }
        }

        foreach (var found in Left(plain, tagged))
        {
            yield return found;
        }
    }

    /// <summary>The same of every role of the account.</summary>
    /// <param name="progress">Told how many roles have been looked at, and of how many.</param>
    /// <param name="failed">Told of a role, by its ARN, that can't be looked at; the others go on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<TempAdmin> OfAllAsync(Action<int, int?> progress, Action<string, Exception> failed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = 0;
        int? all = null;
        await foreach (var role in _roles.AllAsync(cancellationToken).ConfigureAwait(false))
        {
            all = count == 0 ? await TryCountAsync(cancellationToken).ConfigureAwait(false) : all;
            progress(++count, all);
            List<TempAdmin> admins = [];
            try
            {
                admins = await InAsync(role, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                failed(role.Arn, e);
            }

            foreach (var found in admins)
            {
                yield return found;
            }
        }
    }

    /// <summary>The number only serves the progress: who may not ask for it does without.</summary>
    private async Task<int?> TryCountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _roles.CountAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            ConnectionUi.Current.Verbose($"The number of roles is not known: {AwsFailure.Of(e).Message}");
            return null;
        }
    }

    private async Task<List<TempAdmin>> InAsync(RoleFacts role, CancellationToken cancellationToken)
    {
        var (plain, tagged) = (Plain(role.Name, role.Arn, role.BoundaryArn), Tagged(role.Tags));
        var found = role.Inline.SelectMany(policy => OfInline(policy, plain, tagged)).ToList();
        foreach (var policy in role.Attached)
        {
            found.AddRange(await OfAttachedAsync(policy, plain, tagged, cancellationToken).ConfigureAwait(false));
        }

        return [.. found, .. Left(plain, tagged)];
    }

    private static TempAdmin Plain(string name, string arn, string? boundary) => new(name, arn, TempAdminKind.Inline, "") { PermissionsBoundaryArn = boundary };

    private static Dictionary<string, TempAdminGrant> Tagged(IEnumerable<Tag>? tags) => RoleFacts.GrantsIn(tags).ToDictionary(grant => grant.Id, StringComparer.Ordinal);

    private IReadOnlyList<TempAdmin> OfInline(PolicyDetail policy, TempAdmin plain, Dictionary<string, TempAdminGrant> tagged)
    {
        var grant = TempAdminGrant.OfPolicy(policy.PolicyName!);
        return In(policy.PolicyDocument, plain with
        {
            PolicyName = policy.PolicyName!,
            GrantId = grant?.Id,
            Reason = grant is not null && tagged.Remove(grant.Id, out var tag) ? tag.Reason : null,
        });
    }

    private async Task<IReadOnlyList<TempAdmin>> OfAttachedAsync(AttachedPolicyType policy, TempAdmin plain, Dictionary<string, TempAdminGrant> tagged, CancellationToken cancellationToken)
    {
        var attached = plain with { Kind = TempAdminKind.Managed, PolicyName = policy.PolicyName!, PolicyArn = policy.PolicyArn };
        var grants = tagged.Values.Where(grant => grant.PolicyArn == policy.PolicyArn).OrderBy(grant => grant.End).ToList();
        grants.ForEach(grant => tagged.Remove(grant.Id));
        var ofGrants = grants.Select(grant => OfTag(grant, attached, isAttached: true));
        if (grants.Count > 0 && !grants.Exists(grant => grant.IsKept))
        {
            return [.. ofGrants];
        }

        return policy.PolicyArn!.EndsWith(AdministratorAccess, StringComparison.Ordinal) ? [.. ofGrants, attached with { IsActive = true }]
            : [.. ofGrants, .. In(await TryDocumentAsync(policy.PolicyArn, plain.RoleName, cancellationToken).ConfigureAwait(false), attached)];
    }

    /// <summary>Tags whose policy is not there: the work of a grant that was broken off, or of one that somebody took away by hand.</summary>
    private IEnumerable<TempAdmin> Left(TempAdmin plain, Dictionary<string, TempAdminGrant> tagged) => tagged.Values.OrderBy(grant => grant.End).Select(grant => OfTag(
        grant, plain with { Kind = grant.Kind, PolicyName = grant.PolicyName, PolicyArn = grant.PolicyArn }, isAttached: false));

    /// <summary>What else makes the role admin is to be seen, whether or not this policy may be read.</summary>
    private async Task<string?> TryDocumentAsync(string arn, string role, CancellationToken cancellationToken)
    {
        try
        {
            return await _roles.DocumentAsync(arn, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            ConnectionUi.Current.Warning($"The policy {arn} of {role} can't be read, so it is not known whether it makes the role admin: {AwsFailure.Of(e).Message}");
            return null;
        }
    }

    private TempAdmin OfTag(TempAdminGrant grant, TempAdmin found, bool isAttached) =>
        found with { GrantId = grant.Id, EndTime = grant.End, Reason = grant.Reason, IsActive = isAttached, IsExpired = grant.End <= clients.Now };

    private IReadOnlyList<TempAdmin> In(string? document, TempAdmin found)
    {
        try
        {
            return document is null ? [] : [.. AdminStatement.In(PolicyDocument.Parse(document)).Select(statement => found with
            {
                StartTime = statement.Start,
                EndTime = statement.End,
                Condition = statement.Condition,
                IsActive = statement.IsActiveAt(clients.Now),
                IsExpired = statement.End <= clients.Now,
            })];
        }
        catch (PolicyDocumentException e)
        {
            ConnectionUi.Current.Warning($"The policy {found.PolicyName} of {found.RoleName} can't be read, so it is not known whether it makes the role admin: {e.Message}");
            return [];
        }
    }
}
