using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace TrailOps.ServiceClients;

/// <summary>
/// The SDK's defaults modes (AWS_DEFAULTS_MODE), the same for every service: retries and time-outs.
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html
/// </summary>
internal static class DefaultConfigurations
{
    private static readonly TimeSpan Near = TimeSpan.FromMilliseconds(1100);
    private static readonly TimeSpan Far = TimeSpan.FromMilliseconds(3100);

    /// <summary>What a client's configuration starts from.</summary>
    public static IDefaultConfigurationProvider Provider { get; } = new DefaultConfigurationProvider(
    [
        Mode(DefaultConfigurationMode.Standard, Far),
        Mode(DefaultConfigurationMode.InRegion, Near),
        Mode(DefaultConfigurationMode.CrossRegion, Far),
        Mode(DefaultConfigurationMode.Mobile, TimeSpan.FromSeconds(30)),
        Mode(DefaultConfigurationMode.Auto, Near),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, TimeSpan timeout) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = timeout,
        TlsNegotiationTimeout = timeout,
    };
}
