using System.Globalization;
using System.Reflection;
using Amazon.CloudTrail;
using Amazon.IdentityManagement;
using Amazon.KeyManagementService;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.SecurityToken;

namespace TrailOps.Aws.Connection;

/// <summary>Makes the clients of one connection, one for each service and region, all set up alike. They end with it.</summary>
internal sealed class AwsClients(AWSCredentials credentials, string region, ClientSettings settings) : IDisposable
{
    private static readonly string Product = $"TrailOps/{typeof(AwsClients).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}";

    private long _ahead;
    private readonly Dictionary<(Type Client, string Region, bool AsksOnce), AmazonServiceClient> _clients = [];

    /// <summary>The time by AWS's clock, as its last answer told it; in UTC, and by this machine's until there is one.</summary>
    public DateTime Now => DateTime.UtcNow + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>The connection's region.</summary>
    public string Region => region;

    /// <summary>Whether somebody gave the region; else it is where global services are called.</summary>
    public bool IsRegionGiven { get; init; } = true;

    /// <summary>How often a call is tried, where somebody set it; null: nobody did.</summary>
    public int? MaxAttempts => settings.MaxAttempts;

    /// <summary>Whose limits of requests in a second count: the account, where the credentials tell it, else the access key.</summary>
    public async Task<string> CallerKeyAsync()
    {
        var keys = await credentials.GetCredentialsAsync().ConfigureAwait(false);
        return keys.AccountId is { Length: > 0 } account ? account : keys.AccessKey;
    }

    /// <param name="inRegion">The region's name.</param>
    /// <param name="asksOnce">Whether who calls sees to retries itself.</param>
    public IAmazonCloudTrail CloudTrail(string? inRegion = null, bool asksOnce = false) =>
        Get<AmazonCloudTrailClient, AmazonCloudTrailConfig>(static (keys, config) => new(keys, config), inRegion, asksOnce);

    public IAmazonIdentityManagementService IdentityManagement(string? inRegion = null) =>
        Get<AmazonIdentityManagementServiceClient, AmazonIdentityManagementServiceConfig>(static (keys, config) => new(keys, config), inRegion);

    /// <param name="inRegion">The region's name.</param>
    /// <param name="asksOnce">Whether who calls sees to retries itself.</param>
    public IAmazonSecurityTokenService SecurityToken(string? inRegion = null, bool asksOnce = false) =>
        Get<AmazonSecurityTokenServiceClient, AmazonSecurityTokenServiceConfig>(static (keys, config) => new(keys, config), inRegion, asksOnce);

    /// <param name="inRegion">The region's name.</param>
    /// <param name="asksOnce">Whether who calls sees to retries itself.</param>
    public IAmazonS3 S3(string? inRegion = null, bool asksOnce = false) => Get<AmazonS3Client, AmazonS3Config>(static (keys, config) => new(keys, config), inRegion, asksOnce);

    public IAmazonKeyManagementService KeyManagementService(string? inRegion = null) =>
        Get<AmazonKeyManagementServiceClient, AmazonKeyManagementServiceConfig>(static (keys, config) => new(keys, config), inRegion);

    /// <summary>A service of which a few answers are read.</summary>
    public JsonClient<TService> Json<TService>(string? inRegion = null)
        where TService : IJsonService => Get<JsonClient<TService>, JsonClientConfig<TService>>(static (keys, config) => new(keys, config), inRegion);

    /// <summary>A service's client in a region: the connection's own where none is given. Any thread may ask.</summary>
    /// <param name="make">The client's constructor that takes credentials and a configuration.</param>
    /// <param name="inRegion">The region's name.</param>
    /// <param name="asksOnce">Whether it makes no retries.</param>
    public TClient Get<TClient, TConfig>(Func<AWSCredentials, TConfig, TClient> make, string? inRegion = null, bool asksOnce = false)
        where TClient : AmazonServiceClient
        where TConfig : ClientConfig, new()
    {
        var key = (typeof(TClient), inRegion ?? region, asksOnce);
        lock (_clients)
        {
            if (!_clients.TryGetValue(key, out var client))
            {
                var config = new TConfig();
                settings.Apply(config, key.Item2);
                config.MaxErrorRetry = asksOnce ? 0 : config.MaxErrorRetry;
                client = make(credentials, config);
                client.BeforeRequestEvent += NameProduct;
                client.AfterResponseEvent += TellAnswer;
                client.ExceptionEvent += TellFailure;
                _clients.Add(key, client);
            }

            return (TClient)client;
        }
    }

    /// <summary>The same with other credentials.</summary>
    public AwsClients With(AWSCredentials others) => new(others, region, settings) { IsRegionGiven = IsRegionGiven };

    public void Dispose()
    {
        lock (_clients)
        {
            foreach (var client in _clients.Values)
            {
                client.Dispose();
            }

            _clients.Clear();
        }
    }

    private static void NameProduct(object sender, RequestEventArgs e) =>
        ((IAmazonWebServiceRequest)((WebServiceRequestEventArgs)e).Request).UserAgentDetails.AddUserAgentComponent(Product);

    private void TellAnswer(object sender, ResponseEventArgs e)
    {
        if (e is WebServiceResponseEventArgs answer)
        {
            if (answer.ResponseHeaders is { } headers && headers.TryGetValue("Date", out var date)
                && DateTime.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var now))
            {
                Interlocked.Exchange(ref _ahead, (now - DateTime.UtcNow).Ticks);
            }

            ConnectionUi.Current.Debug($"{Operation(answer.Request)} at {answer.Endpoint}: request {answer.Response.ResponseMetadata?.RequestId ?? "without id"}");
        }
    }

    private void TellFailure(object sender, ExceptionEventArgs e)
    {
        if (e is not WebServiceExceptionEventArgs failure)
        {
            return;
        }

        var failed = AwsFailure.Of(failure.Exception);
        ConnectionUi.Current.Debug($"{Operation(failure.Request)} at {failure.Endpoint}: {failed.ErrorCode ?? failure.Exception?.GetType().Name}, request {failed.RequestId ?? "without id"}");
        if (failed.Kind == AwsFailureKind.ExpiredToken && credentials is RefreshingAWSCredentials refreshing)
        {
            // AWS's word counts: the next call gets new ones.
            refreshing.ClearCredentials();
        }
    }

    private static string Operation(AmazonWebServiceRequest? request)
    {
        const string Suffix = "Request";
        var name = (request as JsonRequest)?.Operation ?? request?.GetType().Name ?? "A call";
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }
}
