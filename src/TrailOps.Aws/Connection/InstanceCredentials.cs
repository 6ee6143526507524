namespace TrailOps.Aws.Connection;

/// <summary>The session of an EC2 instance's role.</summary>
internal sealed class InstanceCredentials(InstanceMetadata metadata, string role) : AsyncCredentials
{
    /// <inheritdoc/>
    protected override Task<CredentialsRefreshState> FetchAsync(CancellationToken cancellationToken) => metadata.SessionAsync(role, cancellationToken);
}
