using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using Amazon.IdentityManagement.Model;
using AwsClients.Tests.Harness;

namespace AwsClients.Tests;

/// <summary>What is tried again, and what ends at once.</summary>
public class RetryTests
{
    private static readonly Reply ThrottledJson = Reply.Json("""{"__type":"ThrottlingException","message":"Rate exceeded"}""", 400);
    private static readonly Reply Trails = Reply.Json("""{"Trails":[]}""");
    private static readonly Reply Aliases = Reply.Xml("<ListAccountAliasesResponse><ListAccountAliasesResult><IsTruncated>false</IsTruncated></ListAccountAliasesResult></ListAccountAliasesResponse>");

    public static TheoryData<string> CloudTrailFaults => ["throttled", "500", "broken", "cut short", "html"];

    [Theory]
    [MemberData(nameof(CloudTrailFaults))]
    public async Task CloudTrail_calls_are_tried_again(string fault)
    {
        var reply = fault switch
        {
            "throttled" => ThrottledJson,
            "500" => Reply.Json("""{"__type":"InternalFailure"}""", 500),
            "broken" => Reply.Broken,
            "cut short" => Reply.Json("""{"Trails":[{"Name":"abcdefghijklmnopqrstuvwxyz"}]}""") with { CutShort = true },
            _ => new Reply(502, "<html>Bad Gateway</html>", "text/html"),
        };
        await using var server = new LoopbackServer(reply, Trails);
        using var client = Clients.CloudTrail(server);
        Assert.Empty((await client.ListTrailsAsync(new ListTrailsRequest(), TestContext.Current.CancellationToken)).Trails!);
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => SigV4.Verify(request, Clients.AccessKey, Clients.SecretKey));
        Assert.Equal(server.Requests[0].Text, server.Requests[1].Text);
        Assert.Equal(server.Requests[0]["amz-sdk-invocation-id"], server.Requests[1]["amz-sdk-invocation-id"]);
    }

    [Theory]
    [InlineData("throttled")]
    [InlineData("broken")]
    [InlineData("503")]
    public async Task Iam_calls_are_tried_again(string fault)
    {
        var reply = fault switch
        {
            "throttled" => Reply.XmlError("Throttling", "Rate exceeded", 400),
            "broken" => Reply.Broken,
            _ => new Reply(503, "", "text/html"),
        };
        await using var server = new LoopbackServer(reply, Aliases);
        using var client = Clients.Iam(server);
        Assert.False((await client.ListAccountAliasesAsync(TestContext.Current.CancellationToken)).IsTruncated);
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => SigV4.Verify(request, Clients.AccessKey, Clients.SecretKey));
    }

    [Fact]
    public async Task Throttling_without_end_is_an_error_with_its_code()
    {
        await using var server = new LoopbackServer(ThrottledJson);
        using var client = Clients.CloudTrail(server, configure: c => c.MaxErrorRetry = 1);
        var error = await Assert.ThrowsAsync<AmazonCloudTrailException>(() => client.LookupEventsAsync(new LookupEventsRequest(), TestContext.Current.CancellationToken));
        Assert.Equal("ThrottlingException", error.ErrorCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Where_the_model_names_throttling_the_error_has_its_type()
    {
        await using var server = new LoopbackServer(ThrottledJson);
        using var client = Clients.CloudTrail(server, configure: c => c.MaxErrorRetry = 0);
        await Assert.ThrowsAsync<ThrottlingException>(() => client.StopLoggingAsync(new StopLoggingRequest(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_connection_that_breaks_again_and_again_is_an_error()
    {
        await using var server = new LoopbackServer(Reply.Broken);
        using var client = Clients.Iam(server, configure: c => c.MaxErrorRetry = 1);
        await Assert.ThrowsAnyAsync<Exception>(() => client.GetRoleAsync(new GetRoleRequest { RoleName = "tf" }, TestContext.Current.CancellationToken));
        // HttpClient and the SDK each try a fresh connection before the call counts as failed.
        Assert.InRange(server.Requests.Count, 2, 50);
    }

    [Fact]
    public async Task A_clock_that_is_off_is_corrected_by_the_service_s()
    {
        var now = DateTime.UtcNow.AddHours(2);
        var skewed = Reply.Json("""{"__type":"InvalidSignatureException","message":"Signature expired"}""", 403, $"Date: {now:R}");
        await using var server = new LoopbackServer(skewed, Trails);
        using var client = Clients.CloudTrail(server, "ap-south-2");
        await client.ListTrailsAsync(new ListTrailsRequest(), TestContext.Current.CancellationToken);
        Assert.Equal(2, server.Requests.Count);
        var signed = server.Requests.Select(r => DateTime.ParseExact(r["X-Amz-Date"]!, "yyyyMMdd'T'HHmmss'Z'", null, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal)).ToList();
        Assert.InRange(signed[1] - signed[0], TimeSpan.FromMinutes(119), TimeSpan.FromMinutes(121));
        SigV4.Verify(server.Requests[1], Clients.AccessKey, Clients.SecretKey);
    }

    [Fact]
    public async Task Cancelling_ends_a_call_that_waits_for_its_answer()
    {
        await using var server = new LoopbackServer(Reply.Silence);
        using var client = Clients.CloudTrail(server);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var call = client.ListTrailsAsync(new ListTrailsRequest(), cancel.Token);
        await server.ArrivalAsync(TestContext.Current.CancellationToken);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Cancelling_ends_a_call_in_the_midst_of_its_answer()
    {
        await using var server = new LoopbackServer(Reply.Json($$"""{"Trails":[{"Name":"{{new string('x', 100_000)}}"}]}""") with { Stalled = true });
        using var client = Clients.CloudTrail(server);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var call = Task.Run(() => client.ListTrailsAsync(new ListTrailsRequest(), cancel.Token), TestContext.Current.CancellationToken);
        await server.ArrivalAsync(TestContext.Current.CancellationToken);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Cancelling_ends_a_call_that_waits_to_try_again()
    {
        await using var server = new LoopbackServer(ThrottledJson);
        using var client = Clients.CloudTrail(server, configure: c => c.MaxErrorRetry = 1000);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var call = client.ListTrailsAsync(new ListTrailsRequest(), cancel.Token);
        await server.ArrivalAsync(TestContext.Current.CancellationToken);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        var asked = server.Requests.Count;
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(asked, server.Requests.Count);
    }
}
