using System.Globalization;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Amazon.SSO;
using Amazon.SSOOIDC;

namespace TrailOps.Aws.Connection;

/// <summary>Makes credentials of a profile, of whatever kind, in the order of the aws CLI: role, web identity, SSO, keys, process.</summary>
internal sealed class ProfileCredentials(ProfileStore store, AwsEnvironment environment, string? region)
{
    /// <summary>The profile's credentials. Nothing is called yet.</summary>
    /// <exception cref="ConnectionException">The profile, or one that it stands on, is missing or incomplete.</exception>
    public AWSCredentials Of(AwsProfile profile) => Of(profile, []);

    private AWSCredentials Of(AwsProfile profile, List<AwsProfile> chain)
    {
        chain.Add(profile);
        if (profile["endpoint_name"] is not null)
        {
            // It has a role_arn as well, which says nothing about how to get there.
            throw NotUsable(profile, $"it is of SAML, which is not understood here. AWS.Tools can: give -Credential (Get-AWSCredential -ProfileName {profile.Name})");
        }

        return profile["role_arn"] is { } role ? OfRole(profile, role, chain)
            : profile["sso_session"] is not null || profile["sso_start_url"] is not null ? OfSso(profile)
            : OfKeysOrProcess(profile);
    }

    private AWSCredentials OfRole(AwsProfile profile, string role, List<AwsProfile> chain)
    {
        if (profile["web_identity_token_file"] is { } tokenFile)
        {
            var path = environment.Expand(tokenFile);
            return CredentialCache.Get([.. Definition([profile]), path], () =>
                new WebIdentityCredentials(Sts(new AnonymousAWSCredentials(), role, profile), role, path, profile["role_session_name"]));
        }

        var source = SourceOf(profile, chain);
        var request = new AssumeRoleRequest
        {
            RoleArn = role,
            RoleSessionName = profile["role_session_name"],
            ExternalId = profile["external_id"],
            SerialNumber = profile["mfa_serial"],
            DurationSeconds = DurationOf(profile),
        };

        // The process's variables are part of it where the source are they.
        string?[] variables = profile["credential_source"] is null ? [] : [environment["AWS_ACCESS_KEY_ID"], environment["AWS_SESSION_TOKEN"]];
        return CredentialCache.Get([.. Definition(chain.SkipWhile(link => link != profile)), .. variables], () => new AssumeRoleCredentials(Sts(source, role, profile), request, profile.Name));
    }

    private AWSCredentials SourceOf(AwsProfile profile, List<AwsProfile> chain)
    {
        if (profile["credential_source"] is { } source)
        {
            return profile["source_profile"] is null
                ? OfSource(profile, source)
                : throw NotUsable(profile, "it has both source_profile and credential_source. Leave one out");
        }

        var name = profile["source_profile"] ?? throw NotUsable(profile, "it has role_arn, and neither source_profile nor credential_source says with which credentials to assume it. Add one");
        if (name == profile.Name)
        {
            return profile.HasKeys ? OfKeysOrProcess(profile) : throw NotUsable(profile, "it is its own source_profile and has no keys. Name another profile");
        }

        if (chain.Any(link => link.Name == name))
        {
            throw NotUsable(profile, $"its source_profile leads back to '{name}'. Let the last profile of the chain have keys of its own");
        }

        var next = store.Find(name) ?? throw NotUsable(profile, $"its source_profile '{name}' is neither in {store.Places}. Check that name");

        // A source's own keys come before a role that it names.
        if (next.HasKeys)
        {
            chain.Add(next);
            return OfKeysOrProcess(next);
        }

        return Of(next, chain);
    }

    private AWSCredentials OfSource(AwsProfile profile, string source) => source.ToUpperInvariant() switch
    {
        "ENVIRONMENT" => EnvironmentKeys(environment) ?? throw NotUsable(profile, "its credential_source is Environment, and AWS_ACCESS_KEY_ID is not set. Set the variables"),
        "EC2INSTANCEMETADATA" => new SourceOfInstance(new InstanceMetadata(environment), profile.Name),
        "ECSCONTAINER" => ContainerCredentials.Of(environment)
            ?? throw NotUsable(profile, "its credential_source is EcsContainer, and no AWS_CONTAINER_CREDENTIALS_* variable is set. This works in a container only"),
        _ => throw NotUsable(profile, $"its credential_source '{source}' is none of Environment, Ec2InstanceMetadata and EcsContainer. Correct it"),
    };

    private AWSCredentials OfSso(AwsProfile profile)
    {
        var session = profile["sso_session"];
        var settings = session is null ? null : store.Section("sso-session", session) ?? throw NotUsable(profile, $"its sso_session '{session}' is not in {store.Places}. Run aws configure sso");
        string Setting(string key) => (settings?.GetValueOrDefault(key) is { Length: > 0 } value ? value : profile[key]) ?? throw NotUsable(profile, $"it is of IAM Identity Center and has no {key}. Run aws configure sso");
        var sso = new SsoSettings(Setting("sso_account_id"), Setting("sso_role_name"), Setting("sso_start_url"), Setting("sso_region"), session);
        var cache = Path.Combine(environment.Home, ".aws", "sso", "cache");
        return CredentialCache.Get([.. Definition([profile]), sso.ToString(), cache], () =>
        {
            var clients = new AwsClients(new AnonymousAWSCredentials(), sso.Region, new ClientSettings(environment, profile, store, EndpointUrl: null));
            return new SsoCredentials(
                sso,
                profile.Name,
                cache,
                () => clients.Get<AmazonSSOClient, AmazonSSOConfig>(static (keys, config) => new(keys, config)),
                () => clients.Get<AmazonSSOOIDCClient, AmazonSSOOIDCConfig>(static (keys, config) => new(keys, config)));
        });
    }

