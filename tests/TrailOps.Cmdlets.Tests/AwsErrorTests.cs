using System.Management.Automation;
using TrailOps.Aws.Tests;

namespace TrailOps.Cmdlets.Tests;

/// <summary>What AWS's refusals and the network's failures become.</summary>
public sealed class AwsErrorTests
{
    [Theory]
    [InlineData(403, "AccessDenied", "User: x is not authorized to perform: sts:GetCallerIdentity", "AwsAccessDenied", ErrorCategory.PermissionDenied)]
    [InlineData(403, "AccessDeniedException", "no", "AwsAccessDenied", ErrorCategory.PermissionDenied)]
    [InlineData(403, "ExpiredToken", "The security token included in the request is expired", "AwsExpiredToken", ErrorCategory.AuthenticationError)]
    [InlineData(403, "InvalidClientTokenId", "The security token included in the request is invalid.", "AwsKeysNotAccepted", ErrorCategory.AuthenticationError)]
    [InlineData(400, "UnrecognizedClientException", "The security token included in the request is invalid.", "AwsKeysNotAccepted", ErrorCategory.AuthenticationError)]
    [InlineData(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.", "AwsSignatureNotAccepted", ErrorCategory.AuthenticationError)]
    [InlineData(403, "SignatureDoesNotMatch", "Signature expired: 20261125T000000Z is now earlier than 20261125T001000Z", "AwsClockSkewed", ErrorCategory.AuthenticationError)]
    [InlineData(403, "OptInRequired", "The subscription is needed", "AwsKeysNotAccepted", ErrorCategory.AuthenticationError)]
    [InlineData(404, "NoSuchEntity", "The role with name x cannot be found.", "AwsNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(400, "TrailNotFoundException", "Unknown trail", "AwsNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(409, "LimitExceeded", "Cannot exceed quota", "AwsLimitExceeded", ErrorCategory.LimitsExceeded)]
    [InlineData(409, "EntityAlreadyExists", "exists", "AwsConflict", ErrorCategory.ResourceExists)]
    [InlineData(400, "ValidationError", "1 validation error detected", "AwsRequestNotValid", ErrorCategory.InvalidArgument)]
    [InlineData(400, "SomethingNew", "never seen", "AwsCallFailed", ErrorCategory.NotSpecified)]
    public void Refusals(int status, string code, string message, string id, ErrorCategory category)
    {
        using var aws = new AwsTestSession(_ => Sts.Error(status, code, message));
        var error = Assert.Single(aws.Run("Get-ProbePage one @aws").Errors);
        Assert.Equal(($"{id},AwsProbe.GetProbePageCommand", category, "one"), (error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject));
        Assert.StartsWith($"{code}: {message.TrimEnd('.')} (request cccc).", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal([code, "cccc", status], new[] { "ErrorCode", "RequestId", "StatusCode" }.Select(name => error.Exception.GetType().GetProperty(name)!.GetValue(error.Exception)));
        Assert.Equal("TrailOps.AwsCallException", error.Exception.GetType().FullName);
    }

    [Theory]
    [InlineData("Throttling", 400, "AwsThrottled")]
    [InlineData("ServiceFailure", 500, "AwsServiceFailed")]
    public void What_is_tried_again_is_an_error_in_the_end(string code, int status, string id)
    {
        using var aws = new AwsTestSession(_ => Sts.Error(status, code, "Rate exceeded"));
        var file = aws.Write("credentials", $"[quick]\naws_access_key_id=A\naws_secret_access_key={Sts.Secret}\nmax_attempts=2\n");
        var error = Assert.Single(aws.Run("Get-ProbePage one @at -ProfileName quick -ProfileLocation $file", new { file }).Errors);
        Assert.Equal($"{id},AwsProbe.GetProbePageCommand", error.FullyQualifiedErrorId);
        Assert.Equal(2, aws.Service.Requests.Count);
    }

    [Fact]
    public void Throttled_and_broken_calls_are_tried_again_and_nothing_is_lost_or_doubled()
    {
        var calls = 0;
        using var aws = new AwsTestSession(_ => (Interlocked.Increment(ref calls) % 3) switch
        {
            1 => Sts.Error(400, "Throttling", "Rate exceeded"),
            2 => new Answer(0, ""),
            _ => Sts.Identity(),
        });
        Assert.Equal(Enumerable.Range(1, 2).SelectMany(page => Enumerable.Range(1, 3).Select(item => $"one 111122223333 {page}.{item}")), aws.Run("Get-ProbePage one @aws").Clean().Select(line => line.ToString()));
        Assert.Equal(6, aws.Service.Requests.Count);
    }

    [Fact]
    public void Nobody_listening_is_a_network_error()
    {
        using var aws = new AwsTestSession();
        using var gone = new Responder(_ => Sts.Identity());
        var url = gone.Url;
        gone.Dispose();
        var file = aws.Write("credentials", $"[quick]\naws_access_key_id=A\naws_secret_access_key={Sts.Secret}\nmax_attempts=1\n");
        var error = Assert.Single(aws.Run("Get-ProbePage one -Region eu-west-1 -EndpointUrl $url -ProfileName quick -ProfileLocation $file", new { url, file }).Errors);
        Assert.Equal(("AwsNetworkFailed,AwsProbe.GetProbePageCommand", ErrorCategory.ConnectionError), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.Contains("127.0.0.1", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_no_DNS_knows_is_no_such_endpoint()
    {
        using var aws = new AwsTestSession();
        var file = aws.Write("credentials", $"[quick]\naws_access_key_id=A\naws_secret_access_key={Sts.Secret}\nmax_attempts=1\n");
        var error = Assert.Single(aws.Run("Get-ProbePage one -Region eu-west-1 -EndpointUrl http://sts.nowhere.invalid -ProfileName quick -ProfileLocation $file", new { file }).Errors);
        Assert.Equal("AwsEndpointNotFound,AwsProbe.GetProbePageCommand", error.FullyQualifiedErrorId);
        Assert.Contains("sts.nowhere.invalid", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://x")]
    [InlineData("127.0.0.1:4566")]
    public void What_is_no_endpoint_is_said(string url)
    {
        using var aws = new AwsTestSession();
        var error = AwsCommonParametersTests.Error(aws.Run("$aws.EndpointUrl = $url; Get-ProbePage one @aws", new { url }));
        Assert.Equal("AwsEndpointNotValid,AwsProbe.GetProbePageCommand", error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("Continue", 1)]
    [InlineData("SilentlyContinue", 0)]
    [InlineData("Ignore", 0)]
    public void One_bad_item_of_three(string action, int shown)
    {
        using var aws = new AwsTestSession();
        var run = aws.Run($"Get-ProbePage one, bad, two @aws -Pages 1 -ErrorAction {action}");
        Assert.Null(run.Exception);
        Assert.Equal(6, run.Output.Count);
        Assert.Equal(Enumerable.Repeat("AwsUnexpected,AwsProbe.GetProbePageCommand", shown), run.ErrorIds);
    }

    [Fact]
    public void Stop_stops()
    {
        using var aws = new AwsTestSession(async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            throw new InvalidOperationException();
        });
        var run = aws.Run("Get-ProbePage bad, one, two @aws -ErrorAction Stop");
        Assert.Equal("bad", Assert.IsType<ActionPreferenceStopException>(run.Exception).ErrorRecord.TargetObject);
        AssertQuiet(aws);
        Assert.Equal("AccessDenied", new Func<string>(() =>
        {
            using var refused = new AwsTestSession(_ => Sts.Error(403, "AccessDenied", "no"));
            return refused.Run("try { Get-ProbePage one @aws -ErrorAction Stop } catch [TrailOps.AwsCallException] { $_.Exception.ErrorCode }").Clean().Single().ToString();
        })());
    }

    internal static void AssertQuiet(AwsTestSession aws) => Assert.True(SpinWait.SpinUntil(() => aws.Service.Open == 0, TimeSpan.FromSeconds(20)), "A request was left behind.");
}
