using Amazon.Runtime;

namespace TrailOps.Aws.Connection;

/// <summary>Finds the credentials, in the order of AWS.Tools. Who is named and can't give them is an error, never a reason to look further.</summary>
internal sealed class CredentialResolver(AwsEnvironment environment, ProfileStore store, string? region)
{
    private readonly ProfileCredentials _profiles = new(store, environment, region);

    /// <summary>The credentials, whose they are, and the profile where it is one.</summary>
    /// <exception cref="ConnectionException">There are none, or those that are named can't be had.</exception>
    public async Task<Found> FindAsync(ConnectionOptions options, CancellationToken cancellationToken) =>
        OfParameters(options)
        ?? OfVariables()
        ?? OfProfiles()
        ?? OfContainer()
        ?? await OfInstanceAsync(cancellationToken).ConfigureAwait(false)
        ?? throw NotFound();

    private Found? OfParameters(ConnectionOptions options)
    {
        if (options.AccessKey is not null || options.SecretKey is not null || options.SessionToken is not null)
        {
            return OfKeys(options);
        }

        return options.ProfileName is { } name ? OfProfile(name, "-ProfileName")
            : options.Credential is { } credential ? new Found(CredentialShapes.Read(credential, "-Credential"), "-Credential", null)
            : options.StoredCredential is { } stored ? new Found(CredentialShapes.Read(stored, "$StoredAWSCredentials"), "$StoredAWSCredentials", null)
            : null;
    }

    private static Found OfKeys(ConnectionOptions options)
    {
        if (options.AccessKey is null || options.SecretKey is null)
        {
            var given = options.AccessKey is not null ? "-AccessKey" : options.SecretKey is not null ? "-SecretKey" : "-SessionToken";
            throw new ConnectionException(ConnectionProblem.KeysIncomplete, $"{given} is given, and keys come in pairs. Give -AccessKey and -SecretKey, with -SessionToken for those of a session.");
        }

        AWSCredentials keys = options.SessionToken is { } token
            ? new SessionAWSCredentials(options.AccessKey, options.SecretKey, token)
            : new BasicAWSCredentials(options.AccessKey, options.SecretKey);
        return new Found(keys, "-AccessKey and -SecretKey", null);
    }

    private Found? OfVariables()
    {
        if (ProfileCredentials.EnvironmentKeys(environment) is { } keys)
        {
            return new Found(keys, "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", null);
        }

        // Pods of EKS: without this they would get the node's role at the end of the order.
        if (environment["AWS_PROFILE"] is not null || environment["AWS_WEB_IDENTITY_TOKEN_FILE"] is not { } file || environment["AWS_ROLE_ARN"] is not { } role)
        {
            return null;
        }

        var (sessionName, settings) = (environment["AWS_ROLE_SESSION_NAME"], store.Find(ProfileStore.Default));
        var credentials = CredentialCache.Get(
            [.. _profiles.Definition(settings is null ? [] : [settings]), file, role, sessionName],
            () => new WebIdentityCredentials(_profiles.Sts(new AnonymousAWSCredentials(), role, settings), role, file, sessionName));
        return new Found(credentials, "AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN", null);
    }

    private Found? OfProfiles() =>
        environment["AWS_PROFILE"] is { } name ? OfProfile(name, "AWS_PROFILE")
        : store.Find(ProfileStore.Default) is { IsAboutCredentials: true } profile ? new Found(_profiles.Of(profile), "the profile 'default'", profile)
        : null;

    private Found OfProfile(string name, string source)
    {
        var profile = store.Find(name) ?? throw new ConnectionException(
            ConnectionProblem.ProfileNotFound, $"There is no profile '{name}' ({source}) in {store.Places}.{Others()} Check the name; -ProfileName completes with Tab.", name);
        return new Found(_profiles.Of(profile), $"the profile '{name}' of {source}", profile);
    }

    private string Others()
    {
        const int Most = 10;
        var names = store.Names;
        return names.Count == 0 ? " No profile is there." : $" There are: {string.Join(", ", names.Take(Most))}{(names.Count > Most ? ", …" : "")}.";
    }

    private Found? OfContainer() => ContainerCredentials.Of(environment) is { } container ? new Found(container, "the container", null) : null;

    private async Task<Found?> OfInstanceAsync(CancellationToken cancellationToken)
    {
        var metadata = new InstanceMetadata(environment);
        return await metadata.RoleAsync(cancellationToken).ConfigureAwait(false) is { } role
            ? new Found(CredentialCache.Get([metadata.Endpoint, role], () => new InstanceCredentials(metadata, role)), $"the instance's role {role}", null)
            : null;
    }

    private ConnectionException NotFound()
    {
        var metadata = new InstanceMetadata(environment);
        return new ConnectionException(
            ConnectionProblem.CredentialsNotFound,
            "No credentials are given. Looked in this order: -AccessKey and -SecretKey, -ProfileName, -Credential, $StoredAWSCredentials, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_WEB_IDENTITY_TOKEN_FILE, AWS_PROFILE, "
            + $"the profile 'default' in {store.Places}, the container (AWS_CONTAINER_CREDENTIALS_*), the instance's metadata "
            + (metadata.IsDisabled ? "(forbidden by AWS_EC2_METADATA_DISABLED)" : $"({metadata.Endpoint} gives none)")
            + ". Give -ProfileName or -Credential, or run Set-AWSCredential, aws configure or aws sso login.");
    }

    /// <summary>Credentials, whose they are, and the profile that sets up the clients, where one is named.</summary>
    internal sealed record Found(AWSCredentials Credentials, string Source, AwsProfile? Profile);
}
