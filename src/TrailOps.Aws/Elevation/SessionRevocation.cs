using System.Globalization;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using TrailOps.Aws.Connection;
using TrailOps.Policies;

namespace TrailOps.Aws;

/// <summary>Ends the sessions that a role has: a policy of its own denies everything to those that were made before now.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html</remarks>
internal sealed class SessionRevocation(AwsClients clients)
{
    /// <summary>Not the console's AWSRevokeOlderSessions, which is whose who pressed the button there.</summary>
    public const string PolicyName = "TrailOps-RevokeOlderSessions";

    private const string Sid = "TrailOpsRevokeOlderSessions";

    private const string Key = "aws:TokenIssueTime";

    /// <summary>No session lasts longer, so that after this there is none left to deny.</summary>
    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(12);

    private readonly IAmazonIdentityManagementService _iam = clients.IdentityManagement();
    private readonly Roles _roles = new(clients);

    /// <summary>Ends them, if the user says so, and says whom it ends.</summary>
    public async Task RevokeAsync(RoleIdentity identity, CancellationToken cancellationToken)
    {
        if (await OrGoneAsync(_roles.FindOwnAsync(identity, "have its sessions ended", cancellationToken)).ConfigureAwait(false) is not { } role)
        {
            return;
        }

        var name = role.RoleName!;
        var caller = await CallerIdentity.GetAsync(clients, null, cancellationToken).ConfigureAwait(false);
        var isOwn = caller.Arn.Contains($":assumed-role/{name}/", StringComparison.Ordinal);
        var whose = WhoMayAssume(role.AssumeRolePolicyDocument) + (isOwn ? "; and the one that asks for this" : "");
        if (!await ConnectionUi.Current.ConfirmAsync(name, $"End all its sessions that exist now, whoever made them: {whose}").ConfigureAwait(false))
        {
            return;
        }

        // AWS's clock is known to a second. Sessions of this second end too, and who makes one when this is done gets a later second.
        var time = Seconds.Up(clients.Now).AddSeconds(1);
        var document = new PolicyDocument([new PolicyStatement("Deny", ["*"], ["*"])
        {
            Sid = Sid,
            Condition = new PolicyCondition([("DateLessThan", Key, time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))]),
        }]);
        try
        {
            var request = new PutRolePolicyRequest { RoleName = name, PolicyName = PolicyName, PolicyDocument = document.ToJson(indented: false) };
            await IamWrites.RetryAsync(() => _iam.PutRolePolicyAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (LimitExceededException e)
        {
            throw new RoleException(RoleProblem.RoleInlineFull, $"The sessions of {name} were not ended: its own policies may have {RolePolicy.InlineLimit:N0} characters together, and have no room for another. Tidy with Disable-TempAdmin {name} -Expired, or move a policy into a managed one.", e);
        }

        ConnectionUi.Current.Warning($"All sessions of {name} that were made before {time:u} have lost every right, whoever made them: {whose}. Programs, instances, functions and tasks that run as the role fail until they have new credentials; sessions of other roles that were made from them go on. The policy {PolicyName} does it, and is of no use after {time + LongestSession:u}.");
        var pause = time - clients.Now;
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the policy away when there is no session left that it could deny.</summary>
    public async Task TidyAsync(RoleIdentity identity, CancellationToken cancellationToken)
    {
        if (await OrGoneAsync(_roles.FindAsync(identity, cancellationToken)).ConfigureAwait(false) is not { RoleName: { } role } || await _roles.InlineDocumentAsync(role, PolicyName, cancellationToken).ConfigureAwait(false) is not { } document
            || TimeIn(document) is not { } time || time + LongestSession > clients.Now
            || !await ConnectionUi.Current.ConfirmAsync(role, $"Delete {PolicyName}, which no session is left for").ConfigureAwait(false))
        {
            return;
        }

        var request = new DeleteRolePolicyRequest { RoleName = role, PolicyName = PolicyName };
        await IamWrites.OrGoneAsync(() => _iam.DeleteRolePolicyAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>That there is no such role has been said when its grants were to go.</summary>
    private static async Task<Role?> OrGoneAsync(Task<Role> find)
    {
        try
        {
            return await find.ConfigureAwait(false);
        }
        catch (NoSuchEntityException)
        {
            return null;
        }
    }

    /// <summary>When it was put, if it is as it was put.</summary>
    private static DateTime? TimeIn(string document)
    {
        if (PolicyDocument.Parse(document).Statement is not [{ Sid: Sid, Condition: { } condition }])
        {
            return null;
        }

        var times = condition.SelectMany(o => o.Value).Where(k => k.Key.Equals(Key, StringComparison.OrdinalIgnoreCase)).SelectMany(k => k.Value);
        return times.FirstOrDefault() is { } text && ConditionValue.TryDate(text, out var time) ? time.UtcDateTime : null;
    }

    /// <summary>The principals of the trust policy: whose sessions there can be.</summary>
    private static string WhoMayAssume(string? trust)
    {
        try
        {
            var principals = trust is null ? [] : PolicyDocument.ParseResourcePolicy(trust).Statement.Where(s => s.Effect == "Allow" && s.Principal is not null).SelectMany(s => Values(s.Principal!)).Distinct(StringComparer.Ordinal).ToList();
            return principals.Count == 0 ? "its trust policy names nobody" : $"by its trust policy, sessions of {string.Join(", ", principals)}";
        }
        catch (PolicyDocumentException)
        {
            return "see its trust policy";
        }
    }

    private static IEnumerable<string> Values(PolicyPrincipal principal) => principal.SelectMany(kind => kind.Value);
}
