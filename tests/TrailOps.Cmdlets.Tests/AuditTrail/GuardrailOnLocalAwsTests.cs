using System.Management.Automation;
using System.Net;
using System.Text.Json.Nodes;
using TrailOps.LocalAws;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>A guardrail in force: what an admin, the account's root and another account try is refused, and the rest goes on.</summary>
public sealed class GuardrailOnLocalAwsTests
{
    private const string Account = "111122223333";
    private const string Elsewhere = "444455556666";
    private const string BreakGlass = $"arn:aws:iam::{Account}:role/BreakGlass";
    private const string KeyId = "0d9a4c1e-2f6b-4c7d-9a35-6e1f0b2c3d4e";
    private const string Key = $"arn:aws:kms:us-east-1:{Account}:key/{KeyId}";
    private const string LogGroup = $"arn:aws:logs:us-east-1:{Account}:log-group:audit:*";
    private const string Topic = $"arn:aws:sns:us-east-1:{Account}:audit";
    private const string Log = $"/audit-logs/AWSLogs/{Account}/CloudTrail/us-east-1/2026/11/30/a.json.gz";

    /// <summary>
    /// One attack a line: a service with an operation and its JSON; s3 with a method, a path and a body; or a service of the query protocol with an operation and its parameters.
    /// </summary>
    private const string Attacks = """
        cloudtrail StopLogging {"Name":"audit"}
        cloudtrail StopLogging {"Name":"arn:aws:cloudtrail:us-east-1:111122223333:trail/audit"}
        cloudtrail DeleteTrail {"Name":"audit"}
        cloudtrail UpdateTrail {"Name":"audit","S3BucketName":"app"}
        cloudtrail UpdateTrail {"Name":"audit","IsMultiRegionTrail":false,"IncludeGlobalServiceEvents":false}
        cloudtrail UpdateTrail {"Name":"audit","EnableLogFileValidation":false}
        cloudtrail PutEventSelectors {"TrailName":"audit","EventSelectors":[{"ReadWriteType":"ReadOnly","IncludeManagementEvents":false,"DataResources":[{"Type":"AWS::S3::Object","Values":[]}]}]}
        cloudtrail PutEventSelectors {"TrailName":"audit","EventSelectors":[{"ReadWriteType":"All","IncludeManagementEvents":true,"ExcludeManagementEventSources":["kms.amazonaws.com"]}]}
        cloudtrail PutInsightSelectors {"TrailName":"audit","InsightSelectors":[]}
        cloudtrail AddTags {"ResourceId":"arn:aws:cloudtrail:us-east-1:111122223333:trail/audit","TagsList":[{"Key":"a","Value":"b"}]}
        cloudtrail RemoveTags {"ResourceId":"arn:aws:cloudtrail:us-east-1:111122223333:trail/audit","TagsList":[{"Key":"a"}]}
        s3 DELETE /audit-logs
        s3 PUT /audit-logs
        s3 DELETE /audit-logs?policy
        s3 PUT /audit-logs?policy {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"arn:aws:s3:::audit-logs"}]}
        s3 PUT /audit-logs?acl <AccessControlPolicy/>
        s3 PUT /audit-logs?lifecycle <LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter><Prefix/></Filter><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>
        s3 DELETE /audit-logs?lifecycle
        s3 PUT /audit-logs?versioning <VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>
        s3 PUT /audit-logs?object-lock <ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>
        s3 PUT /audit-logs?encryption <ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>
        s3 DELETE /audit-logs?encryption
        s3 PUT /audit-logs?publicAccessBlock <PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls></PublicAccessBlockConfiguration>
        s3 DELETE /audit-logs?publicAccessBlock
        s3 PUT /audit-logs?ownershipControls <OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls>
        s3 DELETE /audit-logs?ownershipControls
        s3 PUT /audit-logs?logging <BucketLoggingStatus/>
        s3 PUT /audit-logs?notification <NotificationConfiguration/>
        s3 PUT /audit-logs?tagging <Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>
        s3 DELETE /audit-logs?tagging
        s3 PUT /audit-logs?replication <ReplicationConfiguration><Role>arn:aws:iam::111122223333:role/Admin</Role></ReplicationConfiguration>
        s3 DELETE /audit-logs?replication
        s3 DELETE {log}
        s3 DELETE {log}?versionId=null
        s3 POST /audit-logs?delete <Delete><Object><Key>AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/30/a.json.gz</Key></Object></Delete>
        s3 PUT {log} forged
        s3 POST {log}?uploads
        s3 PUT {log}?tagging <Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>
        s3 DELETE {log}?tagging
        s3 PUT {log}?retention <Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>2026-12-01T00:00:00Z</RetainUntilDate></Retention>
        s3 PUT {log}?legal-hold <LegalHold><Status>OFF</Status></LegalHold>
        cloudtrail UpdateTrail {"Name":"audit","KmsKeyId":""}
        cloudtrail UpdateTrail {"Name":"audit","CloudWatchLogsLogGroupArn":"","CloudWatchLogsRoleArn":"","SnsTopicName":""}
        cloudtrail PutEventConfiguration {"TrailName":"audit","AggregationConfigurations":[]}
        cloudtrail DeleteEventDataStore {"EventDataStore":"arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/12345678-1234-1234-1234-123456789012"}
        cloudtrail StopEventDataStoreIngestion {"EventDataStore":"arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/12345678-1234-1234-1234-123456789012"}
        cloudtrail UpdateEventDataStore {"EventDataStore":"arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/12345678-1234-1234-1234-123456789012"}
        kms DisableKey {"KeyId":"{key}"}
        kms ScheduleKeyDeletion {"KeyId":"{key}","PendingWindowInDays":7}
        kms PutKeyPolicy {"KeyId":"{key}","PolicyName":"default","BypassPolicyLockoutSafetyCheck":true,"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}"}
        kms DisableKeyRotation {"KeyId":"{key}"}
        logs DeleteLogGroup {"logGroupName":"audit"}
        logs DeleteLogStream {"logGroupName":"audit","logStreamName":"a"}
        logs PutRetentionPolicy {"logGroupName":"audit","retentionInDays":1}
        sns DeleteTopic TopicArn=arn:aws:sns:us-east-1:111122223333:audit
        sns SetTopicAttributes TopicArn=arn:aws:sns:us-east-1:111122223333:audit AttributeName=Policy AttributeValue=a
        organizations LeaveOrganization {}
        iam UpdateAssumeRolePolicy RoleName=BreakGlass PolicyDocument={trust}
        iam PutRolePolicy RoleName=BreakGlass PolicyName=mine PolicyDocument={all}
        iam DeleteRolePolicy RoleName=BreakGlass PolicyName=initial
        iam AttachRolePolicy RoleName=BreakGlass PolicyArn=arn:aws:iam::aws:policy/AdministratorAccess
        iam DetachRolePolicy RoleName=BreakGlass PolicyArn=arn:aws:iam::aws:policy/AdministratorAccess
        iam PutRolePermissionsBoundary RoleName=BreakGlass PermissionsBoundary=arn:aws:iam::aws:policy/AdministratorAccess
        iam DeleteRolePermissionsBoundary RoleName=BreakGlass
        iam TagRole RoleName=BreakGlass Tags.member.1.Key=a Tags.member.1.Value=b
        iam UntagRole RoleName=BreakGlass TagKeys.member.1=a
        iam UpdateRole RoleName=BreakGlass MaxSessionDuration=3600
        iam DeleteRole RoleName=BreakGlass
        iam CreateRole RoleName=BreakGlass AssumeRolePolicyDocument={trust}
        """;

