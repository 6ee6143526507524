using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace TrailOps.Aws.Connection;

/// <summary>A role's session, assumed with other credentials; the user is asked for the MFA code where the profile names a device.</summary>
/// <remarks>
/// The SDK's own class finds AWSSDK.SecurityToken by name among all assemblies of the process, which may be the one of AWS.Tools, and calls STS
/// in us-east-1 or the environment's region whatever the profile says.
/// </remarks>
internal sealed class AssumeRoleCredentials(Func<IAmazonSecurityTokenService> sts, AssumeRoleRequest role, string profile) : AsyncCredentials
{
    /// <inheritdoc/>
    protected override async Task<CredentialsRefreshState> FetchAsync(CancellationToken cancellationToken)
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = role.RoleArn,
            RoleSessionName = role.RoleSessionName ?? $"TrailOps-{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}",
            ExternalId = role.ExternalId,
            DurationSeconds = role.DurationSeconds,
            SerialNumber = role.SerialNumber,
        };
        if (role.SerialNumber is { } serial)
        {
            request.TokenCode = await ConnectionUi.Current.AskMfaCode(serial, profile, cancellationToken).ConfigureAwait(false);
        }

        ConnectionUi.Current.Verbose($"Assuming {role.RoleArn} for the profile '{profile}'.");
        var answer = await sts().AssumeRoleAsync(request, cancellationToken).ConfigureAwait(false);
        var session = answer.Credentials;
        return new CredentialsRefreshState(new ImmutableCredentials(session.AccessKeyId, session.SecretAccessKey, session.SessionToken), session.Expiration!.Value.ToUniversalTime());
    }
}
