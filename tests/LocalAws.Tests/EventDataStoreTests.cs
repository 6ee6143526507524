using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>Event data stores, as the API reference tells of them: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html</summary>
public sealed class EventDataStoreTests
{
    private const string ForStores =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":["kms:GenerateDataKey","kms:Decrypt"],"Resource":"*"}]}""";

    [Fact]
    public async Task A_store_is_made_shown_changed_and_deleted()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var key = server.World.Account.AddKey("us-east-1", ForStores);
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        var made = await root.TrailAsync("CreateEventDataStore", """{"Name":"lake"}""");
        var arn = (string)made["EventDataStoreArn"]!;
        Assert.Equal("CREATED", (string?)made["Status"]);
        var shown = await GetAsync();
        Assert.Equal("lake ENABLED 366 EXTENDABLE_RETENTION_PRICING true true false", Text(shown));
        Assert.Null(shown["KmsKeyId"]);
        Assert.Equal($$"""{"EventDataStores":[{"EventDataStoreArn":"{{arn}}","Name":"lake"}]}""", (await root.TrailAsync("ListEventDataStores")).ToJsonString());

        // Only what is given changes; the id will do for the ARN.
        var changed = await root.TrailAsync("UpdateEventDataStore", $$"""{"EventDataStore":"{{arn.Split('/')[1]}}","KmsKeyId":"{{key.Split('/')[1]}}","RetentionPeriod":30}""");
        Assert.Equal(("lake ENABLED 30 EXTENDABLE_RETENTION_PRICING true true false", key), (Text(changed), (string?)changed["KmsKeyId"]));
        Assert.Equal(changed.ToJsonString(), (await GetAsync()).ToJsonString());

        await RefusedAsync("EventDataStoreTerminationProtectedException", "DeleteEventDataStore", $$"""{"EventDataStore":"{{arn}}"}""");
        await root.TrailAsync("StopEventDataStoreIngestion", $$"""{"EventDataStore":"{{arn}}"}""");
        await root.TrailAsync("UpdateEventDataStore", $$"""{"EventDataStore":"{{arn}}","TerminationProtectionEnabled":false,"Name":"lake.old","MultiRegionEnabled":false}""");
        Assert.Equal("lake.old STOPPED_INGESTION 30 EXTENDABLE_RETENTION_PRICING false false false", Text(await GetAsync()));
        await root.TrailAsync("DeleteEventDataStore", $$"""{"EventDataStore":"{{arn}}"}""");
        Assert.Equal("PENDING_DELETION", (string?)(await GetAsync())["Status"]);
        Assert.Single((await root.TrailAsync("ListEventDataStores"))["EventDataStores"]!.AsArray());
        await RefusedAsync("InactiveEventDataStoreException", "UpdateEventDataStore", $$"""{"EventDataStore":"{{arn}}","Name":"lake"}""");
        server.World.Clock.Advance(TimeSpan.FromDays(7));
        await RefusedAsync("EventDataStoreNotFoundException", "GetEventDataStore", $$"""{"EventDataStore":"{{arn}}"}""");
        Assert.Empty((await root.TrailAsync("ListEventDataStores"))["EventDataStores"]!.AsArray());

