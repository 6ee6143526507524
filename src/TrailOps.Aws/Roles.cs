using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>The roles of the credentials' account, with their policies.</summary>
internal sealed class Roles(AwsClients clients)
{
    private readonly IAmazonIdentityManagementService _iam = clients.IdentityManagement();
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _documents = new(StringComparer.Ordinal);

    /// <summary>The one role that is meant.</summary>
    /// <exception cref="NoSuchEntityException">There is no such role in this account.</exception>
    public async Task<Role> FindAsync(RoleIdentity identity, CancellationToken cancellationToken)
    {
        var role = (await _iam.GetRoleAsync(new GetRoleRequest { RoleName = identity.Name }, cancellationToken).ConfigureAwait(false)).Role!;
        var (partition, account, path) = (role.Arn!.Split(':')[1], role.Arn.Split(':')[4], role.Path ?? "/");
        return identity.Partition is { } other && other != partition ? throw NotThere($"{identity} is a role of another partition, {other}: the credentials are for {partition}.")
            : identity.AccountId is { } given && given != account ? throw NotThere($"{identity} is a role of another account: the credentials are for {account}.")
            : identity.Path is { } wanted && wanted != path ? throw NotThere($"{identity} is not there: the role {role.RoleName} of this account has the path {path}.")
            : role;
    }

    /// <summary>Likewise, if it may be changed.</summary>
    /// <param name="identity">The role.</param>
    /// <param name="what">What is wanted of it, to follow "can't".</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RoleException">AWS alone may change it.</exception>
    public async Task<Role> FindOwnAsync(RoleIdentity identity, string what, CancellationToken cancellationToken)
    {
        var role = await FindAsync(identity, cancellationToken).ConfigureAwait(false);
        var path = role.Path ?? "/";
        var why = path.StartsWith("/aws-service-role/", StringComparison.Ordinal) ? "a service-linked role, which its service alone may change. Ask for another role, such as the one that terraform runs under"
            : path.StartsWith("/aws-reserved/", StringComparison.Ordinal) || role.RoleName!.StartsWith("AWSReservedSSO_", StringComparison.Ordinal) ? "a role of IAM Identity Center, which its permission set alone may change. Change the permission set, or assign another for a while"
            : null;
        return why is null ? role : throw new RoleException(RoleProblem.RoleReserved, $"The role {role.RoleName} can't {what}: it is {why}.");
    }

    /// <summary>All policies that a role has, its own and attached ones, and its permissions boundary: each with its name and its document. What grants of admin gave, and what ended
    /// sessions, is left out: it is none of what the role has for its work.</summary>
    /// <returns>The role's ARN.</returns>
    public async Task<string> GatherAsync(RoleIdentity identity, Action<string, string> policy, Action<string, string> boundary, CancellationToken cancellationToken)
    {
        var role = await FindAsync(identity, cancellationToken).ConfigureAwait(false);
        List<PolicyDetail> own = [];
        await foreach (var inline in InlineAsync(role.RoleName!, cancellationToken).ConfigureAwait(false))
        {
            own.Add(inline);
        }

        var ours = own.Where(inline => TempAdminGrant.OfPolicy(inline.PolicyName!) is not null || inline.PolicyName == SessionRevocation.PolicyName).Select(inline => inline.PolicyName!).ToList();
        var all = await AttachedAsync(role.RoleName!, cancellationToken).ConfigureAwait(false);
        var granted = RoleFacts.GrantsIn(role.Tags).Where(grant => grant.PolicyArn is not null).ToLookup(grant => grant.PolicyArn!, grant => grant.IsKept);
        List<AttachedPolicyType> attachedByGrants = [];
        foreach (var attached in all.Where(attached => granted.Contains(attached.PolicyArn!) && !granted[attached.PolicyArn!].Contains(true)))
        {
            // What a tag says counts only for what makes admin: it must not hide what the role has for its work.
            if (await DocumentAsync(attached.PolicyArn!, cancellationToken).ConfigureAwait(false) is { } text && AdminStatement.In(PolicyDocument.Parse(text)).Any())
            {
                attachedByGrants.Add(attached);
            }
        }

        if (ours.Count + attachedByGrants.Count > 0)
        {
            ConnectionUi.Current.Warning($"Temporary admin of {role.RoleName} is left out: {string.Join(", ", ours.Concat(attachedByGrants.Select(attached => attached.PolicyName!)))}.");
        }

        foreach (var inline in own.Where(inline => !ours.Contains(inline.PolicyName!)))
        {
            policy(inline.PolicyName!, inline.PolicyDocument!);
        }

        foreach (var attached in all.Except(attachedByGrants))
        {
            if (await DocumentAsync(attached.PolicyArn!, cancellationToken).ConfigureAwait(false) is { } document)
            {
                policy(attached.PolicyName!, document);
            }
        }

        if (role.PermissionsBoundary?.PermissionsBoundaryArn is { } arn && await DocumentAsync(arn, cancellationToken).ConfigureAwait(false) is { } bounds)
        {
            boundary(ArnName.Of(arn), bounds);
        }

        return role.Arn!;
    }

