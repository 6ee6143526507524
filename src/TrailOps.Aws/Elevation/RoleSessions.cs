using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>Makes sessions of roles, of this account or another.</summary>
internal sealed class RoleSessions(AwsClients clients)
{
    private static readonly TimeSpan LongestChained = TimeSpan.FromHours(1);

    /// <summary>Assumes the role.</summary>
    /// <exception cref="RoleException">The caller may not, or not for so long.</exception>
    public async Task<RoleSession> NewAsync(RoleIdentity identity, RoleSessionRequest request, CancellationToken cancellationToken) =>
        await NewAsync(identity, await CallerIdentity.GetAsync(clients, null, cancellationToken).ConfigureAwait(false), request, cancellationToken).ConfigureAwait(false);

    /// <summary>The same for a caller who is known.</summary>
    public async Task<RoleSession> NewAsync(RoleIdentity identity, CallerIdentity caller, RoleSessionRequest request, CancellationToken cancellationToken)
    {
        var arn = await ArnOfAsync(identity, caller, cancellationToken).ConfigureAwait(false);
        var asked = new AssumeRoleRequest
        {
            RoleArn = arn,
            RoleSessionName = request.SessionName,
            DurationSeconds = request.Duration is { } duration ? (int)duration.TotalSeconds : null,
            SourceIdentity = request.SourceIdentity,
            ExternalId = request.ExternalId,
            SerialNumber = request.SerialNumber,
            TokenCode = request.TokenCode,
            Tags = request.Tags.Count == 0 ? null : [.. request.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
            PolicyArns = request.PolicyArns.Count == 0 ? null : [.. request.PolicyArns.Select(policy => new PolicyDescriptorType { Arn = policy })],
        };
        try
        {
            var answer = await clients.SecurityToken().AssumeRoleAsync(asked, cancellationToken).ConfigureAwait(false);
            var keys = answer.Credentials;
            return new RoleSession(answer.AssumedRoleUser.Arn, arn, keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken)
            {
                Region = clients.IsRegionGiven ? clients.Region : null,
                StartTime = Seconds.Down(clients.Now),
                Expiration = keys.Expiration!.Value.ToUniversalTime(),
                SourceIdentity = answer.SourceIdentity,
            };
        }
        catch (AmazonSecurityTokenServiceException e) when (e.ErrorCode == "ValidationError" && e.Message.Contains("DurationSeconds", StringComparison.Ordinal))
        {
            throw TooLong(arn, request.Duration, IsChained(caller), e);
        }
        catch (AmazonSecurityTokenServiceException e) when (AwsFailure.Of(e).Kind == AwsFailureKind.AccessDenied)
        {
            throw NotAssumable(arn, caller.Arn, e);
        }
    }

    /// <summary>Whether the caller is itself a role's session: then AWS gives it an hour at most, whatever the role's maximum.</summary>
    public static bool IsChained(CallerIdentity caller) => caller.Arn.Contains(":assumed-role/", StringComparison.Ordinal);

    /// <summary>How long a session of the role can last for the caller.</summary>
    public static TimeSpan LongestOf(TimeSpan ofRole, CallerIdentity caller) => IsChained(caller) ? LongestChained : ofRole;

    public static RoleException TooLong(string role, TimeSpan? duration, bool isChained, Exception? cause = null) => new(
        RoleProblem.RoleSessionTooLong,
        isChained
            ? $"A session of {role} can't last {duration:c}: the credentials are a role's session themselves, and AWS gives such a chain one hour at most. Ask for an hour, or use the credentials of an IAM user. (Those of IAM Identity Center are a role's session as well.)"
            : $"A session of {role} can't last {duration:c}: that is more than the role's MaxSessionDuration, an hour unless it was raised. Ask for less, or raise it: aws iam update-role --role-name {ArnName.Of(role)} --max-session-duration {duration?.TotalSeconds:0}.",
        cause);

    public static RoleException NotAssumable(string role, string? caller, Exception cause) => new(
        RoleProblem.RoleNotAssumable,
        $"{caller ?? "The caller"} can't assume {role}. The role's trust policy has to let it in, with all conditions (external id, MFA, source identity, tags), and a policy of the caller has to allow sts:AssumeRole on it. AWS says: {AwsFailure.Of(cause).Message}",
        cause);

    /// <summary>The role's ARN: of a name alone the account's own role, whose path only IAM knows.</summary>
    private async Task<string> ArnOfAsync(RoleIdentity identity, CallerIdentity caller, CancellationToken cancellationToken)
    {
        var partition = caller.Arn.Split(':')[1];
        if (identity.Partition is { } other && other != partition)
        {
            throw new RoleException(RoleProblem.RoleNotAssumable, $"{caller.Arn} can't assume {identity}, a role of the partition {other}: partitions know nothing of each other. Use credentials of that partition.");
        }

        var plain = $"arn:{partition}:iam::{identity.AccountId ?? caller.Account}:role{identity.Path ?? "/"}{identity.Name}";
        if (identity.Path is not null || (identity.AccountId is { } account && account != caller.Account))
        {
            return plain;
        }

        try
        {
            return (await new Roles(clients).FindAsync(identity, cancellationToken).ConfigureAwait(false)).Arn!;
        }
        catch (Exception e) when (AwsFailure.Of(e).Kind == AwsFailureKind.AccessDenied)
        {
            ConnectionUi.Current.Verbose($"The path of the role {identity.Name} can't be looked up: {AwsFailure.Of(e).Message} Trying {plain}.");
            return plain;
        }
    }
}