    private static AWSCredentials OfKeysOrProcess(AwsProfile profile)
    {
        if (profile.HasKeys)
        {
            return profile["aws_session_token"] is { } token
                ? new SessionAWSCredentials(profile["aws_access_key_id"], profile["aws_secret_access_key"], token)
                : new BasicAWSCredentials(profile["aws_access_key_id"], profile["aws_secret_access_key"]);
        }

        return profile["credential_process"] is { } command ? new ProcessAWSCredentials(command)
            : profile["aws_access_key_id"] is not null || profile["aws_secret_access_key"] is not null ? throw NotUsable(profile, "it has only one of aws_access_key_id and aws_secret_access_key. Add the other")
            : profile["login_session"] is not null ? throw NotUsable(
                profile, $"it is of aws login, which is not understood here. Use a second profile that has: credential_process = aws configure export-credentials --profile {profile.Name}")
            : throw NotUsable(profile, "it says nothing about credentials. Add keys, a role or IAM Identity Center: aws configure, aws configure sso");
    }

    /// <summary>The keys of the environment's variables; null where none are set.</summary>
    /// <exception cref="ConnectionException">Only one of the two is set.</exception>
    public static AWSCredentials? EnvironmentKeys(AwsEnvironment environment)
    {
        var accessKey = environment["AWS_ACCESS_KEY_ID"];
        var secretKey = environment["AWS_SECRET_ACCESS_KEY"];
        if (accessKey is null && secretKey is null)
        {
            return null;
        }

        if (accessKey is null || secretKey is null)
        {
            throw new ConnectionException(
                ConnectionProblem.KeysIncomplete, $"The variable {(accessKey is null ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID")} is set without {(accessKey is null ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY")}. Set both, or remove it.");
        }

        return environment["AWS_SESSION_TOKEN"] is { } token ? new SessionAWSCredentials(accessKey, secretKey, token) : new BasicAWSCredentials(accessKey, secretKey);
    }

    /// <summary>STS, in the region of the call, or in the one where the role's partition always has it.</summary>
    public Func<IAmazonSecurityTokenService> Sts(AWSCredentials source, string roleArn, AwsProfile? profile)
    {
        var clients = new AwsClients(source, region ?? profile?["region"] ?? HomeRegionOf(roleArn), new ClientSettings(environment, profile, store, EndpointUrl: null));
        return () => clients.SecurityToken();
    }

    /// <summary>All that sessions of these profiles depend on.</summary>
    public IEnumerable<string?> Definition(IEnumerable<AwsProfile> profiles) =>
        profiles.SelectMany(profile => profile.Values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value}").Prepend(profile.Name))
            .Append(region).Append(environment.Home).Concat(ClientSettings.Variables.Select(name => environment[name]));

    private static string HomeRegionOf(string roleArn) => roleArn.Split(':') switch
    {
        [_, "aws-cn", ..] => "cn-north-1",
        [_, "aws-us-gov", ..] => "us-gov-west-1",
        [_, "aws-eusc", ..] => "eusc-de-east-1",
        [_, "aws-iso", ..] => "us-iso-east-1",
        [_, "aws-iso-b", ..] => "us-isob-east-1",
        [_, "aws-iso-e", ..] => "eu-isoe-west-1",
        [_, "aws-iso-f", ..] => "us-isof-south-1",
        _ => "us-east-1",
    };

    private static int? DurationOf(AwsProfile profile) => profile["duration_seconds"] is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : throw NotUsable(profile, $"its duration_seconds '{text}' is no number. Write seconds, from 900 on");

    private static ConnectionException NotUsable(AwsProfile profile, string why) => new(
        ConnectionProblem.ProfileNotUsable, $"The profile '{profile.Name}' gives no credentials: {why}.", profile.Name);

    /// <summary>The instance's role as a source: its name is found out when it is needed.</summary>
    private sealed class SourceOfInstance(InstanceMetadata metadata, string profile) : AsyncCredentials
    {
        protected override async Task<CredentialsRefreshState> FetchAsync(CancellationToken cancellationToken)
        {
            var role = await metadata.RoleAsync(cancellationToken).ConfigureAwait(false) ?? throw new ConnectionException(
                ConnectionProblem.CredentialsFailed, $"The profile '{profile}' takes its credentials from the instance's metadata, and {metadata.Endpoint} gives none. This works on an EC2 instance that has a role.", profile);
            return await metadata.SessionAsync(role, cancellationToken).ConfigureAwait(false);
        }
    }
}