    /// <summary>All roles of the account, a page at a time.</summary>
    public async IAsyncEnumerable<RoleFacts> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new GetAccountAuthorizationDetailsRequest { Filter = [EntityType.Role.Value], MaxItems = 1000 };
        await foreach (var page in _iam.Paginators.GetAccountAuthorizationDetails(request).Responses.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var role in page.RoleDetailList ?? [])
            {
                yield return new RoleFacts(
                    role.RoleName!, role.Arn!, role.PermissionsBoundary?.PermissionsBoundaryArn, role.Tags ?? [], role.RolePolicyList ?? [], role.AttachedManagedPolicies ?? []);
            }
        }
    }

    /// <summary>How many roles the account has.</summary>
    public async Task<int?> CountAsync(CancellationToken cancellationToken)
    {
        var summary = (await _iam.GetAccountSummaryAsync(cancellationToken).ConfigureAwait(false)).SummaryMap;
        return summary is not null && summary.TryGetValue(SummaryKeyType.Roles.Value, out var count) ? count : null;
    }

    /// <summary>The names of the role's own policies.</summary>
    public async Task<IReadOnlyList<string>> InlineNamesAsync(string role, CancellationToken cancellationToken)
    {
        List<string> names = [];
        await foreach (var name in NamesOf(role).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            names.Add(name);
        }

        return names;
    }

    /// <summary>One of the role's own policies; null where there is none of that name.</summary>
    public Task<string?> InlineDocumentAsync(string role, string policy, CancellationToken cancellationToken) => OrGoneAsync(async () =>
        (await _iam.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = role, PolicyName = policy }, cancellationToken).ConfigureAwait(false)).PolicyDocument);

    /// <summary>The role's own policies, with their documents, as they come.</summary>
    public async IAsyncEnumerable<PolicyDetail> InlineAsync(string role, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in NamesOf(role).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (await InlineDocumentAsync(role, name, cancellationToken).ConfigureAwait(false) is { } document)
            {
                yield return new PolicyDetail { PolicyName = name, PolicyDocument = document };
            }
        }
    }

    /// <summary>The managed policies that are attached to the role.</summary>
    public async Task<IReadOnlyList<AttachedPolicyType>> AttachedAsync(string role, CancellationToken cancellationToken)
    {
        List<AttachedPolicyType> attached = [];
        var pages = _iam.Paginators.ListAttachedRolePolicies(new ListAttachedRolePoliciesRequest { RoleName = role });
        await foreach (var policy in pages.AttachedPolicies.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            attached.Add(policy);
        }

        return attached;
    }

    /// <summary>What a managed policy says now; asked once. Null where it is gone.</summary>
    public async Task<string?> DocumentAsync(string arn, CancellationToken cancellationToken)
    {
        var asked = _documents.GetOrAdd(arn, _ => new(() => AskDocumentAsync(arn, cancellationToken)));
        try
        {
            return await asked.Value.ConfigureAwait(false);
        }
        catch
        {
            _documents.TryRemove(new(arn, asked));
            throw;
        }
    }

    private Task<string?> AskDocumentAsync(string arn, CancellationToken cancellationToken) => OrGoneAsync(async () =>
    {
        var policy = (await _iam.GetPolicyAsync(new GetPolicyRequest { PolicyArn = arn }, cancellationToken).ConfigureAwait(false)).Policy!;
        var version = new GetPolicyVersionRequest { PolicyArn = arn, VersionId = policy.DefaultVersionId };
        return (await _iam.GetPolicyVersionAsync(version, cancellationToken).ConfigureAwait(false)).PolicyVersion?.Document;
    });

    private IAsyncEnumerable<string> NamesOf(string role) => _iam.Paginators.ListRolePolicies(new ListRolePoliciesRequest { RoleName = role }).PolicyNames;

    /// <summary>What was deleted between the list and the look at it is no error.</summary>
    private static async Task<string?> OrGoneAsync(Func<Task<string?>> get)
    {
        try
        {
            return await get().ConfigureAwait(false);
        }
        catch (NoSuchEntityException)
        {
            return null;
        }
    }

    private static NoSuchEntityException NotThere(string message) => new(message) { ErrorCode = "NoSuchEntity" };
}
