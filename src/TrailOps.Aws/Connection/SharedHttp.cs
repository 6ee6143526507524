using Amazon.Runtime;

namespace TrailOps.Aws.Connection;

/// <summary>One HTTP client for all AWS clients of the process: a connection that one cmdlet opened serves the next.</summary>
internal sealed class SharedHttp : HttpClientFactory
{
    /// <summary>How long AWS may take to begin its answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);

    private static readonly HttpClient Client = new(
        new SocketsHttpHandler
        {
            Proxy = new EnvironmentProxy(AwsEnvironment.Process, HttpClient.DefaultProxy),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // Endpoints move behind their names.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false,
            UseCookies = false,
        })
    {
        Timeout = Timeout,
    };

    public static SharedHttp Instance { get; } = new();

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => Client;

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <inheritdoc/>
    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
