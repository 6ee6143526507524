using System.Management.Automation;
using TrailOps.Aws.Tests;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Records of the pipeline that are worked on side by side.</summary>
public sealed class RecordsAheadTests
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _now;
    private int _most;

    [Fact]
    public void They_come_out_in_their_order_and_no_more_than_eight_at_once()
    {
        using var aws = new AwsTestSession((_, stop) => TogetherAsync(8, Sts.Identity(), stop));
        var run = aws.Run("[char[]] 'abcdefghijkl' | Get-ProbePage @aws -Ahead -Pages 2");
        var expected = "abcdefghijkl".SelectMany(name => new[] { "1.1", "1.2", "1.3", "2.1", "2.2", "2.3" }.Select(item => $"{name} 111122223333 {item}"));
        Assert.Equal(expected, run.Clean().Select(line => line.ToString()));
        Assert.Equal((8, 24), (_most, aws.Service.Requests.Count));
    }

    [Fact]
    public void Roles_are_looked_at_four_at_once_and_errors_keep_their_place()
    {
        using var aws = new AwsTestSession((asked, stop) => TogetherAsync(4, Sts.Error(404, "NoSuchEntity", $"The role with name {asked.Form("RoleName")} cannot be found."), stop));
        var run = aws.Run("'a', 'b', 'c', 'd', 'e', 'f' | Get-TempAdmin @aws");
        Assert.Equal(["a", "b", "c", "d", "e", "f"], run.Errors.Select(error => error.TargetObject.ToString()));
        Assert.All(run.ErrorIds, id => Assert.Equal("AwsNotFound,TrailOps.Cmdlets.GetTempAdminCommand", id));
        Assert.Equal((4, 6), (_most, aws.Service.Requests.Count));
    }

    [Fact]
    public void Records_with_keys_of_their_own_have_their_own_connection()
    {
        using var aws = new AwsTestSession(asked => Sts.Error(404, "NoSuchEntity", asked.AccessKey!));
        var run = aws.Run("1..3 | ForEach-Object { [pscustomobject] @{ RoleName = \"r$_\"; AccessKey = \"AKID$($_ % 2)\"; SecretKey = $secret; SessionToken = '' } } | Get-TempAdmin -EndpointUrl $aws.EndpointUrl");
        Assert.Equal(["r1", "r2", "r3"], run.Errors.Select(error => error.TargetObject.ToString()));
        Assert.Equal(["AKID1", "AKID0", "AKID1"], aws.Service.Requests.Select(asked => asked.AccessKey));
        Assert.All(aws.Service.Requests, asked => Assert.False(asked.Headers.ContainsKey("X-Amz-Security-Token")));
    }

    [Theory]
    [InlineData("'one', 'bad', 'two' | Get-ProbePage @aws -Ahead -Pages 1", 6, "AwsUnexpected")]
    [InlineData("'one', 'bad', 'two' | Get-ProbePage @aws -Ahead -Pages 1 -ErrorAction Ignore", 6, "")]
    [InlineData("'one', 'bad', 'two' | Get-ProbePage @aws -Ahead -Pages 1 -ErrorAction Stop", 3, "AwsUnexpected")]
    [InlineData("'one', 'two', 'three' | Get-ProbePage @aws -Ahead | Select-Object -First 2", 2, "")]
    [InlineData("& { 'one'; 'two'; throw 'upstream' } | Get-ProbePage @aws -Ahead", 0, "upstream")]
    public void Ends_early_and_late(string script, int objects, string error)
    {
        using var aws = new AwsTestSession();
        var run = aws.Run(script);
        if (error == "upstream")
        {
            // What was there by then may have come out, or not.
            Assert.InRange(run.Output.Count, 0, 12);
        }
        else
        {
            Assert.Equal(objects, run.Output.Count);
        }

        var errors = run.Exception is { } thrown ? [thrown.ErrorRecord] : run.Errors;
        Assert.Equal(error, string.Join(' ', errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0])));
        AwsErrorTests.AssertQuiet(aws);
        var asked = aws.Service.Requests.Count;
        Assert.Single(aws.Run("'again' | Get-ProbePage @aws -Ahead | Select-Object -First 1").Clean());
        Assert.Equal(asked + 1, aws.Service.Requests.Count);
    }

    [Theory]
    [InlineData("'a', 'b', 'c' | Get-ProbePage @aws -Ahead")]
    [InlineData("& { 'a'; 'b'; 'c'; while ($true) { [Threading.Thread]::Sleep(10) } } | Get-ProbePage @aws -Ahead")]
    public async Task Ctrl_C_leaves_no_request(string script)
    {
        using var aws = new AwsTestSession(async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException();
        });
        using var shell = aws.Session.Make(script);
        var running = shell.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => aws.Service.Open == 3, TimeSpan.FromSeconds(30)));
        await shell.StopAsync(null, null);
        Assert.True(running.IsCompleted);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        AwsErrorTests.AssertQuiet(aws);
        Assert.Equal(3, aws.Service.Requests.Count);
    }

    /// <summary>Answers when that many ask at the same time.</summary>
    private async Task<Answer> TogetherAsync(int many, Answer answer, CancellationToken stop)
    {
        var now = Interlocked.Increment(ref _now);
        InterlockedMax(now);
        if (now == many)
        {
            _open.TrySetResult();
        }

        await _open.Task.WaitAsync(stop);
        Interlocked.Decrement(ref _now);
        return answer;
    }

    private void InterlockedMax(int now)
    {
        for (var most = Volatile.Read(ref _most); now > most; most = Volatile.Read(ref _most))
        {
            Interlocked.CompareExchange(ref _most, now, most);
        }
    }
}
