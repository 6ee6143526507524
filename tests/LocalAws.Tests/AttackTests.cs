using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>
/// What is tried against a trail, and that service control policies stop it: root and everyone of the account, but not CloudTrail, and no other account's principals.
/// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
/// </summary>
public sealed class AttackTests
{
    private const string Denied = "with an explicit deny in a service control policy";
    private const string Store = "12345678-1234-1234-1234-123456789012";

    /// <summary>Action, resource, and what it ends with where nothing forbids it.</summary>
    public static TheoryData<string, string, string?> Attacks() => new()
    {
        { "cloudtrail:StopLogging", "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit", null },
        { "cloudtrail:DeleteTrail", "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit", null },
        { "cloudtrail:PutEventConfiguration", "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit", null },
        { "cloudtrail:DeleteEventDataStore", $"arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/{Store}", "EventDataStoreNotFoundException" },
        { "cloudtrail:UpdateEventDataStore", $"arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/{Store}", "EventDataStoreNotFoundException" },
        { "cloudtrail:StopEventDataStoreIngestion", $"arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/{Store}", "EventDataStoreNotFoundException" },
        { "cloudtrail:GetEventDataStore", $"arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/{Store}", "EventDataStoreNotFoundException" },
        { "kms:DisableKey", $"arn:aws:kms:us-east-1:111122223333:key/{Store}", null },
        { "kms:ScheduleKeyDeletion", $"arn:aws:kms:us-east-1:111122223333:key/{Store}", null },
        { "logs:DeleteLogGroup", "arn:aws:logs:us-east-1:111122223333:log-group:audit:*", "ResourceNotFoundException" },
        { "logs:PutRetentionPolicy", "arn:aws:logs:us-east-1:111122223333:log-group:audit:*", "ResourceNotFoundException" },
        { "logs:DeleteRetentionPolicy", "arn:aws:logs:us-east-1:111122223333:log-group:audit:*", "ResourceNotFoundException" },
        { "logs:DeleteLogStream", "arn:aws:logs:us-east-1:111122223333:log-group:audit:log-stream:s", "ResourceNotFoundException" },
        { "organizations:LeaveOrganization", "*", "AWSOrganizationsNotInUseException" },
        { "organizations:DescribeOrganization", "*", "AWSOrganizationsNotInUseException" },
        { "sns:DeleteTopic", "arn:aws:sns:us-east-1:111122223333:audit", "NotFound" },
        { "sns:SetTopicAttributes", "arn:aws:sns:us-east-1:111122223333:audit", "NotFound" },
        { "sns:Unsubscribe", "arn:aws:sns:us-east-1:111122223333:*", "NotFound" },
        { "s3:DeleteBucketPolicy", "arn:aws:s3:::logs-of-team", null },
        { "s3:PutLifecycleConfiguration", "arn:aws:s3:::logs-of-team", null },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task An_SCP_stops_root_users_and_sessions(string action, string resource, string? otherwise)
    {
        await using var server = await StartAsync();
        var account = server.World.Account;
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        AwsCaller ann = new(server, account.AddUser("ann", Policies.Allow("*")), "us-east-1");
        var role = account.AddRole("worker", policy: Policies.Allow("*"));
        var worker = ann.As(await ann.QueryAsync("sts", "AssumeRole", ("RoleArn", role), ("RoleSessionName", "s1")));
        account.ServiceControlPolicies = [[Policies.Allow("*"), Policies.Statement("Deny", resource, action)]];
        foreach (var caller in new[] { root, ann, worker })
        {
            var error = await Assert.ThrowsAsync<AwsError>(() => AttackAsync(caller, action));
            Assert.Contains(error.Code, new[] { "AccessDeniedException", "AccessDenied", "AuthorizationError" });
            Assert.EndsWith(Denied, error.Words, StringComparison.Ordinal);
        }

        // It was the policy, and nothing else.
        account.ServiceControlPolicies = [[Policies.Allow("*"), Policies.Statement("Deny", resource, "ec2:*")]];
        Assert.Equal(otherwise, (await Record.ExceptionAsync(() => AttackAsync(root, action)) as AwsError)?.Code);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Without_permission_it_is_refused_as_well(string action, string resource, string? otherwise)
    {
        await using var server = await StartAsync();
        AwsCaller bob = new(server, server.World.Account.AddUser("bob", Policies.Statement("Allow", resource, "ec2:*")), "us-east-1");
        var error = await Assert.ThrowsAsync<AwsError>(() => AttackAsync(bob, action));
        Assert.NotEqual(otherwise, error.Code);
        Assert.EndsWith($"because no identity-based policy allows the {error.Words.Split("perform: ")[1].Split(' ')[0]} action", error.Words, StringComparison.Ordinal);

        // With nothing but this permission, it goes as far as it can.
        AwsCaller mallory = new(server, server.World.Account.AddUser("mallory", Policies.Statement("Allow", resource, action)), "us-east-1");
        Assert.Equal(otherwise, (await Record.ExceptionAsync(() => AttackAsync(mallory, action)) as AwsError)?.Code);
    }

    [Fact]
    public async Task CloudTrail_itself_is_bound_by_no_SCP()
    {
        await using var server = await StartAsync();
        server.World.Account.ServiceControlPolicies = [[Policies.Allow("*"), Policies.Deny("s3:*", "kms:*")], [Policies.Allow("iam:*", "cloudtrail:*")]];
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.QueryAsync("iam", "ListRoles");
        server.World.Clock.Advance(TimeSpan.FromMinutes(61));
        var status = await root.TrailAsync("GetTrailStatus", """{"Name":"audit"}""");
        Assert.Equal((null, null), ((string?)status["LatestDeliveryError"], (string?)status["LatestDigestDeliveryError"]));
        Assert.NotEmpty(server.World.Account.Objects("logs-of-team"));
        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AwsError>(() => root.S3Async(HttpMethod.Get, "/logs-of-team?list-type=2"))).Code);
    }