    private const string Work = """
        cloudtrail StartLogging {"Name":"audit"}
        cloudtrail GetTrailStatus {"Name":"audit"}
        cloudtrail GetEventSelectors {"TrailName":"audit"}
        cloudtrail LookupEvents {}
        cloudtrail StopLogging {"Name":"team"}
        cloudtrail UpdateTrail {"Name":"team","EnableLogFileValidation":true}
        cloudtrail DeleteTrail {"Name":"team"}
        cloudtrail CreateTrail {"Name":"mine","S3BucketName":"app"}
        s3 GET /audit-logs?list-type=2
        s3 GET /audit-logs?versions
        s3 GET /audit-logs?policy
        s3 GET /audit-logs?versioning
        s3 GET {log}
        kms DescribeKey {"KeyId":"{key}"}
        kms GetKeyPolicy {"KeyId":"{key}","PolicyName":"default"}
        kms EnableKey {"KeyId":"{key}"}
        kms CreateKey {}
        s3 PUT /app/audit-logs/a mine
        s3 DELETE /app/audit-logs/a
        s3 PUT /app?versioning <VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>
        s3 PUT /audit-logs-of-app
        iam GetRole RoleName=BreakGlass
        iam PutRolePolicy RoleName=BreakGlass2 PolicyName=mine PolicyDocument={all}
        iam UpdateAssumeRolePolicy RoleName=BreakGlass2 PolicyDocument={trust}
        """;

