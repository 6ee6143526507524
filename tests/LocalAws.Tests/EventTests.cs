using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>What is recorded of calls, and how LookupEvents finds it.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task A_record_has_the_shape_of_CloudTrail_s()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        AwsCaller ann = new(server, account.AddUser("ann", Policies.Allow("*")));
        var arn = account.AddRole("worker", policy: Policies.Allow("iam:*"), path: "/ci/");
        AwsCaller worker = ann.As(await ann.QueryAsync("sts", "AssumeRole", ("RoleArn", arn), ("RoleSessionName", "s1")));
        await worker.QueryAsync("iam", "AttachRolePolicy", ("RoleName", "worker"), ("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"));

        var assumed = Record(server, 0);
        Assert.Equal("IAMUser", Text(assumed, "userIdentity", "type"));
        Assert.Equal(("sts.amazonaws.com", "AssumeRole", "eu-west-1"), (Text(assumed, "eventSource"), Text(assumed, "eventName"), Text(assumed, "awsRegion")));
        Assert.Equal("""{"roleArn":"arn:aws:iam::111122223333:role/ci/worker","roleSessionName":"s1"}""", assumed["requestParameters"]!.ToJsonString());
        var key = Text(assumed, "responseElements", "credentials", "accessKeyId");
        Assert.StartsWith("ASIA", key, StringComparison.Ordinal);
        Assert.Null(assumed["responseElements"]!["credentials"]!["secretAccessKey"]);
        Assert.Matches(@"^[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d\d:\d\d [AP]M$", Text(assumed, "responseElements", "credentials", "expiration"));
        Assert.Equal("""[{"accountId":"111122223333","type":"AWS::IAM::Role","ARN":"arn:aws:iam::111122223333:role/ci/worker"}]""", assumed["resources"]!.ToJsonString());

        // IAM's events are us-east-1's, wherever they were signed for; the session's role has its path, its own ARN has not.
        var attached = Record(server, 1);
        Assert.Equal(("us-east-1", "AwsApiCall", "Management", "1.11"), (Text(attached, "awsRegion"), Text(attached, "eventType"), Text(attached, "eventCategory"), Text(attached, "eventVersion")));
        Assert.Equal(("AssumedRole", "arn:aws:sts::111122223333:assumed-role/worker/s1", key), (Text(attached, "userIdentity", "type"), Text(attached, "userIdentity", "arn"), Text(attached, "userIdentity", "accessKeyId")));
        Assert.Equal((arn, "worker", "Role"), (Issuer("arn"), Issuer("userName"), Issuer("type")));
        Assert.Equal($"{Issuer("principalId")}:s1", Text(attached, "userIdentity", "principalId"));
        Assert.False((bool)attached["readOnly"]!);
        Assert.True((bool)attached["managementEvent"]!);
        Assert.Equal("""{"roleName":"worker","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}""", attached["requestParameters"]!.ToJsonString());
        Assert.Null(attached["responseElements"]);
        Assert.Equal(server.Log.All[1].RequestId, Text(attached, "requestID"));

        string Issuer(string member) => Text(attached, "userIdentity", "sessionContext", "sessionIssuer", member);
    }

    [Fact]
    public async Task Refusals_and_errors_are_recorded()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller ann = new(server, server.World.Account.AddUser("ann", Policies.Allow("iam:Get*")), "us-east-1");
        await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("iam", "GetRole", ("RoleName", "none")));
        await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("iam", "DeleteRole", ("RoleName", "none")));
        await Assert.ThrowsAsync<AwsError>(() => ann.TrailAsync("DescribeTrails"));
        await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("ec2", "RunInstances", ("ImageId", "ami-1")));
        Assert.Equal(["NoSuchEntityException", "AccessDenied", "AccessDenied", "Client.UnauthorizedOperation"], Enumerable.Range(0, 4).Select(index => Text(Record(server, index), "errorCode")));
        Assert.Equal("The role with name none cannot be found.", Text(Record(server, 0), "errorMessage"));

        // IAM tells nothing of what a refused one asked for, EC2 does; its message is cut as CloudTrail cuts it.
        Assert.Null(Record(server, 1)["requestParameters"]);
        Assert.Equal("ami-1", Text(Record(server, 3), "requestParameters", "imageId"));
        Assert.Equal(1024, Text(Record(server, 3), "errorMessage").Length);
        Assert.EndsWith("...", Text(Record(server, 3), "errorMessage"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_are_found_after_the_delay()
    {
        await using var server = await LocalAwsServer.StartAsync(new LocalAwsOptions { EventHistoryDelay = TimeSpan.FromMinutes(5) });
        AwsCaller root = new(server, server.RootKeys);
        await root.QueryAsync("sts", "GetCallerIdentity");
        Assert.Empty(await NamesAsync(root, "{}"));
        server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(["GetCallerIdentity"], await NamesAsync(root, """{"LookupAttributes":[{"AttributeKey":"EventSource","AttributeValue":"sts.amazonaws.com"}]}"""));

        // Not for ever, and not in another region.
        Assert.DoesNotContain("GetCallerIdentity", await NamesAsync(new AwsCaller(server, server.RootKeys, "us-east-1"), "{}"));
        server.World.Clock.Advance(TimeSpan.FromDays(90));
        Assert.DoesNotContain("GetCallerIdentity", await NamesAsync(root, "{}"));
    }

    [Theory]
    [InlineData("EventName", "PutRolePolicy", 3)]
    [InlineData("EventName", "putrolepolicy", 0)]
    [InlineData("Username", "s1", 2)]
    [InlineData("Username", "worker", 0)]
    [InlineData("ReadOnly", "false", 3)]
    [InlineData("ResourceName", "deployer", 3)]
    [InlineData("ResourceType", "AWS::IAM::Role", 3)]
    [InlineData("AccessKeyId", "ASIAEXAMPLEEXAMPLE11", 2)]
    [InlineData("EventId", "e-0", 1)]
    [InlineData("EventSource", "iam.amazonaws.com", 3)]
    public async Task One_attribute_selects(string key, string value, int expected)
    {
        await using var server = await LocalAwsServer.StartAsync();
        for (var number = 0; number < 3; number++)
        {
            server.World.AddEvent(Seed($"e-{number}", server.World.Clock.UtcNow.AddMinutes(-number), number < 2 ? "s1" : "s2", number < 2 ? "ASIAEXAMPLEEXAMPLE11" : "ASIAEXAMPLEEXAMPLE22"));
        }

        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        Assert.Equal(expected, (await NamesAsync(root, $$"""{"LookupAttributes":[{"AttributeKey":"{{key}}","AttributeValue":"{{value}}"}]}""")).Count);
    }

    [Fact]
    public async Task Pages_come_newest_first_and_lose_nothing_while_events_go_on()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var start = server.World.Clock.UtcNow;
        for (var number = 0; number < 120; number++)
        {
            server.World.AddEvent(Seed($"e-{number:000}", start.AddMinutes(-number / 2), "s1", "ASIAEXAMPLEEXAMPLE11"));
        }

        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        List<string> ids = [];
        List<double> times = [];
        string? token = null;
        do
        {
            var page = await root.TrailAsync("LookupEvents", new JsonObject { ["LookupAttributes"] = JsonNode.Parse("""[{"AttributeKey":"EventName","AttributeValue":"PutRolePolicy"}]"""), ["NextToken"] = token }.ToJsonString());
            ids.AddRange(page["Events"]!.AsArray().Select(item => (string)item!["EventId"]!));
            times.AddRange(page["Events"]!.AsArray().Select(item => (double)item!["EventTime"]!));
            token = (string?)page["NextToken"];
            server.World.AddEvent(Seed($"late-{ids.Count}", start.AddSeconds(1), "s1", "ASIAEXAMPLEEXAMPLE11"));
        }
        while (token is not null);
        Assert.Equal(Enumerable.Range(0, 120).Select(number => $"e-{number:000}"), ids.Order(StringComparer.Ordinal));
        Assert.Equal(times.OrderDescending(), times);
    }

    [Theory]
    [InlineData("""{"MaxResults":0}""", "InvalidMaxResultsException")]
    [InlineData("""{"NextToken":"nonsense"}""", "InvalidNextTokenException")]
    [InlineData("""{"EventCategory":"data"}""", "InvalidEventCategoryException")]
    [InlineData("""{"StartTime":2,"EndTime":1}""", "InvalidTimeRangeException")]
    [InlineData("""{"LookupAttributes":[{"AttributeKey":"Nonsense","AttributeValue":"x"}]}""", "InvalidLookupAttributesException")]
    [InlineData("""{"MaxResults":"x"}""", "SerializationException")]
    [InlineData("[]", "SerializationException")]
    public async Task Wrong_questions_are_refused(string body, string code)
    {
        await using var server = await LocalAwsServer.StartAsync();
        Assert.Equal(code, (await Assert.ThrowsAsync<AwsError>(() => new AwsCaller(server, server.RootKeys).TrailAsync("LookupEvents", body))).Code);
    }

    [Fact]
    public async Task A_token_serves_only_its_own_question()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys);
        await root.QueryAsync("sts", "GetCallerIdentity");
        await root.QueryAsync("sts", "GetCallerIdentity");
        var token = (string)(await root.TrailAsync("LookupEvents", """{"MaxResults":1}"""))["NextToken"]!;
        await root.TrailAsync("LookupEvents", $$"""{"MaxResults":2,"NextToken":"{{token}}"}""");
        Assert.Equal("InvalidNextTokenException", (await Assert.ThrowsAsync<AwsError>(() => root.TrailAsync("LookupEvents", $$"""{"NextToken":"{{token}}","StartTime":1}"""))).Code);
    }

    [Fact]
    public async Task Two_a_second_are_let_through_where_that_is_switched_on()
    {
        await using var server = await LocalAwsServer.StartAsync(new LocalAwsOptions { ThrottleLookupEvents = true });
        AwsCaller root = new(server, server.RootKeys);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await root.TrailAsync("LookupEvents");
                return "ok";
            }
            catch (AwsError error)
            {
                return error.Code;
            }
        }));
        Assert.Contains("ThrottlingException", outcomes);
        server.World.Clock.Advance(TimeSpan.FromSeconds(2));
        await root.TrailAsync("LookupEvents");
    }

    private static async Task<List<string>> NamesAsync(AwsCaller caller, string body) =>
        [.. (await caller.TrailAsync("LookupEvents", body))["Events"]!.AsArray().Select(item => (string)item!["EventName"]!)];

    private static JsonNode Record(LocalAwsServer server, int index) => JsonNode.Parse(server.World.EventRecords()[index])!;

    private static string Text(JsonNode record, params string[] path) => (string)path.Aggregate(record, (node, name) => node[name]!)!;

    private static string Seed(string id, DateTimeOffset time, string session, string key) => $$$$"""
        {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:{{{{session}}}}","accountId":"111122223333","accessKeyId":"{{{{key}}}}"},
        "eventTime":"{{{{time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}}}","eventSource":"iam.amazonaws.com","eventName":"PutRolePolicy","awsRegion":"us-east-1","readOnly":false,
        "resources":[{"type":"AWS::IAM::Role","ARN":"deployer"}],"eventID":"{{{{id}}}}","recipientAccountId":"111122223333"}
        """;
}
