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

    private const int AttachAttempts = 5;
    private static readonly TimeSpan AttachPause = TimeSpan.FromSeconds(1);

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

            var versions = await VersionsAsync(arn, cancellationToken).ConfigureAwait(false);
            var current = versions.Find(version => version.IsDefaultVersion == true)?.VersionId ?? policy.DefaultVersionId!;
            var document = (await _iam.GetPolicyVersionAsync(new GetPolicyVersionRequest { PolicyArn = arn, VersionId = current }, cancellationToken).ConfigureAwait(false)).PolicyVersion!.Document!;
            found.Add(new KeptPolicy(part, arn, current, PolicyDocument.Parse(document), attached.ContainsKey(arn))
            {
                Versions = [.. versions.Select(version => version.VersionId!)],
                IsShared = (policy.AttachmentCount ?? 0) + (policy.PermissionsBoundaryUsageCount ?? 0) > (attached.ContainsKey(arn) ? 1 : 0),
                IsBeingChanged = versions.Exists(version => NumberOf(version.VersionId!) > NumberOf(current) && version.CreateDate > clients.Now - InTheMaking)
                    || (!attached.ContainsKey(arn) && policy.CreateDate > clients.Now - InTheMaking),
            });
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
            made = (await IamWrites.RetryAsync(() => _iam.CreatePolicyAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false)).Policy!;
        }
        catch (EntityAlreadyExistsException e)
        {
            throw new RoleException(RoleProblem.RolePolicyForeign, $"There is a policy {request.PolicyName} already, in another path or made this moment; it is left as it is. Rename it, use -Inline, or run Update-RolePolicy once more in a minute.", e);
        }

        try
        {
            await AttachNewAsync(role.RoleName!, made.Arn!, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await TryCleanUpAsync(() => _iam.DeletePolicyAsync(new DeletePolicyRequest { PolicyArn = made.Arn }, CancellationToken.None)).ConfigureAwait(false);
            throw;
        }

        return made.DefaultVersionId ?? "v1";
    }

    public async Task AttachAsync(string role, string arn, CancellationToken cancellationToken)
    {
        try
        {
            await IamWrites.RetryAsync(() => _iam.AttachRolePolicyAsync(new AttachRolePolicyRequest { RoleName = role, PolicyArn = arn }, cancellationToken), cancellationToken).ConfigureAwait(false);
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
        try
        {
            return await PutAsync(policy, document, cancellationToken).ConfigureAwait(false);
        }
        catch (NoSuchEntityException e)
        {
            throw Changed(policy.Name, e);
        }
    }

    /// <summary>That the policy is as it was read, but for what was done here.</summary>
    private async Task CheckAsync(KeptPolicy policy, IEnumerable<string> expected, CancellationToken cancellationToken)
    {
        var now = await VersionsAsync(policy.Arn, cancellationToken).ConfigureAwait(false);
        if (!now.Select(version => version.VersionId!).ToHashSet(StringComparer.Ordinal).SetEquals(expected) || now.Find(version => version.IsDefaultVersion == true)?.VersionId != policy.VersionId)
        {
            throw Changed(policy.Name);
        }
    }

    /// <summary>Takes a part away for good.</summary>
    public async Task DeleteAsync(Role role, KeptPolicy policy, CancellationToken cancellationToken)
    {
        if (policy.IsAttached)
        {
            var detach = new DetachRolePolicyRequest { RoleName = role.RoleName, PolicyArn = policy.Arn };
            await IamWrites.OrGoneAsync(() => _iam.DetachRolePolicyAsync(detach, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        if (policy.IsShared)
        {
            ConnectionUi.Current.Warning($"The policy {policy.Arn} is not attached to {role.RoleName} any more, and stays: others have it too.");
            return;
        }

        foreach (var version in (await VersionsAsync(policy.Arn, cancellationToken).ConfigureAwait(false)).Where(version => version.IsDefaultVersion != true))
        {
            await DeleteVersionAsync(policy.Arn, version.VersionId!, cancellationToken).ConfigureAwait(false);
        }

        await IamWrites.OrGoneAsync(() => _iam.DeletePolicyAsync(new DeletePolicyRequest { PolicyArn = policy.Arn }, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What was made this moment may not be known everywhere in IAM yet.</summary>
    private async Task AttachNewAsync(string role, string arn, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AttachAsync(role, arn, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (NoSuchEntityException) when (attempt < AttachAttempts)
            {
                await Task.Delay(AttachPause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What went wrong before is what the user is to hear of.</summary>
    private static async Task TryCleanUpAsync(Func<Task> cleanUp)
    {
        try
        {
            await cleanUp().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            ConnectionUi.Current.Warning($"What was begun could not be taken away again: {AwsFailure.Of(e).Message}");
        }
    }

    public static RoleException Changed(string policy, Exception? cause = null) => new(
        RoleProblem.RolePolicyChanged,
        $"Somebody else changed the policy {policy} while it was being brought up to date, so it is left as they made it. Run Update-RolePolicy once more, at the latest in a minute: it adds to what is there now.",
        cause);

    private async Task<string> PutAsync(KeptPolicy policy, PolicyDocument document, CancellationToken cancellationToken)
    {
        if (policy.IsBeingChanged)
        {
            throw Changed(policy.Name);
        }

        var known = policy.Versions.ToList();
        if (known.Count >= MostVersions)
        {
            await CheckAsync(policy, known, cancellationToken).ConfigureAwait(false);
            var oldest = known.Where(version => version != policy.VersionId).MinBy(NumberOf)!;
            await DeleteVersionAsync(policy.Arn, oldest, cancellationToken).ConfigureAwait(false);
            known.Remove(oldest);
        }

        // Not in force at once: so others see that it comes, and it is seen whether others' do.
        var request = new CreatePolicyVersionRequest { PolicyArn = policy.Arn, PolicyDocument = document.ToJson(indented: false), SetAsDefault = false };
        var made = (await IamWrites.RetryAsync(() => _iam.CreatePolicyVersionAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false)).PolicyVersion!.VersionId!;
        try
        {
            await CheckAsync(policy, [.. known, made], cancellationToken).ConfigureAwait(false);
            var put = new SetDefaultPolicyVersionRequest { PolicyArn = policy.Arn, VersionId = made };
            await IamWrites.RetryAsync(() => _iam.SetDefaultPolicyVersionAsync(put, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await TryCleanUpAsync(() => DeleteVersionAsync(policy.Arn, made, CancellationToken.None)).ConfigureAwait(false);
            throw;
        }

        return made;
    }

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
        IamWrites.RetryAsync(() => _iam.DeletePolicyVersionAsync(new DeletePolicyVersionRequest { PolicyArn = arn, VersionId = version }, cancellationToken), cancellationToken);

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
    private static int NumberOf(string version) => int.Parse(version.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
}
