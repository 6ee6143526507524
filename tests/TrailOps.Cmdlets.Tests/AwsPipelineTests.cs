using System.Management.Automation;
using TrailOps.Aws.Tests;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Work off the pipeline's thread: order, stops, and nothing left behind. And no secret anywhere: <see cref="SecretWatch"/>.</summary>
public sealed class AwsPipelineTests
{
    [Fact]
    public void Items_of_the_pipeline_come_in_order_and_share_a_connection()
    {
        using var aws = new AwsTestSession();
        var run = aws.Run("'a', 'b', 'c' | Get-ProbePage @aws -Pages 1 -Verbose");
        Assert.Equal("a a a b b b c c c", string.Join(' ', run.Clean().Select(line => line.ToString()[..1])));
        Assert.Single(run.Verbose, line => line.StartsWith("Credentials of", StringComparison.Ordinal));
        Assert.Matches(@"\bTrailOps/\d+\.\d+\.\d+\b", aws.Service.Requests[0].Headers["User-Agent"]);
    }

    [Fact]
    public void The_first_object_makes_one_page_request()
    {
        using var aws = new AwsTestSession();
        Assert.Equal("a 111122223333 1.1", aws.Run("Get-ProbePage a @aws -Pages 50 | Select-Object -First 1").Clean().Single().ToString());
        Assert.Single(aws.Service.Requests);
    }

    [Fact]
    public async Task Ctrl_C_in_the_middle_of_a_page_leaves_no_request()
    {
        using var aws = new AwsTestSession(async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException();
        });
        using var shell = aws.Session.Make("Get-ProbePage a, b, c @aws");
        var running = shell.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => aws.Service.Open == 3, TimeSpan.FromSeconds(30)));
        await shell.StopAsync(null, null);
        Assert.True(running.IsCompleted);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        AwsErrorTests.AssertQuiet(aws);
        Assert.Equal(3, aws.Service.Requests.Count);
    }

    [Fact]
    public async Task Ctrl_C_while_credentials_are_fetched_ends_at_once()
    {
        using var sts = new Responder(async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException();
        });
        using var aws = new AwsTestSession();
        var file = aws.Write("credentials", $"[base]\naws_access_key_id=A\naws_secret_access_key={Sts.Secret}\n[slow]\nrole_arn=arn:aws:iam::111122223333:role/{Guid.NewGuid()}\nsource_profile=base\nendpoint_url={sts.Url}\n");
        using var shell = aws.Session.Make("Get-ProbePage a @at -ProfileName slow -ProfileLocation $file", new { file });
        var running = shell.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => sts.Open == 1, TimeSpan.FromSeconds(30)));
        await shell.StopAsync(null, null);
        Assert.True(running.IsCompleted);
        Assert.True(SpinWait.SpinUntil(() => sts.Open == 0, TimeSpan.FromSeconds(20)));
        Assert.Empty(aws.Service.Requests);
    }

    [Fact]
    public void Two_runspaces_at_once()
    {
        using var one = new AwsTestSession();
        using var two = new AwsTestSession(_ => Sts.Identity("444455556666"));
        Parallel.Invoke(
            () => Assert.All(one.Run("Get-ProbePage a, b, c @aws").Clean(), line => Assert.Contains("111122223333", line.ToString(), StringComparison.Ordinal)),
            () => Assert.All(two.Run("Get-ProbePage a, b, c @aws").Clean(), line => Assert.Contains("444455556666", line.ToString(), StringComparison.Ordinal)));
    }

    // Every session is searched; what a refused signature shows of the request is the worst, for it holds the token.
    [Theory]
    [InlineData("Get-ProbePage one @aws")]
    [InlineData("Get-ProbeIdentity @aws")]
    [InlineData("Get-ProbeIdentity @aws -ProfileName nowhere")]
    [InlineData("Get-ProbeIdentity @at -Credential @{ AccessKeyId = 'AKID'; SecretAccessKey = $secret; SessionToken = $token }")]
    [InlineData("Get-ProbeIdentity @at -Credential @{ AccessKeyId = 'AKID'; SecretAccessKey = $secret; SessionToken = $token; Expiration = '2001-01-01' }")]
    [InlineData("Get-ProbeIdentity @at -Credential @{ Key = 'AKID'; Secret = $secret; Token = $token }")]
    [InlineData("Get-ProbeIdentity @at -SecretKey $secret -SessionToken $token")]
    [InlineData("Get-ProbeIdentity @at -ProfileName role -ProfileLocation $file")]
    public void No_stream_and_no_error_shows_a_secret(string script)
    {
        using var aws = new AwsTestSession(asked => asked.Form("Action") == "AssumeRole"
            ? Sts.Session("ASIAROLE")
            : Sts.Error(403, "SignatureDoesNotMatch", $"The request signature we calculated does not match. The Canonical String for this request should have been 'POST x-amz-security-token:{Sts.Token} {Sts.Secret}'"));
        var file = aws.Write("credentials", $"[base]\naws_access_key_id=A\naws_secret_access_key={Sts.Secret}\naws_session_token={Sts.Token}\n[role]\nrole_arn=arn:aws:iam::111122223333:role/{Guid.NewGuid()}\nsource_profile=base\nendpoint_url={aws.Service.Url}\n");
        var run = aws.Run(script, new { file });
        Assert.Matches("^Aws[A-Z]", Assert.Single(run.Exception is null ? run.Errors : [run.Exception.ErrorRecord]).FullyQualifiedErrorId);
    }
}