    private const string All = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}""";

    private const string KeyPolicy = $$"""
        {"Version":"2012-10-17","Statement":[
          {"Sid":"Enable IAM User Permissions","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:root"},"Action":"kms:*","Resource":"*"},
          {"Sid":"CloudTrail","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":["kms:GenerateDataKey*","kms:DescribeKey","kms:Decrypt"],"Resource":"*"}]}
        """;

    private static readonly Dictionary<string, string> Targets = new()
    {
        ["cloudtrail"] = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.",
        ["kms"] = "TrentService.",
        ["logs"] = "Logs_20140328.",
        ["organizations"] = "AWSOrganizationsV20161128.",
    };

    private static readonly Lazy<PSObject> Guard = new(MakeGuard);

    private static string ServiceControl => Guard.Value.Value<string>("ServiceControlPolicy");

    public static TheoryData<string> Tried() => [.. Lines(Attacks)];

    [Theory]
    [MemberData(nameof(Tried))]
    public async Task An_attack_is_refused(string attack)
    {
        await using var server = await LocalAwsServer.StartAsync();
        var there = await World.MakeAsync(server);

        server.World.Account.ServiceControlPolicies = [[All], [All, ServiceControl]];
        Assert.Contains("explicit deny in a service control policy", await RefusedAsync(there.Admin, attack), StringComparison.Ordinal);
        Assert.Contains("explicit deny in a service control policy", await RefusedAsync(there.Root, attack), StringComparison.Ordinal);

        // By the bucket's policy alone; the other account is one that it lets in.
        server.World.Account.ServiceControlPolicies = [];
        await there.GuardBucketAsync();
        if (attack.Contains("/audit-logs", StringComparison.Ordinal) && attack != "s3 PUT /audit-logs")
        {
            Assert.Contains("explicit deny in a resource-based policy", await RefusedAsync(there.Admin, attack), StringComparison.Ordinal);
            await RefusedAsync(there.Stranger, attack);
        }

        if (attack.StartsWith("kms ", StringComparison.Ordinal))
        {
            await there.GuardKeyAsync();
            Assert.Contains("explicit deny in a resource-based policy", await RefusedAsync(there.Admin, attack), StringComparison.Ordinal);
            await RefusedAsync(there.Root, attack);
        }

        // All of it does not stop those who may.
        server.World.Account.ServiceControlPolicies = [[All], [All, ServiceControl]];
        Assert.False(IsRefusal((await AskAsync(there.Breaker, attack)).Answer));
    }

    [Theory]
    [MemberData(nameof(Tried))]
    public async Task Without_the_guardrail_it_would_have_worked(string attack)
    {
        await using var server = await LocalAwsServer.StartAsync();
        var there = await World.MakeAsync(server);
        Assert.False(IsRefusal((await AskAsync(there.Admin, attack)).Answer));
    }

    [Fact]
    public async Task Other_work_and_reading_goes_on()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var there = await World.MakeAsync(server);
        server.World.Account.ServiceControlPolicies = [[All], [All, ServiceControl]];
        await there.GuardBucketAsync();
        await there.GuardKeyAsync();
        foreach (var line in Lines(Work))
        {
            var (status, answer) = await AskAsync(there.Admin, line);
            Assert.True((int)status < 300, $"{line}: {answer}");
        }
    }

    [Fact]
    public async Task A_trail_by_the_pipeline_is_guarded_and_delivers()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var server = aws.Server;
        var there = await World.MakeAsync(server);
        var guard = Assert.Single(aws.Run("Get-AuditTrail audit @aws | New-AuditTrailGuardrail -BreakGlassPrincipal $glass", new { glass = BreakGlass }).Clean());
        Assert.Equal(Guard.Value.BaseObject.ToString(), guard.BaseObject.ToString());
        Assert.Equal(ServiceControl, guard.Value<string>("ServiceControlPolicy"));
        server.World.Account.ServiceControlPolicies = [[All], [All, guard.Value<string>("ServiceControlPolicy")]];
        await there.GuardBucketAsync();
        await there.GuardKeyAsync();

        var before = server.World.Account.Objects("audit-logs").Count;
        await RefusedAsync(there.Admin, """cloudtrail StopLogging {"Name":"audit"}""");
        server.World.Clock.Advance(TimeSpan.FromHours(2));
        Assert.True(server.World.Account.Objects("audit-logs").Count > before, "Nothing was delivered.");
        var trail = Assert.Single(aws.Run("Get-AuditTrail audit @aws").Clean());
        Assert.Equal((true, null, null), (trail.Value("IsLogging"), trail.Value("LatestDeliveryError"), trail.Value("LatestDigestDeliveryError")));

        // The logs can be read, and they tell who tried.
        var run = aws.Run("Get-RoleEvents Admin -BucketName audit-logs @aws -StartTime ([datetime]::UtcNow.AddHours(-1)) -EndTime ([datetime]::UtcNow.AddDays(1))");
        Assert.Contains("StopLogging", run.EventNames);
    }

    private static PSObject MakeGuard()
    {
        using var session = new Session();
        return Assert.Single(session.Run($"New-AuditTrailGuardrail arn:aws:cloudtrail:us-east-1:{Account}:trail/audit audit-logs -KmsKeyId {Key} -CloudWatchLogsLogGroupArn '{LogGroup}' -SnsTopicARN {Topic} -BreakGlassPrincipal {BreakGlass}").Clean());
    }

    private static IEnumerable<string> Lines(string table) => table.Split('\n').Select(line => line.Replace("{log}", Log, StringComparison.Ordinal).Replace("{key}", Key, StringComparison.Ordinal));

    private static async Task<string> RefusedAsync(AwsCaller who, string line)
    {
        var (_, answer) = await AskAsync(who, line);
        Assert.True(IsRefusal(answer), $"{line}: {answer}");
        return answer;
    }

    // SNS has a code of its own.
    private static bool IsRefusal(string answer) => answer.Contains("AccessDenied", StringComparison.Ordinal) || answer.Contains("AuthorizationError", StringComparison.Ordinal);

    private static async Task<(HttpStatusCode Status, string Answer)> AskAsync(AwsCaller who, string line)
    {
        var words = line.Split(' ', 3);
        var rest = words.Length > 2 ? words[2] : "";
        var (method, path, body, headers) = (HttpMethod.Post, "/", rest, new List<(string, string)>());
        if (words[0] == "s3")
        {
            var parts = rest.Split(' ', 2);
            (method, path, body) = (new HttpMethod(words[1]), parts[0], parts.Length > 1 ? parts[1] : "");
#pragma warning disable CA5351 // Amazon S3's header.
            headers.Add(("content-md5", Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(body)))));
#pragma warning restore CA5351
        }
        else if (Targets.TryGetValue(words[0], out var target))
        {
            headers.AddRange([("content-type", "application/x-amz-json-1.1"), ("x-amz-target", target + words[1])]);
        }
        else
        {
            var version = words[0] == "iam" ? "2010-05-08" : "2010-03-31";
            var parameters = rest.Split(' ').Select(pair => pair.Split('=', 2)).Select(pair => $"{pair[0]}={Uri.EscapeDataString(pair[1].Replace("{all}", All, StringComparison.Ordinal).Replace("{trust}", Trust, StringComparison.Ordinal))}");
            body = $"Action={words[1]}&Version={version}&{string.Join('&', parameters)}";
            headers.Add(("content-type", "application/x-www-form-urlencoded; charset=utf-8"));
        }

        using var response = await who.SendAsync(words[0], method, path, body, [.. headers]);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A trail with its bucket and a log in it, another trail, and those who ask.</summary>
    private sealed record World(AwsCaller Root, AwsCaller Admin, AwsCaller Breaker, AwsCaller Stranger, string BucketPolicy)
    {
        public static async Task<World> MakeAsync(LocalAwsServer server)
        {
            var (account, stranger) = (server.World.Account, server.World.AddAccount(Elsewhere));
            AwsCaller root = new(server, server.RootKeys, "us-east-1");
            await LocalAwsSession.AddTrailBucketAsync(root, "audit-logs");
            await LocalAwsSession.AddTrailBucketAsync(root, "app");
            var policy = await root.S3Async(HttpMethod.Get, "/audit-logs?policy");
            policy = policy.Replace("\"Statement\":[", $$"""
                "Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Elsewhere}}:root"},"Action":"s3:*","Resource":["arn:aws:s3:::audit-logs","arn:aws:s3:::audit-logs/*"]},
                """, StringComparison.Ordinal);
            await root.S3Async(HttpMethod.Put, "/audit-logs?policy", policy);
            account.AddKey("us-east-1", KeyPolicy, KeyId);
            await root.TrailAsync("CreateTrail", $$"""{"Name":"audit","S3BucketName":"audit-logs","IsMultiRegionTrail":true,"EnableLogFileValidation":true,"KmsKeyId":"{{Key}}","CloudWatchLogsLogGroupArn":"{{LogGroup}}","CloudWatchLogsRoleArn":"arn:aws:iam::{{Account}}:role/CloudTrail","SnsTopicName":"audit"}""");
            await root.TrailAsync("StartLogging", """{"Name":"audit"}""");
            await root.TrailAsync("CreateTrail", """{"Name":"team","S3BucketName":"app"}""");
            account.AddObject("audit-logs", Log["/audit-logs/".Length..], [1]);
            account.AddRole("Admin", policy: All);
            account.AddRole("BreakGlass", policy: All);
            account.AddRole("BreakGlass2", policy: All);
            AwsCaller ann = new(server, account.AddUser("ann", All), "us-east-1");
            return new World(root, await AssumeAsync("Admin"), await AssumeAsync("BreakGlass"), new AwsCaller(server, stranger.AddUser("eve", All), "us-east-1"), policy);

            async Task<AwsCaller> AssumeAsync(string role) => ann.As(await ann.QueryAsync("sts", "AssumeRole", ("RoleArn", $"arn:aws:iam::{Account}:role/{role}"), ("RoleSessionName", "ann")));
        }

        /// <summary>The break-glass role puts the statements into the key's policy.</summary>
        public async Task GuardKeyAsync()
        {
            var policy = (string)Guard.Value.Methods["AddToKeyPolicy"].Invoke(KeyPolicy);
            var body = new JsonObject { ["KeyId"] = Key, ["PolicyName"] = "default", ["Policy"] = policy }.ToJsonString();
            using var response = await Breaker.SendAsync("kms", HttpMethod.Post, "/", body, ("content-type", "application/x-amz-json-1.1"), ("x-amz-target", "TrentService.PutKeyPolicy"));
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }

        /// <summary>The break-glass role puts the statements into the bucket's policy.</summary>
        public Task GuardBucketAsync() =>
            Breaker.S3Async(HttpMethod.Put, "/audit-logs?policy", (string)Guard.Value.Methods["AddToBucketPolicy"].Invoke(BucketPolicy));
    }
}
