using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;

namespace TrailOps.Aws.Connection;

/// <summary>The metadata service of an EC2 instance (IMDS), version 2 only.</summary>
/// <remarks>
/// <para>https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html</para>
/// <para>The SDK's own reader waits three times for five seconds where no instance is, and reads its settings once for the process.</para>
/// </remarks>
internal sealed class InstanceMetadata(AwsEnvironment environment)
{
    private const string TokenHeader = "X-aws-ec2-metadata-token";

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Whether the environment forbids it.</summary>
    public bool IsDisabled => environment.IsTrue("AWS_EC2_METADATA_DISABLED");

    /// <summary>Where it is, without a slash at the end.</summary>
    public string Endpoint => (environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"]
        ?? (string.Equals(environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"], "IPv6", StringComparison.OrdinalIgnoreCase) ? "http://[fd00:ec2::254]" : "http://169.254.169.254")).TrimEnd('/');

    /// <summary>How long an answer may take: a second, or what AWS_METADATA_SERVICE_TIMEOUT says, in seconds.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(
        double.TryParse(environment["AWS_METADATA_SERVICE_TIMEOUT"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given) && given is > 0 and <= 60 ? given : 1);

    /// <summary>The instance's region; null where there is no instance.</summary>
    public async Task<string?> RegionAsync(CancellationToken cancellationToken) =>
        await TryGetAsync("latest/meta-data/placement/region", cancellationToken).ConfigureAwait(false);

    /// <summary>The name of the instance's role; null where there is none, or no instance.</summary>
    public async Task<string?> RoleAsync(CancellationToken cancellationToken) =>
        (await TryGetAsync("latest/meta-data/iam/security-credentials/", cancellationToken).ConfigureAwait(false))?.Split('\n')[0].Trim();

    /// <summary>A session of the instance's role.</summary>
    /// <exception cref="HttpRequestException">The service does not answer, or with an error.</exception>
    public async Task<RefreshingAWSCredentials.CredentialsRefreshState> SessionAsync(string role, CancellationToken cancellationToken)
    {
        var text = await GetAsync($"latest/meta-data/iam/security-credentials/{role}", cancellationToken).ConfigureAwait(false);
        using var json = JsonDocument.Parse(text);
        var session = json.RootElement;
        if (!session.TryGetProperty("AccessKeyId", out var accessKey))
        {
            var code = session.TryGetProperty("Code", out var given) ? given.GetString() : "an answer without keys";
            throw new ConnectionException(ConnectionProblem.CredentialsFailed, $"The instance metadata service has no session of the role {role}: {code}. See to the instance's profile and the role's trust policy.", role);
        }

        return new(
            new ImmutableCredentials(accessKey.GetString(), session.GetProperty("SecretAccessKey").GetString(), session.GetProperty("Token").GetString()),
            session.GetProperty("Expiration").GetDateTimeOffset().UtcDateTime);
    }

    private async Task<string?> TryGetAsync(string path, CancellationToken cancellationToken)
    {
        if (IsDisabled)
        {
            return null;
        }

        ConnectionUi.Current.Verbose($"Asking the instance's metadata at {Endpoint}, for {Timeout.TotalSeconds:0.##} s at most: {path}");
        try
        {
            return (await GetAsync(path, cancellationToken).ConfigureAwait(false)).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Exception e) when (e is HttpRequestException or UriFormatException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            ConnectionUi.Current.Debug($"No instance metadata at {Endpoint}: {(e is OperationCanceledException ? $"no answer in {Timeout.TotalSeconds:0.##} s" : e.Message)}");
            return null;
        }
    }

    private async Task<string> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        using var put = new HttpRequestMessage(HttpMethod.Put, $"{Endpoint}/latest/api/token");
        put.Headers.Add("X-aws-ec2-metadata-token-ttl-seconds", "300");
        using var got = await Client.SendAsync(put, limit.Token).ConfigureAwait(false);
        got.EnsureSuccessStatusCode();
        using var get = new HttpRequestMessage(HttpMethod.Get, $"{Endpoint}/{path}");
        get.Headers.Add(TokenHeader, await got.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false));
        using var answer = await Client.SendAsync(get, limit.Token).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false);
    }
}
