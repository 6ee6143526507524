using System.Runtime.CompilerServices;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>What makes roles admin, read from the roles themselves.</summary>
internal sealed class TempAdmins(AwsClients clients)
{
    private const string AdministratorAccess = ":iam::aws:policy/AdministratorAccess";

    private readonly IAmazonIdentityManagementService _iam = clients.IdentityManagement();

    /// <summary>Everything that allows the role every action on every resource, now or in another time.</summary>
    /// <exception cref="NoSuchEntityException">There is no such role in this account.</exception>
    public async IAsyncEnumerable<TempAdmin> OfAsync(RoleIdentity identity, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var role = (await _iam.GetRoleAsync(new GetRoleRequest { RoleName = identity.Name }, cancellationToken).ConfigureAwait(false)).Role!;
        var arn = role.Arn ?? "";
        if (identity.AccountId is { } account && arn.Split(':')[4] != account)
        {
            throw new NoSuchEntityException($"{identity} is a role of another account: the credentials are for {arn.Split(':')[4]}.") { ErrorCode = "NoSuchEntity" };
        }

        var plain = new TempAdmin(role.RoleName ?? identity.Name, arn, TempAdminKind.Inline, "") { PermissionsBoundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn };
        await foreach (var found in InlineAsync(plain, cancellationToken).ConfigureAwait(false))
        {
            yield return found;
        }

        await foreach (var found in AttachedAsync(plain with { Kind = TempAdminKind.Managed }, cancellationToken).ConfigureAwait(false))
        {
            yield return found;
        }
    }

    private async IAsyncEnumerable<TempAdmin> InlineAsync(TempAdmin role, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in _iam.Paginators.ListRolePolicies(new ListRolePoliciesRequest { RoleName = role.RoleName }).PolicyNames.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var document = await OrGoneAsync(async () =>
                (await _iam.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = role.RoleName, PolicyName = name }, cancellationToken).ConfigureAwait(false)).PolicyDocument).ConfigureAwait(false);
            foreach (var found in In(document, role with { PolicyName = name }))
            {
                yield return found;
            }
        }
    }

    private async IAsyncEnumerable<TempAdmin> AttachedAsync(TempAdmin role, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = _iam.Paginators.ListAttachedRolePolicies(new ListAttachedRolePoliciesRequest { RoleName = role.RoleName });
        await foreach (var policy in pages.AttachedPolicies.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var attached = role with { PolicyName = policy.PolicyName ?? "", PolicyArn = policy.PolicyArn };
            if (policy.PolicyArn?.EndsWith(AdministratorAccess, StringComparison.Ordinal) == true)
            {
                yield return attached with { IsActive = true };
                continue;
            }

            var document = await OrGoneAsync(() => DocumentAsync(policy.PolicyArn!, cancellationToken)).ConfigureAwait(false);
            foreach (var found in In(document, attached))
            {
                yield return found;
            }
        }
    }

    private async Task<string?> DocumentAsync(string arn, CancellationToken cancellationToken)
    {
        var policy = (await _iam.GetPolicyAsync(new GetPolicyRequest { PolicyArn = arn }, cancellationToken).ConfigureAwait(false)).Policy!;
        var version = new GetPolicyVersionRequest { PolicyArn = arn, VersionId = policy.DefaultVersionId };
        return (await _iam.GetPolicyVersionAsync(version, cancellationToken).ConfigureAwait(false)).PolicyVersion?.Document;
    }

    /// <summary>What was deleted between the list and the look at it makes nobody admin.</summary>
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

    private IEnumerable<TempAdmin> In(string? document, TempAdmin found) => document is null ? [] : AdminStatement.In(PolicyDocument.Parse(document)).Select(statement => found with
    {
        StartTime = statement.Start,
        EndTime = statement.End,
        Condition = statement.Condition,
        IsActive = statement.IsActiveAt(clients.Now),
    });
}
