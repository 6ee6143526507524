using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace TrailOps.Aws.Connection;

/// <summary>One HTTP client for all AWS clients of the process that trust the same certificates: a connection that one cmdlet opened serves the next.</summary>
internal sealed class SharedHttp : HttpClientFactory
{
    /// <summary>How long AWS may take to answer; of an object, to begin with it.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);

    private static readonly SharedHttp OfSystem = new(Make(null));
    private static readonly ConditionalWeakTable<CaBundle, SharedHttp> OfBundles = [];

    private readonly HttpClient _client;

    private SharedHttp(HttpClient client) => _client = client;

    /// <summary>The one for who trusts these certificates; the system's where none are given.</summary>
    public static SharedHttp For(CaBundle? trusted) => trusted is null ? OfSystem : OfBundles.GetValue(trusted, static bundle => new SharedHttp(Make(bundle)));

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <inheritdoc/>
    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    private static HttpClient Make(CaBundle? trusted)
    {
        var handler = new SocketsHttpHandler
        {
            Proxy = new EnvironmentProxy(AwsEnvironment.Process, HttpClient.DefaultProxy),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // Endpoints move behind their names.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        handler.SslOptions.CertificateChainPolicy = trusted?.Policy();
        return new HttpClient(new AnswerBodies(handler)) { Timeout = Timeout };
    }
}