    [Fact]
    public async Task An_SCP_binds_by_the_account_of_who_asks()
    {
        await using var server = await StartAsync();
        var (member, management) = (server.World.Account, server.World.AddAccount("444455556666"));
        var role = member.AddRole("auditor", Policies.Trust("{\"AWS\":\"444455556666\"}"), Policies.Allow("*"));
        AwsCaller eve = new(server, management.AddUser("eve", Policies.Allow("*")), "us-east-1");
        var auditor = eve.As(await eve.QueryAsync("sts", "AssumeRole", ("RoleArn", role), ("RoleSessionName", "s1")));
        const string Trail = """{"Name":"arn:aws:cloudtrail:us-east-1:111122223333:trail/audit"}""";
        const string Write = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::open-of-team/*"}]}""";
        member.AddBucket("open-of-team", policy: Write);

        // The session is of the role's account: its policies bind it, those of eve's don't.
        management.ServiceControlPolicies = [[Policies.Allow("*"), Policies.Deny("cloudtrail:*", "s3:PutObject")]];
        await auditor.TrailAsync("StopLogging", Trail);
        await auditor.S3Async(HttpMethod.Put, "/open-of-team/k", "1");
        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AwsError>(() => eve.S3Async(HttpMethod.Put, "/open-of-team/k", "1"))).Code);

        // And the other way round: whose the bucket is does not matter.
        (member.ServiceControlPolicies, management.ServiceControlPolicies) = (management.ServiceControlPolicies, []);
        Assert.EndsWith(Denied, (await Assert.ThrowsAsync<AwsError>(() => auditor.TrailAsync("StartLogging", Trail))).Words, StringComparison.Ordinal);
        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AwsError>(() => auditor.S3Async(HttpMethod.Put, "/open-of-team/k", "1"))).Code);
        await eve.S3Async(HttpMethod.Put, "/open-of-team/k", "1");
    }

    [Fact]
    public async Task An_SCP_can_leave_one_role_out()
    {
        await using var server = await StartAsync();
        var account = server.World.Account;
        AwsCaller ann = new(server, account.AddUser("ann", Policies.Allow("*")), "us-east-1");
        var glass = account.AddRole("break-glass", policy: Policies.Allow("*"), path: "/security/");
        var session = ann.As(await ann.QueryAsync("sts", "AssumeRole", ("RoleArn", glass), ("RoleSessionName", "s1")));
        account.ServiceControlPolicies = [[Policies.Allow("*")],
            ["""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"cloudtrail:StopLogging","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/security/break-glass"}}}]}"""]];
        await Assert.ThrowsAsync<AwsError>(() => AttackAsync(ann, "cloudtrail:StopLogging"));
        await AttackAsync(session, "cloudtrail:StopLogging");
    }

    [Theory]
    [InlineData("""{"TrailName":"audit","AggregationConfigurations":[{"EventCategory":"Management","Templates":["API_ACTIVITY"]}]}""", "InvalidParameterException")]
    [InlineData("""{"TrailName":"audit","AggregationConfigurations":[{"EventCategory":"Data","Templates":["OTHER"]}]}""", "InvalidParameterException")]
    [InlineData("""{"TrailName":"audit","AggregationConfigurations":[{"EventCategory":"Data","Templates":[]}]}""", "InvalidParameterException")]
    [InlineData("""{"TrailName":"audit","AggregationConfigurations":[{"EventCategory":"Data","Templates":["USER_ACTIONS"]},{"EventCategory":"Data","Templates":["API_ACTIVITY"]}]}""", "InvalidParameterException")]
    [InlineData("""{"TrailName":"audit","MaxEventSize":"Large"}""", "InvalidParameterCombinationException")]
    [InlineData("{}", "InvalidParameterCombinationException")]
    [InlineData("""{"TrailName":"none"}""", "TrailNotFoundException")]
    [InlineData("""{"EventDataStore":"12345678-1234-1234-1234-123456789012"}""", "EventDataStoreNotFoundException")]
    [InlineData("""{"EventDataStore":"nonsense"}""", "EventDataStoreARNInvalidException")]
    public async Task Wrong_event_configurations_are_refused(string body, string code)
    {
        await using var server = await StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        Assert.Equal(code, (await Assert.ThrowsAsync<AwsError>(() => root.TrailAsync("PutEventConfiguration", body))).Code);
    }

    [Fact]
    public async Task An_event_configuration_is_shown_as_put()
    {
        await using var server = await StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        Assert.Empty((await root.TrailAsync("GetEventConfiguration", """{"TrailName":"audit"}"""))["AggregationConfigurations"]!.AsArray());
        const string Configuration = """[{"EventCategory":"Data","Templates":["API_ACTIVITY","RESOURCE_ACCESS"]}]""";
        await root.TrailAsync("PutEventConfiguration", $$"""{"TrailName":"audit","AggregationConfigurations":{{Configuration}}}""");
        var shown = await new AwsCaller(server, server.RootKeys, "eu-west-1").TrailAsync("GetEventConfiguration", """{"TrailName":"arn:aws:cloudtrail:us-east-1:111122223333:trail/audit"}""");
        Assert.Equal(("arn:aws:cloudtrail:us-east-1:111122223333:trail/audit", Configuration), ((string)shown["TrailARN"]!, shown["AggregationConfigurations"]!.ToJsonString()));
        await root.TrailAsync("PutEventConfiguration", """{"TrailName":"audit","AggregationConfigurations":[]}""");
        Assert.Empty((await root.TrailAsync("GetEventConfiguration", """{"TrailName":"audit"}"""))["AggregationConfigurations"]!.AsArray());
    }

    private static async Task<LocalAwsServer> StartAsync()
    {
        var server = await LocalAwsServer.StartAsync();
        var key = server.World.Account.AddKey("us-east-1", Policies.TrailKey("arn:aws:cloudtrail:us-east-1:111122223333:trail/audit"), Store);
        server.World.Account.AddTrail("audit", "logs-of-team", key: key);
        return server;
    }

    private static Task AttackAsync(AwsCaller caller, string action)
    {
        var (service, operation) = (action.Split(':')[0], action.Split(':')[1]);
        return (service, operation) switch
        {
            ("cloudtrail", "PutEventConfiguration") => caller.TrailAsync(operation, """{"TrailName":"audit","AggregationConfigurations":[]}"""),
            ("cloudtrail", _) when operation.Contains("EventDataStore", StringComparison.Ordinal) => caller.TrailAsync(operation, $$"""{"EventDataStore":"{{Store}}"}"""),
            ("cloudtrail", _) => caller.TrailAsync(operation, """{"Name":"audit"}"""),
            ("kms", _) => caller.JsonAsync(service, operation, $$"""{"KeyId":"{{Store}}"}"""),
            ("logs", _) => caller.JsonAsync(service, operation, """{"logGroupName":"audit","logStreamName":"s","retentionInDays":1}"""),
            ("organizations", _) => caller.JsonAsync(service, operation),
            ("sns", "Unsubscribe") => caller.QueryAsync(service, operation, ("SubscriptionArn", $"arn:aws:sns:us-east-1:111122223333:audit:{Store}")),
            ("sns", _) => caller.QueryAsync(service, operation, ("TopicArn", "arn:aws:sns:us-east-1:111122223333:audit"), ("AttributeName", "Policy")),
            ("s3", "DeleteBucketPolicy") => caller.S3Async(HttpMethod.Delete, "/logs-of-team?policy"),
            _ => caller.S3Async(HttpMethod.Put, "/logs-of-team?lifecycle", "<LifecycleConfiguration><Rule><Filter/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>"),
        };
    }
}
