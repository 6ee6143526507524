using System.Globalization;
using TrailOps.LocalAws.Tests.Harness;
using TrailOps.LocalAws.World;

[assembly: AssemblyFixture(typeof(TrailOps.Cmdlets.Tests.Moto))]

namespace TrailOps.Cmdlets.Tests;

/// <summary>moto_server on loopback, where python3 has moto: started by the first test that wants it, ended with the last. https://docs.getmoto.org/en/latest/docs/server_mode.html</summary>
public sealed class Moto : IAsyncDisposable
{
    private readonly Lazy<Task<(Uri? Url, string? Missing)>> _start;
    private MotoServer? _server;
    private int _accounts;

    public Moto() => _start = new Lazy<Task<(Uri?, string?)>>(StartAsync);

    /// <summary>An account of its own, so that tests may run at the same time. Skips a test where moto is not installed, or can't do what the test is about.</summary>
    /// <param name="lacks">What moto can't. Null: it can.</param>
    internal async Task<AwsUnderTest> OpenAsync(string? lacks)
    {
        Assert.SkipWhen(lacks is not null, $"moto {lacks}.");
        var (url, missing) = await _start.Value;
        Assert.SkipWhen(missing is not null, $"{missing}");
        var account = Interlocked.Increment(ref _accounts).ToString("D12", CultureInfo.InvariantCulture);

        // moto makes an account when a role in it is assumed, and knows a session's account by its keys.
        var session = await new AwsCaller(url!, new KeyPair("AKIAEXAMPLEEXAMPLE00", "nobody checks it"), "us-east-1")
            .QueryAsync("sts", "AssumeRole", ("RoleArn", $"arn:aws:iam::{account}:role/operator"), ("RoleSessionName", "tests"));
        return new MotoSession(url!, account, AwsCaller.Keys(session));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task<(Uri? Url, string? Missing)> StartAsync()
    {
        if (Tool.Find("python3") is not { } python)
        {
            return (null, "moto needs python3, which is not on this machine.");
        }

        _server = await MotoServer.StartAsync(python);
        return _server is null ? (null, "python3 has no moto[server] here.") : (_server.Url, null);
    }
}
