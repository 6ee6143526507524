using System.Management.Automation;
using TrailOps.LocalAws;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

/// <summary>LocalAws: judges policies, breaks connections, moves its clock, and tells every request.</summary>
internal sealed class LocalAwsSession : AwsUnderTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trailops-aws-");

    private LocalAwsSession(LocalAwsServer server)
        : base(server.Url, server.World.Account.Id, server.RootKeys, server.World.Secrets)
    {
        Server = server;
        SetKeys(server.World.Account.AddUser("operator", Admin));
    }

    public LocalAwsServer Server { get; }

    /// <summary>What the module asked, by operation, oldest first.</summary>
    public IReadOnlyList<string> Asked => [.. Requests.Select(request => request.Operation)];

    /// <summary>The requests of the module.</summary>
    public IEnumerable<LoggedRequest> Requests => Server.Log.All.Where(request => request.UserAgent.Contains("TrailOps/", StringComparison.Ordinal));

    public static async Task<LocalAwsSession> StartAsync(LocalAwsOptions? options = null) => new(await LocalAwsServer.StartAsync(options));

    /// <summary>From now on <c>$aws</c> has a profile in place of keys: the same ones, with more settings, as <c>max_attempts=2</c>.</summary>
    public void UseProfile(string settings)
    {
        var keys = Server.World.Account.AddUser($"operator-{Guid.NewGuid():N}", Admin);
        var file = Path.Combine(_folder.FullName, "credentials");
        File.WriteAllText(file, $"[test]\naws_access_key_id={keys.AccessKeyId}\naws_secret_access_key={keys.SecretAccessKey}\n{settings}\n");
        Run("$aws = @{ ProfileName = 'test'; ProfileLocation = $file; Region = 'us-east-1'; EndpointUrl = $aws.EndpointUrl }", new { file }).Clean();
    }

    /// <summary>Keeps a request waiting until <c>Server.Faults.Release()</c>.</summary>
    /// <param name="operation">Its operation.</param>
    /// <param name="every">Which of them, counted from one.</param>
    public void Hold(string operation, int every = 1) => Server.Faults.Add(new Fault(FaultKind.Latency) { Operation = operation, Every = every, Times = 1, Latency = TimeSpan.FromMinutes(10) });

    /// <summary>Waits until such a request is there.</summary>
    public void AssertHeld() => Assert.True(SpinWait.SpinUntil(() => Server.Faults.HeldCount == 1, Soon), $"It asked {string.Join(' ', Asked)}.");

    /// <summary>Stops a script when it is in the middle of something: it ends at once, and nothing goes on.</summary>
    public async Task StopAsync(string script, Func<bool> isInTheMiddle)
    {
        using var shell = Session.Make(script);
        var running = shell.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(isInTheMiddle, Soon), $"It asked {string.Join(' ', Asked)}.");
        await shell.StopAsync(null, null).WaitAsync(Soon, TestContext.Current.CancellationToken);
        Assert.True(running.IsCompleted);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        await AssertNothingGoesOnAsync();
    }

    /// <summary>No request is left, and with AWS in good health again none follows: nobody is there who would ask.</summary>
    public async Task AssertNothingGoesOnAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.True(SpinWait.SpinUntil(() => Server.Log.OpenCount == 0, Soon), "A request was left behind.");
        Server.Faults.Clear();

        // What had been sent before may still be on its way.
        await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        Assert.True(SpinWait.SpinUntil(() => Server.Log.OpenCount == 0, Soon), "A request was left behind.");
        var asked = Asked.Count;
        await Task.Delay(TimeSpan.FromMilliseconds(300), cancellation);
        Assert.Equal(asked, Asked.Count);
    }

    public override void AssertNothingChanged() => Assert.DoesNotContain(Requests, request => request.IsMutating);

    public override async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
        await base.DisposeAsync();
    }
}