        Task<JsonObject> GetAsync() => root.TrailAsync("GetEventDataStore", $$"""{"EventDataStore":"{{arn}}"}""");
        async Task RefusedAsync(string code, string operation, string body) => Assert.Equal(code, (await Assert.ThrowsAsync<AwsError>(() => root.TrailAsync(operation, body))).Code);
    }

    [Fact]
    public async Task What_is_wrong_is_refused_and_changes_nothing()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        var (key, other) = (account.AddKey("us-east-1", ForStores), account.AddKey("us-east-1", ForStores));
        var (ofTrails, elsewhere) = (account.AddKey("us-east-1", Policies.TrailKey("arn:aws:cloudtrail:us-east-1:111122223333:trail/audit")), account.AddKey("eu-west-1", ForStores));
        var (open, closed) = (account.AddEventDataStore("us-east-1", "open"), account.AddEventDataStore("us-east-1", "closed", key));
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        var before = (await ShowAsync(open), await ShowAsync(closed));
        foreach (var (code, operation, body) in new[]
        {
            ("InvalidParameterException", "CreateEventDataStore", """{"Name":"no"}"""),
            ("InvalidParameterException", "CreateEventDataStore", """{}"""),
            ("InvalidParameterException", "CreateEventDataStore", """{"Name":"new","RetentionPeriod":6}"""),
            ("InvalidParameterException", "CreateEventDataStore", """{"Name":"new","RetentionPeriod":2558,"BillingMode":"FIXED_RETENTION_PRICING"}"""),
            ("InvalidParameterException", "CreateEventDataStore", """{"Name":"new","BillingMode":"FREE"}"""),
            ("EventDataStoreAlreadyExistsException", "CreateEventDataStore", """{"Name":"open"}"""),
            ("OrganizationsNotInUseException", "CreateEventDataStore", """{"Name":"new","OrganizationEnabled":true}"""),
            ("KmsKeyNotFoundException", "CreateEventDataStore", """{"Name":"new","KmsKeyId":"alias/none"}"""),
            ("InvalidParameterException", "UpdateEventDataStore", $$"""{"EventDataStore":"{{open}}"}"""),
            ("InvalidParameterException", "UpdateEventDataStore", $$"""{"EventDataStore":"{{open}}","BillingMode":"FIXED_RETENTION_PRICING"}"""),
            ("EventDataStoreAlreadyExistsException", "UpdateEventDataStore", $$"""{"EventDataStore":"{{open}}","Name":"closed"}"""),
            ("InsufficientEncryptionPolicyException", "UpdateEventDataStore", $$"""{"EventDataStore":"{{open}}","Name":"new","KmsKeyId":"{{ofTrails}}"}"""),
            ("KmsKeyNotFoundException", "UpdateEventDataStore", $$"""{"EventDataStore":"{{open}}","KmsKeyId":"{{elsewhere}}"}"""),
            ("InvalidKmsKeyIdException", "UpdateEventDataStore", $$"""{"EventDataStore":"{{closed}}","KmsKeyId":""}"""),
            ("InvalidParameterException", "UpdateEventDataStore", $$"""{"EventDataStore":"{{closed}}","KmsKeyId":"{{other}}"}"""),
            ("InvalidMaxResultsException", "ListEventDataStores", """{"MaxResults":1001}"""),
            ("InvalidNextTokenException", "ListEventDataStores", """{"NextToken":"nonsense"}"""),
            ("UnsupportedOperationException", "GetEventConfiguration", $$"""{"EventDataStore":"{{open}}"}"""),
        })
        {
            var error = await Record.ExceptionAsync(() => root.TrailAsync(operation, body)) as AwsError;
            Assert.True(error?.Code == code, $"{operation} {body}: {error?.Code}");
        }

        Assert.Equal(before, (await ShowAsync(open), await ShowAsync(closed)));
        Assert.Equal(2, (await root.TrailAsync("ListEventDataStores"))["EventDataStores"]!.AsArray().Count);
        Assert.Empty((await new AwsCaller(server, server.RootKeys, "eu-west-1").TrailAsync("ListEventDataStores"))["EventDataStores"]!.AsArray());

        async Task<string> ShowAsync(string arn) => (await root.TrailAsync("GetEventDataStore", $$"""{"EventDataStore":"{{arn}}"}""")).ToJsonString();
    }

    [Fact]
    public async Task It_takes_permissions()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        var (mine, other) = (account.AddEventDataStore("us-east-1", "mine"), account.AddEventDataStore("us-east-1", "other"));
        AwsCaller reader = new(server, account.AddUser("reader", Policies.Statement("Allow", mine, "cloudtrail:GetEventDataStore")), "us-east-1");
        AwsCaller maker = new(server, account.AddUser("maker", Policies.Statement("Allow", "arn:aws:cloudtrail:*:111122223333:eventdatastore/*", "cloudtrail:CreateEventDataStore")), "us-east-1");
        await reader.TrailAsync("GetEventDataStore", $$"""{"EventDataStore":"{{mine}}"}""");
        await maker.TrailAsync("CreateEventDataStore", """{"Name":"new"}""");
        foreach (var (caller, operation, body) in new[]
        {
            (reader, "GetEventDataStore", $$"""{"EventDataStore":"{{other}}"}"""),
            (reader, "ListEventDataStores", "{}"),
            (reader, "CreateEventDataStore", """{"Name":"newer"}"""),
            (maker, "CreateEventDataStore", """{"Name":"newer","TagsList":[{"Key":"k","Value":"v"}]}"""),
        })
        {
            Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AwsError>(() => caller.TrailAsync(operation, body))).Code);
        }
    }

    [Fact]
    public async Task The_aws_CLI_agrees()
    {
        Assert.SkipWhen(Tool.Find("aws") is null, "The aws CLI is not on this machine.");
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        foreach (var name in new[] { "one", "two" })
        {
            account.AddEventDataStore("us-east-1", name);
        }

        var key = account.AddKey("us-east-1", ForStores);
        var made = await AwsAsync("create-event-data-store", "--name", "three", "--no-termination-protection-enabled", "--retention-period", "90", "--kms-key-id", key);
        Assert.Equal(["one", "three", "two"], (await AwsAsync("list-event-data-stores", "--max-results", "3"))["EventDataStores"]!.AsArray().Select(store => (string)store!["Name"]!).Order());
        Assert.Equal("0002", (string?)(await AwsAsync("list-event-data-stores", "--max-results", "2"))["NextToken"]);
        Assert.Single((await AwsAsync("list-event-data-stores", "--max-results", "2", "--next-token", "0002"))["EventDataStores"]!.AsArray());
        var shown = await AwsAsync("get-event-data-store", "--event-data-store", (string)made["EventDataStoreArn"]!);
        Assert.Equal(("three ENABLED 90 EXTENDABLE_RETENTION_PRICING false true false", key), (Text(shown), (string?)shown["KmsKeyId"]));

        async Task<JsonNode> AwsAsync(params string[] arguments)
        {
            var (code, output, errors) = await Tool.RunAsync(Tool.Find("aws")!, ["cloudtrail", .. arguments], ("AWS_ENDPOINT_URL", server.Url.ToString().TrimEnd('/')), ("AWS_ACCESS_KEY_ID", server.RootKeys.AccessKeyId),
                ("AWS_SECRET_ACCESS_KEY", server.RootKeys.SecretAccessKey), ("AWS_DEFAULT_REGION", "us-east-1"), ("AWS_DEFAULT_OUTPUT", "json"), ("AWS_PAGER", ""));
            Assert.True(code == 0, $"aws {string.Join(' ', arguments)}: {output}{errors}");
            return JsonNode.Parse(output)!;
        }
    }

    private static string Text(JsonNode store) => string.Join(' ', new[] { "Name", "Status", "RetentionPeriod", "BillingMode", "TerminationProtectionEnabled", "MultiRegionEnabled", "OrganizationEnabled" }.Select(name => $"{store[name]}"));
}
