using System.Globalization;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>The managed policies that TrailOps keeps for a role: finds them, and writes versions of them. No other policy is touched.</summary>
internal sealed class KeptPolicies(AwsClients clients)
{
    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html</summary>
    private const int MostVersions = 5;

    /// <summary>Within this time after a version is made, whoever made it puts it in force.</summary>
    private static readonly TimeSpan InTheMaking = TimeSpan.FromMinutes(1);

    private readonly IAmazonIdentityManagementService _iam = clients.IdentityManagement();
    private readonly Roles _roles = new(clients);

    /// <summary>Those of the role, by their part; also ones that are not attached any more.</summary>
    /// <exception cref="RoleException">Somebody else's policy has such a name.</exception>
    public async Task<IReadOnlyList<KeptPolicy>> OfAsync(Role role, CancellationToken cancellationToken)
    {
        var name = role.RoleName!;
        var attached = (await _roles.AttachedAsync(name, cancellationToken).ConfigureAwait(false)).ToDictionary(policy => policy.PolicyArn!, StringComparer.Ordinal);
        var last = attached.Values.Select(policy => KeptPolicy.PartOf(name, policy.PolicyName!) ?? 0).DefaultIfEmpty(0).Max();
        List<KeptPolicy> found = [];
        for (var part = 1; ; part++)
        {
            var arn = ArnOf(role, part);
            if (await TryGetAsync(arn, cancellationToken).ConfigureAwait(false) is not { } policy)
            {
                if (part > last)
                {
                    return found;
                }

                continue;
            }

            if (policy.Description != KeptPolicy.DescriptionOf(name))
            {
                throw new RoleException(RoleProblem.RolePolicyForeign, $"The policy {arn} was not made by TrailOps, so it is left as it is and nothing was changed. Rename it (make one of another name, attach that, delete this), or use -Inline.");
            }

            var version = new GetPolicyVersionRequest { PolicyArn = arn, VersionId = policy.DefaultVersionId };
            var document = (await _iam.GetPolicyVersionAsync(version, cancellationToken).ConfigureAwait(false)).PolicyVersion!.Document!;
            found.Add(new KeptPolicy(part, arn, policy.DefaultVersionId!, PolicyDocument.Parse(document), attached.ContainsKey(arn)));
        }
    }

    public static string ArnOf(Role role, int part) => $"{string.Join(':', role.Arn!.Split(':')[..5])}:policy/{KeptPolicy.NameOf(role.RoleName!, part)}";

