using Amazon.Runtime;

namespace TrailOps.Aws.Connection;

/// <summary>Credentials of a session that has an end: fetched when they are first needed, and again a minute before they end
/// (<see cref="RefreshingAWSCredentials.ExpirationBuffer"/>). Nothing is fetched in the background: it might ask for an MFA code.</summary>
internal abstract class AsyncCredentials : RefreshingAWSCredentials
{
    /// <summary>Gets a new session, and when it ends.</summary>
    protected abstract Task<CredentialsRefreshState> FetchAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    protected sealed override Task<CredentialsRefreshState> GenerateNewCredentialsAsync() => FetchAsync(ConnectionUi.Current.Stop);
}
