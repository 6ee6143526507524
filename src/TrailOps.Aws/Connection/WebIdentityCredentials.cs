using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace TrailOps.Aws.Connection;

/// <summary>A role's session, assumed with the token of an identity provider that a file holds, as in pods of EKS. The file is read at each fetch:
/// its owner renews it.</summary>
internal sealed class WebIdentityCredentials(Func<IAmazonSecurityTokenService> sts, string roleArn, string tokenFile, string? sessionName) : AsyncCredentials
{
    /// <inheritdoc/>
    protected override async Task<CredentialsRefreshState> FetchAsync(CancellationToken cancellationToken)
    {
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = roleArn,
            RoleSessionName = sessionName ?? $"TrailOps-{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}",
            WebIdentityToken = (await File.ReadAllTextAsync(tokenFile, cancellationToken).ConfigureAwait(false)).Trim(),
        };
        ConnectionUi.Current.Verbose($"Assuming {roleArn} with the web identity token in {tokenFile}.");
        var answer = await sts().AssumeRoleWithWebIdentityAsync(request, cancellationToken).ConfigureAwait(false);
        var session = answer.Credentials;
        return new CredentialsRefreshState(new ImmutableCredentials(session.AccessKeyId, session.SecretAccessKey, session.SessionToken), session.Expiration!.Value.ToUniversalTime());
    }
}
