using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.SSO;
using Amazon.SSO.Model;
using Amazon.SSOOIDC;
using Amazon.Util;
using Amazon.Util.Internal;

namespace TrailOps.Aws.Connection;

/// <summary>A permission set's session, got with the token that <c>aws sso login</c> left in the cache. A token that can be renewed is; for a new
/// one the user has to sign in.</summary>
/// <remarks>
/// The token's cache is the SDK's work. The call is made here, since SSOAWSCredentials finds its clients by name among all assemblies of the
/// process, which may be those of AWS.Tools.
/// </remarks>
internal sealed class SsoCredentials(SsoSettings sso, string profile, string cacheFolder, Func<IAmazonSSO> portal, Func<AmazonSSOOIDCClient> oidc) : AsyncCredentials
{
    /// <inheritdoc/>
    protected override async Task<CredentialsRefreshState> FetchAsync(CancellationToken cancellationToken)
    {
        var token = await TokenAsync(cancellationToken).ConfigureAwait(false);
        ConnectionUi.Current.Verbose($"Getting a session of {sso.RoleName} in {sso.AccountId} for the profile '{profile}' from IAM Identity Center.");
        try
        {
            var answer = await portal().GetRoleCredentialsAsync(
                new GetRoleCredentialsRequest { AccessToken = token, AccountId = sso.AccountId, RoleName = sso.RoleName }, cancellationToken).ConfigureAwait(false);
            var session = answer.RoleCredentials;
            return new CredentialsRefreshState(
                new ImmutableCredentials(session.AccessKeyId, session.SecretAccessKey, session.SessionToken),
                DateTimeOffset.FromUnixTimeMilliseconds(session.Expiration!.Value).UtcDateTime);
        }
        catch (UnauthorizedException e)
        {
            throw LoginNeeded("IAM Identity Center no longer accepts the session", e);
        }
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        var cache = new SSOTokenFileCache(CryptoUtilFactory.CryptoInstance, new FileRetriever(), new DirectoryRetriever());
        var tokens = new SSOTokenManager(oidc(), cache);
        var wanted = new SSOTokenManagerGetTokenOptions
        {
            StartUrl = sso.StartUrl,
            Session = sso.Session,
            Region = sso.Region,
            ClientName = "TrailOps",
            CacheFolderLocation = cacheFolder,
            SupportsGettingNewToken = false,
        };
        try
        {
            return (await tokens.GetTokenAsync(wanted, cancellationToken).ConfigureAwait(false)).AccessToken;
        }
        catch (AmazonClientException e) when (e.InnerException is null || AwsFailure.Of(e).ErrorCode is not null)
        {
            // Anything else is the network, where signing in helps nobody.
            throw LoginNeeded("There is no session of IAM Identity Center that is still good", e);
        }
    }

    private ConnectionException LoginNeeded(string why, Exception cause) => new(
        ConnectionProblem.SsoLoginNeeded, $"{why}, for the profile '{profile}' ({sso.StartUrl}). Sign in: aws sso login --profile {profile}", profile, cause);
}
