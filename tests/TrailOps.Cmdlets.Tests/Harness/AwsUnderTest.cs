using TrailOps.LocalAws.Tests.Harness;
using TrailOps.LocalAws.World;

namespace TrailOps.Cmdlets.Tests;

/// <summary>A session with the module, and an account of an AWS on this machine that is the test's own. <c>$aws</c> splats an admin's keys, region and endpoint.</summary>
internal abstract class AwsUnderTest : IAsyncDisposable
{
    public const string Admin = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    private readonly KeyPair _root;

    protected AwsUnderTest(Uri url, string accountId, KeyPair root, Func<IEnumerable<string>> secrets)
    {
        (Url, AccountId, Keys, _root) = (url, accountId, root, root);
        Session = new Session { Secrets = secrets };
    }

    public Uri Url { get; }

    public string AccountId { get; }

    /// <summary>Whose keys <c>$aws</c> has.</summary>
    public KeyPair Keys { get; private set; }

    public Session Session { get; }

    /// <summary>Unique among all accounts.</summary>
    public string TrailBucket => $"logs-of-{AccountId}";

    /// <summary>The account's root, in a region, without the module.</summary>
    public AwsCaller Root(string region = "us-east-1") => new(Url, _root, region);

    /// <summary>A bucket that lets an account's trails deliver.</summary>
    public static async Task AddTrailBucketAsync(AwsCaller root, string name = "logs-of-team", string account = "111122223333")
    {
        await root.S3Async(HttpMethod.Put, $"/{name}");
        await root.S3Async(HttpMethod.Put, $"/{name}?policy", Policies.Trail(name, $"AWSLogs/{account}"));
    }

    public Task AddRoleAsync(string name, string path = "/") =>
        Root().QueryAsync("iam", "CreateRole", ("RoleName", name), ("Path", path), ("AssumeRolePolicyDocument", Policies.Trust($$"""{"AWS":"{{AccountId}}"}""")));

    public Task PutRolePolicyAsync(string role, string name, string policy = Admin) =>
        Root().QueryAsync("iam", "PutRolePolicy", ("RoleName", role), ("PolicyName", name), ("PolicyDocument", policy));

    /// <summary>Whose credentials <c>$aws</c> has.</summary>
    public void SetKeys(KeyPair keys)
    {
        Keys = keys;
        Run("$aws = @{ AccessKey = $id; SecretKey = $secret; Region = 'us-east-1'; EndpointUrl = $url }", new { id = keys.AccessKeyId, secret = keys.SecretAccessKey, url = Url.ToString() }).Clean();
        if (keys.SessionToken is { } token)
        {
            Run("$aws.SessionToken = $token", new { token }).Clean();
        }
    }

    public RunResult Run(string script, object? variables = null) => Session.Run(script, variables);

    /// <summary>That the module only reads.</summary>
    public virtual void AssertNothingChanged()
    {
    }

    public virtual ValueTask DisposeAsync()
    {
        Session.Dispose();
        return ValueTask.CompletedTask;
    }
}
