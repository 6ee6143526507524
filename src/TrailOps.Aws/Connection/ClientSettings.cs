using System.Globalization;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace TrailOps.Aws.Connection;

/// <summary>How clients are set up: endpoint, retries, FIPS and dual-stack, from the parameters, the environment and the named profile.</summary>
/// <param name="Environment">The process's variables.</param>
/// <param name="Profile">The profile in use, where one is.</param>
/// <param name="Store">Holds the profile's <c>services</c> section.</param>
/// <param name="EndpointUrl">The value of -EndpointUrl.</param>
internal sealed record ClientSettings(AwsEnvironment Environment, AwsProfile? Profile, ProfileStore? Store, string? EndpointUrl)
{
    /// <summary>LookupEvents gives two pages a second, so being throttled is nothing special: five attempts more, with the SDK's pauses.</summary>
    private const int Retries = 5;

    /// <summary>The variables that set up the clients which get credentials.</summary>
    public static IReadOnlyList<string> Variables { get; } =
    [
        "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT", "AWS_CA_BUNDLE", "AWS_MAX_ATTEMPTS", "AWS_RETRY_MODE",
    ];

    /// <summary>How often a call is tried, where a variable or the profile says so.</summary>
    public int? MaxAttempts =>
        int.TryParse(Setting("AWS_MAX_ATTEMPTS", "max_attempts"), NumberStyles.None, CultureInfo.InvariantCulture, out var attempts) && attempts > 0 ? attempts : null;

    /// <summary>Says now what is wrong with a setting that every client has.</summary>
    /// <exception cref="ConnectionException">An endpoint that is no URL, a file of certificates that holds none.</exception>
    public void Check()
    {
        _ = EndpointOf(null);
        _ = CaBundle();
    }

    /// <summary>Sets a client up for a region.</summary>
    public void Apply(ClientConfig config, string region)
    {
        RegionResolver.Check(region, "of the call");
        config.HttpClientFactory = SharedHttp.For(CaBundle());
        config.Timeout = SharedHttp.Timeout;
        config.RetryMode = string.Equals(Setting("AWS_RETRY_MODE", "retry_mode"), "adaptive", StringComparison.OrdinalIgnoreCase) ? RequestRetryMode.Adaptive : RequestRetryMode.Standard;
        config.MaxErrorRetry = MaxAttempts - 1 ?? Retries;

        // All that follows was read here, of the right profile.
        config.IgnoreConfiguredEndpointUrls = true;
        if (EndpointOf(config.ServiceId) is { } endpoint)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region;
            config.UseFIPSEndpoint = false;
            config.UseDualstackEndpoint = false;
            if (config is AmazonS3Config s3)
            {
                // Names of buckets before the host are names that only AWS's DNS knows.
                s3.ForcePathStyle = true;
            }

            return;
        }

        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.UseFIPSEndpoint = IsOn("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint");
        config.UseDualstackEndpoint = IsOn("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint");
    }

    /// <summary>The endpoint in place of AWS's own: -EndpointUrl, then what AWS's SDKs and tools read.</summary>
    /// <remarks>https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html</remarks>
    public string? EndpointOf(string? serviceId)
    {
        if (EndpointUrl is not null)
        {
            return Checked(EndpointUrl, "-EndpointUrl");
        }

        if (IsOn("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls"))
        {
            return null;
        }

        var service = serviceId?.Replace(' ', '_').Replace('-', '_');
        var variable = $"AWS_ENDPOINT_URL_{service?.ToUpperInvariant()}";
        if (service is not null && Environment[variable] is { } ofService)
        {
            return Checked(ofService, variable);
        }

        if (Environment["AWS_ENDPOINT_URL"] is { } ofAll)
        {
            return Checked(ofAll, "AWS_ENDPOINT_URL");
        }

        var services = Profile?["services"] is { } name ? Store?.Section("services", name) : null;
        return services?.GetValueOrDefault($"{service?.ToLowerInvariant()}.endpoint_url") is { Length: > 0 } ofProfileService ? Checked(ofProfileService, $"the services of the profile '{Profile!.Name}'")
            : Profile?["endpoint_url"] is { } ofProfile ? Checked(ofProfile, $"endpoint_url of the profile '{Profile.Name}'")
            : null;
    }

    private CaBundle? CaBundle()
    {
        var source = Environment["AWS_CA_BUNDLE"] is not null ? "AWS_CA_BUNDLE" : $"ca_bundle of the profile '{Profile?.Name}'";
        return Setting("AWS_CA_BUNDLE", "ca_bundle") is { } path ? Connection.CaBundle.Read(Environment.Expand(path), source) : null;
    }

    private static string Checked(string url, string source) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0
            ? url
            : throw new ConnectionException(ConnectionProblem.EndpointNotValid, $"'{url}' of {source} is no endpoint. Give a URL such as https://vpce-0123.cloudtrail.eu-central-1.vpce.amazonaws.com or http://127.0.0.1:4566.", url);

    private string? Setting(string variable, string key) => Environment[variable] ?? Profile?[key];

    private bool IsOn(string variable, string key) => string.Equals(Setting(variable, key), "true", StringComparison.OrdinalIgnoreCase);
}
