using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Faults;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>Faults on request, and the log of what came in.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("iam", "Throttling", 400)]
    [InlineData("cloudtrail", "ThrottlingException", 400)]
    [InlineData("s3", "SlowDown", 503)]
    [InlineData("ec2", "RequestLimitExceeded", 503)]
    public async Task Every_third_is_throttled_in_the_service_s_way(string service, string code, int status)
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        server.Faults.Add(new Fault(FaultKind.Throttle) { Service = service, Every = 3 });
        List<string> answers = [];
        for (var request = 0; request < 6; request++)
        {
            try
            {
                await CallAsync(root, service);
                answers.Add("ok");
            }
            catch (AwsError error)
            {
                answers.Add($"{error.Code} {error.Status}");
            }
        }

        Assert.Equal(["ok", "ok", $"{code} {status}", "ok", "ok", $"{code} {status}"], answers);
        Assert.Equal([200, 200, status, 200, 200, status], server.Log.All.Select(request => request.Status));

        // Another service is not touched.
        await root.QueryAsync("sts", "GetCallerIdentity");
    }

    [Theory]
    [InlineData(FaultKind.CloseBeforeRequest, false)]
    [InlineData(FaultKind.CloseBeforeResponse, true)]
    [InlineData(FaultKind.CloseAfterHeaders, true)]
    [InlineData(FaultKind.CloseMidBody, true)]
    public async Task Connections_break_where_they_shall(FaultKind kind, bool isDone)
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys);
        server.Faults.Add(new Fault(kind) { Service = "iam", Operation = "CreateAccountAlias", Times = 1 });
        await Assert.ThrowsAnyAsync<Exception>(() => root.QueryAsync("iam", "CreateAccountAlias", ("AccountAlias", "alias")));
        Assert.Equal(0, Assert.Single(server.Log.All).Status);
        Assert.Equal(isDone, (await root.QueryAsync("iam", "ListAccountAliases")).Descendants("member").Any());
        await root.QueryAsync("iam", "CreateAccountAlias", ("AccountAlias", "alias"));
    }

    [Fact]
    public async Task Errors_come_so_many_times()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys);
        server.Faults.Add(new Fault(FaultKind.Error) { Operation = "DescribeTrails", Status = 503, Times = 2 });
        server.Faults.Add(new Fault(FaultKind.Error) { Operation = "DescribeTrails", Status = 409, Code = "ConflictException", Times = 1 });
        Assert.Equal(("ServiceUnavailable", 503), await ErrorAsync());
        Assert.Equal(("ServiceUnavailable", 503), await ErrorAsync());
        Assert.Equal(("ConflictException", 409), await ErrorAsync());
        await root.TrailAsync("DescribeTrails");

        async Task<(string, int)> ErrorAsync()
        {
            var error = await Assert.ThrowsAsync<AwsError>(() => root.TrailAsync("DescribeTrails"));
            return (error.Code, error.Status);
        }
    }

    [Fact]
    public async Task A_fault_can_be_meant_for_one_region_or_one_body()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys);
        server.World.Account.AddRole("one");
        server.World.Account.AddRole("two");
        server.Faults.Add(new Fault(FaultKind.Throttle) { Service = "cloudtrail", Region = "eu-north-1" });
        server.Faults.Add(new Fault(FaultKind.Throttle) { Operation = "GetRole", Body = "RoleName=two" });
        await root.TrailAsync("DescribeTrails");
        await Assert.ThrowsAsync<AwsError>(() => new AwsCaller(server, server.RootKeys, "eu-north-1").TrailAsync("DescribeTrails"));
        await root.QueryAsync("iam", "GetRole", ("RoleName", "one"));
        await Assert.ThrowsAsync<AwsError>(() => root.QueryAsync("iam", "GetRole", ("RoleName", "two")));
    }

    [Fact]
    public async Task The_log_tells_who_asked_what()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller ann = new(server, server.World.Account.AddUser("ann", Policies.Allow("iam:*")), "us-east-1");
        await ann.QueryAsync("iam", "ListRoles");
        await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("iam", "DeleteRole", ("RoleName", "none")));
        await Assert.ThrowsAsync<AwsError>(() => ann.S3Async(HttpMethod.Put, "/bucket-of-team"));
        Assert.Equal(
            [
                ("iam", "ListRoles", "us-east-1", "arn:aws:iam::111122223333:user/ann", 200, false, null),
                ("iam", "DeleteRole", "us-east-1", "arn:aws:iam::111122223333:user/ann", 404, true, "NoSuchEntity"),
                ("s3", "CreateBucket", "us-east-1", "arn:aws:iam::111122223333:user/ann", 403, true, "AccessDenied"),
            ],
            server.Log.All.Select(request => (request.Service, request.Operation, request.Region, request.Principal, request.Status, request.IsMutating, request.ErrorCode)));
        Assert.Equal(2, server.Log.Mutating.Count);
        Assert.Equal("""{"roleName":"none"}""", server.Log.All[1].Parameters);
        server.Log.Clear();
        Assert.Empty(server.Log.All);
    }

    [Fact]
    public async Task Many_at_once_are_all_served_and_all_logged()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await Task.WhenAll(Enumerable.Range(0, 60).Select(number => root.QueryAsync("iam", "CreateRole", ("RoleName", $"r{number}"), ("AssumeRolePolicyDocument", Policies.Trust("{\"AWS\":\"*\"}")))));
        Assert.Equal(60, (await root.QueryAsync("iam", "ListRoles")).Descendants("RoleName").Count());
        Assert.Equal(Enumerable.Range(1, 61), server.Log.All.Select(request => request.Number));
        Assert.Equal(61, server.World.EventRecords().Count);
    }

    [Fact]
    public async Task Scripts_do_it_over_HTTP()
    {
        await using var server = await LocalAwsServer.StartAsync();
        using HttpClient admin = new() { BaseAddress = new Uri(server.Url, "/_localaws/") };
        var cancellation = TestContext.Current.CancellationToken;
        AwsCaller root = new(server, server.RootKeys);

        await admin.PostAsJsonAsync("faults", new { Kind = "Throttle", Service = "iam", Times = 1 }, cancellation);
        Assert.Equal("Throttling", (await Assert.ThrowsAsync<AwsError>(() => root.QueryAsync("iam", "ListRoles"))).Code);
        await admin.PostAsJsonAsync("faults", new { Kind = "Throttle" }, cancellation);
        await admin.DeleteAsync("faults", cancellation);
        await root.QueryAsync("iam", "ListRoles");

        await admin.PostAsJsonAsync("clock", new { AdvanceSeconds = 86_400 }, cancellation);
        Assert.True(server.World.Clock.UtcNow > DateTimeOffset.UtcNow.AddHours(23));
        await admin.PostAsJsonAsync("options", new { PolicyDelaySeconds = 7, ThrottleLookupEvents = true }, cancellation);
        Assert.Equal((TimeSpan.FromSeconds(7), true), (server.World.Options.PolicyDelay, server.World.Options.ThrottleLookupEvents));

        Assert.Equal(2, (await admin.GetFromJsonAsync<JsonArray>("requests", cancellation))!.Count);
        Assert.Equal("ListRoles", (string)(await admin.GetFromJsonAsync<JsonArray>("events", cancellation))![0]!["eventName"]!);
        Assert.Equal(400, (int)(await admin.PostAsJsonAsync("faults", new { Kind = "Nonsense" }, cancellation)).StatusCode);
        Assert.Equal(400, (int)(await admin.PostAsJsonAsync("options", new { Nonsense = 1 }, cancellation)).StatusCode);
        Assert.Equal(404, (int)(await admin.GetAsync("nothing", cancellation)).StatusCode);
    }

    [Fact]
    public async Task Latency_is_waited_for()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys);
        server.Faults.Add(new Fault(FaultKind.Latency) { Service = "sts", Latency = TimeSpan.FromMinutes(10), Times = 1 });
        var slow = root.QueryAsync("sts", "GetCallerIdentity");

        // It hangs while others are answered, and ends with the server.
        for (var number = 0; number < 20; number++)
        {
            await root.QueryAsync("iam", "ListRoles");
        }

        Assert.False(slow.IsCompleted);
        Assert.True(SpinWait.SpinUntil(() => server.Faults.HeldCount == 1, TimeSpan.FromSeconds(20)));
        await server.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => slow);
    }

    private static Task CallAsync(AwsCaller caller, string service) => service switch
    {
        "cloudtrail" => caller.TrailAsync("DescribeTrails"),
        "s3" => caller.S3Async(HttpMethod.Get, "/"),
        "ec2" => caller.QueryAsync("ec2", "DescribeInstances"),
        _ => caller.QueryAsync("iam", "ListRoles"),
    };
}
