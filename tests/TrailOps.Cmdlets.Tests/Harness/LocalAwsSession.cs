using TrailOps.LocalAws;
using TrailOps.LocalAws.Tests.Harness;
using TrailOps.LocalAws.World;

namespace TrailOps.Cmdlets.Tests;

/// <summary>A session with the module and an AWS on loopback. <c>$aws</c> splats an admin's keys, region and endpoint.</summary>
internal sealed class LocalAwsSession : IAsyncDisposable
{
    public const string Admin = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    private LocalAwsSession(LocalAwsServer server)
    {
        Server = server;
        Session = new Session();
        SetKeys(server.World.Account.AddUser("operator", Admin));
    }

    public LocalAwsServer Server { get; }

    public Session Session { get; }

    public static async Task<LocalAwsSession> StartAsync(LocalAwsOptions? options = null) => new(await LocalAwsServer.StartAsync(options));

    /// <summary>Whose credentials <c>$aws</c> has.</summary>
    public void SetKeys(KeyPair keys) => Session.Run(
        "$aws = @{ AccessKey = $id; SecretKey = $secret; Region = 'us-east-1'; EndpointUrl = $url }", new { id = keys.AccessKeyId, secret = keys.SecretAccessKey, url = Server.Url.ToString() }).Clean();

    /// <summary>The account's root, in a region, without the module.</summary>
    public AwsCaller Root(string region = "us-east-1") => new(Server, Server.RootKeys, region);

    /// <summary>The bucket logs-of-team, which lets trails deliver.</summary>
    public static async Task AddTrailBucketAsync(AwsCaller root)
    {
        await root.S3Async(HttpMethod.Put, "/logs-of-team");
        await root.S3Async(HttpMethod.Put, "/logs-of-team?policy", Policies.Trail("logs-of-team", "AWSLogs/111122223333"));
    }

    public RunResult Run(string script, object? variables = null) => Session.Run(script, variables);

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        await Server.DisposeAsync();
    }
}