    /// <summary>Makes a part and gives it to the role; where that fails, it is taken away again.</summary>
    public async Task<string> CreateAsync(Role role, int part, PolicyDocument document, CancellationToken cancellationToken)
    {
        var request = new CreatePolicyRequest
        {
            PolicyName = KeptPolicy.NameOf(role.RoleName!, part),
            Description = KeptPolicy.DescriptionOf(role.RoleName!),
            PolicyDocument = document.ToJson(indented: false),
        };
        ManagedPolicy made;
        try
        {
            made = (await _iam.CreatePolicyAsync(request, cancellationToken).ConfigureAwait(false)).Policy!;
        }
        catch (EntityAlreadyExistsException e)
        {
            throw Changed(request.PolicyName, e);
        }

        try
        {
            await AttachAsync(role.RoleName!, made.Arn!, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await _iam.DeletePolicyAsync(new DeletePolicyRequest { PolicyArn = made.Arn }, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return made.DefaultVersionId ?? "v1";
    }

    public async Task AttachAsync(string role, string arn, CancellationToken cancellationToken)
    {
        try
        {
            await _iam.AttachRolePolicyAsync(new AttachRolePolicyRequest { RoleName = role, PolicyArn = arn }, cancellationToken).ConfigureAwait(false);
        }
        catch (LimitExceededException e)
        {
            throw new RoleException(RoleProblem.RoleAttachmentsFull, $"No more policies can be attached to the role {role} (10, unless the account's quota was raised), so {arn} was not. Detach one, or use -Inline.", e);
        }
    }

    /// <summary>Writes a version and puts it in force, unless somebody else changed the policy since it was read.</summary>
    /// <returns>The version.</returns>
    public async Task<string> WriteAsync(KeptPolicy policy, PolicyDocument document, CancellationToken cancellationToken)
    {
        var versions = await VersionsAsync(policy.Arn, cancellationToken).ConfigureAwait(false);
        var isBeingChanged = versions.Exists(version => NumberOf(version.VersionId) > NumberOf(policy.VersionId) && version.CreateDate > clients.Now - InTheMaking);
        if (isBeingChanged || versions.Find(version => version.IsDefaultVersion == true)?.VersionId != policy.VersionId)
        {
            throw Changed(policy.Name);
        }

        if (versions.Count >= MostVersions)
        {
            var oldest = versions.Where(version => version.IsDefaultVersion != true).MinBy(version => NumberOf(version.VersionId))!;
            await DeleteVersionAsync(policy.Arn, oldest.VersionId!, cancellationToken).ConfigureAwait(false);
            versions.Remove(oldest);
        }

        // Not in force at once: first it is looked whether somebody else wrote one meanwhile.
        var request = new CreatePolicyVersionRequest { PolicyArn = policy.Arn, PolicyDocument = document.ToJson(indented: false), SetAsDefault = false };
        var made = (await _iam.CreatePolicyVersionAsync(request, cancellationToken).ConfigureAwait(false)).PolicyVersion!.VersionId!;
        try
        {
            var now = await VersionsAsync(policy.Arn, cancellationToken).ConfigureAwait(false);
            var expected = versions.Select(version => version.VersionId).Append(made);
            if (!now.Select(version => version.VersionId).ToHashSet(StringComparer.Ordinal).SetEquals(expected!) || now.Find(version => version.IsDefaultVersion == true)?.VersionId != policy.VersionId)
            {
                throw Changed(policy.Name);
            }

            await _iam.SetDefaultPolicyVersionAsync(new SetDefaultPolicyVersionRequest { PolicyArn = policy.Arn, VersionId = made }, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await DeleteVersionAsync(policy.Arn, made, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return made;
    }

    /// <summary>Takes a part away for good.</summary>
    public async Task DeleteAsync(Role role, KeptPolicy policy, CancellationToken cancellationToken)
    {
        if (policy.IsAttached)
        {
            await _iam.DetachRolePolicyAsync(new DetachRolePolicyRequest { RoleName = role.RoleName, PolicyArn = policy.Arn }, cancellationToken).ConfigureAwait(false);
        }

        foreach (var version in (await VersionsAsync(policy.Arn, cancellationToken).ConfigureAwait(false)).Where(version => version.IsDefaultVersion != true))
        {
            await DeleteVersionAsync(policy.Arn, version.VersionId!, cancellationToken).ConfigureAwait(false);
        }

        await _iam.DeletePolicyAsync(new DeletePolicyRequest { PolicyArn = policy.Arn }, cancellationToken).ConfigureAwait(false);
    }

    public static RoleException Changed(string policy, Exception? cause = null) => new(
        RoleProblem.RolePolicyChanged,
        $"Somebody else changed the policy {policy} while it was being brought up to date, so it is left as they made it. Run Update-RolePolicy once more: it adds to what is there now.",
        cause);

    private async Task<List<PolicyVersion>> VersionsAsync(string arn, CancellationToken cancellationToken)
    {
        List<PolicyVersion> versions = [];
        await foreach (var version in _iam.Paginators.ListPolicyVersions(new ListPolicyVersionsRequest { PolicyArn = arn }).Versions.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            versions.Add(version);
        }

        return versions;
    }

    private Task DeleteVersionAsync(string arn, string version, CancellationToken cancellationToken) =>
        _iam.DeletePolicyVersionAsync(new DeletePolicyVersionRequest { PolicyArn = arn, VersionId = version }, cancellationToken);

    private async Task<ManagedPolicy?> TryGetAsync(string arn, CancellationToken cancellationToken)
    {
        try
        {
            return (await _iam.GetPolicyAsync(new GetPolicyRequest { PolicyArn = arn }, cancellationToken).ConfigureAwait(false)).Policy;
        }
        catch (NoSuchEntityException)
        {
            return null;
        }
    }

    /// <summary>Versions are v1, v2, …, and no number is given twice.</summary>
    private static int NumberOf(string? version) => int.Parse(version!.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
}
