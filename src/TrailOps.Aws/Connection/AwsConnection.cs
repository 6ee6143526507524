using Amazon.Runtime;

namespace TrailOps.Aws.Connection;

/// <summary>Credentials, region and clients for one set of common parameters.</summary>
internal sealed class AwsConnection : IDisposable
{
    /// <summary>Where a global service is called when nobody names a region: as AWS.Tools does.</summary>
    private const string GlobalRegion = "us-east-1";

    private AwsConnection(AwsClients clients, AWSCredentials credentials)
    {
        Clients = clients;
        Credentials = credentials;
    }

    public AwsClients Clients { get; }

    public AWSCredentials Credentials { get; }

    /// <summary>Finds region and credentials, and gets the latter once, so that what is wrong with them is said once and before any call.</summary>
    /// <exception cref="ConnectionException">A part is missing or can't be had: what was looked for, in which order, what to do.</exception>
    public static async Task<AwsConnection> OpenAsync(ConnectionOptions options, AwsEnvironment environment, CancellationToken cancellationToken)
    {
        var store = ProfileStore.Read(environment, options.ProfileLocation);
        var regions = new RegionResolver(environment, store);
        var region = await regions.FindAsync(options, cancellationToken).ConfigureAwait(false);
        var found = await new CredentialResolver(environment, store, region?.Region).FindAsync(options, cancellationToken).ConfigureAwait(false);
        if (region is null && options.NeedsRegion)
        {
            throw regions.NotFound(options);
        }

        // Who brings keys still has a profile for all the rest, as with the aws CLI: FIPS endpoints that it asks for are not lost.
        var profile = found.Profile ?? store.Find(options.ProfileName ?? environment["AWS_PROFILE"] ?? ProfileStore.Default);
        var settings = new ClientSettings(environment, profile, store, options.EndpointUrl);
        settings.Check();
        ConnectionUi.Current.Verbose($"Credentials of {found.Source}; region {region?.Region ?? GlobalRegion} {(region is null ? "since none is given" : $"of {region.Source}")}.");
        await GetAsync(found, cancellationToken).ConfigureAwait(false);
        return new AwsConnection(new AwsClients(found.Credentials, region?.Region ?? GlobalRegion, settings) { IsRegionGiven = region is not null }, found.Credentials);
    }

    public void Dispose() => Clients.Dispose();

    private static async Task GetAsync(CredentialResolver.Found found, CancellationToken cancellationToken)
    {
        try
        {
            // Off this thread, for not all of them are async inside; and those that do not know the token are left behind.
            await Task.Run(found.Credentials.GetCredentialsAsync, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not ConnectionException && !cancellationToken.IsCancellationRequested)
        {
            var cause = AwsFailure.Of(e);
            var code = cause.ErrorCode is { } given ? $"{given}: " : "";
            throw new ConnectionException(
                ConnectionProblem.CredentialsFailed, $"The credentials of {found.Source} can't be had. {code}{cause.Message} {cause.Remedy}".TrimEnd(), found.Profile?.Name, cause.IsSafe ? e : null);
        }
    }
}
