using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>Trails with a key of KMS: what CloudTrail asks of it, what it does without, and who can read the logs.</summary>
public sealed class TrailKeyTests
{
    private const string Trail = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";
    private const string Id = "12345678-1234-1234-1234-123456789012";
    private const string Key = "arn:aws:kms:us-east-1:111122223333:key/" + Id;
    private const string Bucket = "logs-of-team";

    [Theory]
    [InlineData(Key)]
    [InlineData(Id)]
    [InlineData("alias/logs")]
    [InlineData("arn:aws:kms:us-east-1:111122223333:alias/logs")]
    public async Task A_key_s_name_becomes_its_ARN(string name)
    {
        await using var server = await StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.JsonAsync("kms", "CreateAlias", $$"""{"AliasName":"alias/logs","TargetKeyId":"{{Id}}"}""");
        Assert.Equal(Key, (string)(await CreateAsync(root, name))["KmsKeyId"]!);
        await root.TrailAsync("UpdateTrail", """{"Name":"audit","IsMultiRegionTrail":true}""");
        Assert.Equal(Key, (string)(await root.TrailAsync("GetTrail", """{"Name":"audit"}"""))["Trail"]!["KmsKeyId"]!);

        // An empty one takes it away, a new one takes its place.
        Assert.Null((await root.TrailAsync("UpdateTrail", """{"Name":"audit","KmsKeyId":""}"""))["KmsKeyId"]);
        Assert.Equal(Key, (string)(await root.TrailAsync("UpdateTrail", $$"""{"Name":"audit","KmsKeyId":"{{name}}"}"""))["KmsKeyId"]!);
    }

    [Theory]
    [InlineData("alias/none", "KmsKeyNotFoundException")]
    [InlineData("22345678-1234-1234-1234-123456789012", "KmsKeyNotFoundException")]
    [InlineData("arn:aws:kms:us-east-1:444455556666:key/" + Id, "KmsKeyNotFoundException")]
    [InlineData("not a key", "InvalidKmsKeyIdException")]
    [InlineData("arn:aws:s3:::bucket", "InvalidKmsKeyIdException")]
    public async Task A_key_that_is_not_there_is_refused(string name, string code)
    {
        await using var server = await StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        Assert.Equal(code, await CodeAsync(CreateAsync(root, name)));
        await CreateAsync(root, "");
        Assert.Equal(code, await CodeAsync(root.TrailAsync("UpdateTrail", $$"""{"Name":"audit","KmsKeyId":"{{name}}"}""")));
        Assert.Null((await root.TrailAsync("GetTrail", """{"Name":"audit"}"""))["Trail"]!["KmsKeyId"]);
    }

    [Fact]
    public async Task The_key_is_of_the_bucket_s_region_whatever_the_trail_s()
    {
        await using var server = await StartAsync();
        AwsCaller home = new(server, server.RootKeys, "us-east-1");
        server.World.Account.AddBucket("far-of-team", "eu-west-1", Policies.Trail("far-of-team", "AWSLogs/111122223333"));
        var far = server.World.Account.AddKey("eu-west-1", Policies.TrailKey(Trail));
        Assert.Equal("KmsKeyNotFoundException", await CodeAsync(CreateAsync(home, far)));
        Assert.Equal("KmsKeyNotFoundException", await CodeAsync(CreateAsync(home, Key, "far-of-team")));
        Assert.Equal(far, (string)(await CreateAsync(home, far, "far-of-team"))["KmsKeyId"]!);
    }

    [Fact]
    public async Task The_key_may_be_another_account_s()
    {
        await using var server = await StartAsync();
        var other = server.World.AddAccount("444455556666");
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        var closed = other.AddKey("us-east-1");
        Assert.Equal("InsufficientEncryptionPolicyException", await CodeAsync(CreateAsync(root, closed)));
        var open = other.AddKey("us-east-1", Policies.TrailKey(Trail));
        Assert.Equal(open, (string)(await CreateAsync(root, open))["KmsKeyId"]!);
        await root.TrailAsync("StartLogging", """{"Name":"audit"}""");
        Assert.Equal((null, null), await DeliverAsync(server, root));
    }

    [Theory]
    [InlineData("DisableKey", "KmsException", "is disabled")]
    [InlineData("ScheduleKeyDeletion", "KmsException", "is pending deletion")]
    public async Task A_key_that_can_t_be_used_is_refused(string operation, string code, string words)
    {
        await using var server = await StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.JsonAsync("kms", operation, $$"""{"KeyId":"{{Id}}"}""");
        var error = await Assert.ThrowsAsync<AwsError>(() => CreateAsync(root, Id));
        Assert.Equal((code, 400), (error.Code, error.Status));
        Assert.Contains(words, error.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Encrypt")]
    [InlineData("Describe")]
    [InlineData("SourceArn")]
    [InlineData("context")]
    [InlineData("account only")]
    public async Task A_policy_that_lacks_what_CloudTrail_needs_is_refused(string without)
    {
        await using var server = await StartAsync(Policy(without));
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        var error = await Assert.ThrowsAsync<AwsError>(() => CreateAsync(root, Key));
        Assert.Equal(("InsufficientEncryptionPolicyException", $"Insufficient permissions to access S3 bucket {Bucket} or KMS key {Key}."), (error.Code, error.Words));
        await CreateAsync(root, "");
    }

    [Fact]
    public async Task A_bucket_key_asks_for_Decrypt_as_well()
    {
        await using var server = await StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, $"/{Bucket}?encryption", $"<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>{Key}</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>");
        Assert.Equal("InsufficientEncryptionPolicyException", await CodeAsync(CreateAsync(root, Key)));
        var policy = JsonNode.Parse(Policies.TrailKey(Trail))!;
        policy["Statement"]!.AsArray().Add(JsonNode.Parse($$"""{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"kms:Decrypt","Resource":"*","Condition":{"StringEquals":{"aws:SourceArn":"{{Trail}}"} } }"""));
        await PutPolicyAsync(root, policy.ToJsonString());
        await CreateAsync(root, Key);

        // A trail without a key takes the bucket's default, and asks for no key.
        await PutPolicyAsync(root, Policies.TrailKey("arn:aws:cloudtrail:us-east-1:111122223333:trail/other"));
        await root.TrailAsync("UpdateTrail", """{"Name":"audit","KmsKeyId":""}""");
        Assert.Equal((null, null), await DeliverAsync(server, root));
    }

    [Theory]
    [InlineData("DisableKey", "KMS.DisabledException")]
    [InlineData("ScheduleKeyDeletion", "KMS.KMSInvalidStateException")]
    [InlineData("thinned", "AccessDenied")]
    [InlineData("gone", "KMS.NotFoundException")]
    public async Task Delivery_ends_with_the_key(string how, string error)
    {
        await using var server = await StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await CreateAsync(root, Id);
        await root.TrailAsync("StartLogging", """{"Name":"audit"}""");
        Assert.Equal((null, null), await DeliverAsync(server, root));
        var before = server.World.Account.Objects(Bucket);
        Assert.NotEmpty(before);
        if (how == "thinned")
        {
            await PutPolicyAsync(root, Policy("Encrypt"));
        }
        else
        {
            await root.JsonAsync("kms", how == "gone" ? "ScheduleKeyDeletion" : how, $$"""{"KeyId":"{{Id}}"{{(how == "gone" ? ",\"PendingWindowInDays\":7" : "")}}}""");
        }

        if (how == "gone")
        {
            server.World.Clock.Advance(TimeSpan.FromDays(7));
        }

        Assert.Equal((error, error), await DeliverAsync(server, root));
        Assert.Equal(before, server.World.Account.Objects(Bucket));
        Assert.True((bool)(await root.TrailAsync("GetTrailStatus", """{"Name":"audit"}"""))["IsLogging"]!);
        if (how == "gone")
        {
            return;
        }

        // What was held back comes later.
        if (how == "ScheduleKeyDeletion")
        {
            await root.JsonAsync("kms", "CancelKeyDeletion", $$"""{"KeyId":"{{Id}}"}""");
        }

        await root.JsonAsync("kms", "EnableKey", $$"""{"KeyId":"{{Id}}"}""");
        await PutPolicyAsync(root, Policies.TrailKey(Trail));
        Assert.Equal((null, null), await DeliverAsync(server, root));
        Assert.True(server.World.Account.Objects(Bucket).Count > before.Count);
    }

    [Fact]
    public async Task Logs_are_read_by_whom_the_key_lets()
    {
        await using var server = await StartAsync();
        var account = server.World.Account;
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        AwsCaller reader = new(server, account.AddUser("reader", Policies.Allow("s3:*", "kms:Decrypt")), "us-east-1");
        AwsCaller lister = new(server, account.AddUser("lister", Policies.Allow("s3:*")), "us-east-1");
        await CreateAsync(root, Id);
        await root.TrailAsync("StartLogging", """{"Name":"audit"}""");
        await DeliverAsync(server, root);
        var log = account.Objects(Bucket).First(key => key.Contains("/CloudTrail/", StringComparison.Ordinal));
        var digest = account.Objects(Bucket).First(key => key.Contains("/CloudTrail-Digest/", StringComparison.Ordinal));
        foreach (var key in new[] { log, digest })
        {
            using var response = await reader.SendAsync("s3", HttpMethod.Get, $"/{Bucket}/{key}", "");
            Assert.Equal((200, "aws:kms", Key), ((int)response.StatusCode, Header(response, "x-amz-server-side-encryption"), Header(response, "x-amz-server-side-encryption-aws-kms-key-id")));
            var error = await Assert.ThrowsAsync<AwsError>(() => lister.S3Async(HttpMethod.Get, $"/{Bucket}/{key}"));
            Assert.Equal(("AccessDenied", 403), (error.Code, error.Status));
            Assert.Equal($"User: arn:aws:iam::111122223333:user/lister is not authorized to perform: kms:Decrypt on resource: {Key} because no identity-based policy allows the kms:Decrypt action", error.Words);
        }

        // Copying is reading; HEAD isn't, unless it is to tell a checksum.
        Assert.Equal("AccessDenied", await CodeAsync(lister.S3Async(HttpMethod.Put, $"/{Bucket}/copy", "", ("x-amz-copy-source", $"/{Bucket}/{log}"))));
        await reader.S3Async(HttpMethod.Put, $"/{Bucket}/copy", "", ("x-amz-copy-source", $"/{Bucket}/{log}"));
        await lister.S3Async(HttpMethod.Head, $"/{Bucket}/{log}");
        Assert.Equal(403, (await Assert.ThrowsAsync<AwsError>(() => lister.S3Async(HttpMethod.Head, $"/{Bucket}/{log}", "", ("x-amz-checksum-mode", "ENABLED")))).Status);

        // The key lets nobody any more.
        await PutPolicyAsync(root, Policies.Key("arn:aws:iam::111122223333:root", "kms:PutKeyPolicy"));
        Assert.EndsWith("kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access", (await Assert.ThrowsAsync<AwsError>(() => reader.S3Async(HttpMethod.Get, $"/{Bucket}/{log}"))).Words, StringComparison.Ordinal);
        await PutPolicyAsync(root, Policies.TrailKey(Trail));
        await root.JsonAsync("kms", "DisableKey", $$"""{"KeyId":"{{Id}}"}""");
        var disabled = await Assert.ThrowsAsync<AwsError>(() => reader.S3Async(HttpMethod.Get, $"/{Bucket}/{log}"));
        Assert.Equal(("KMS.DisabledException", 400, $"{Key} is disabled."), (disabled.Code, disabled.Status, disabled.Words));
        await root.JsonAsync("kms", "ScheduleKeyDeletion", $$"""{"KeyId":"{{Id}}"}""");
        Assert.Equal("KMS.KMSInvalidStateException", await CodeAsync(reader.S3Async(HttpMethod.Get, $"/{Bucket}/{log}")));
        server.World.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal("KMS.NotFoundException", await CodeAsync(reader.S3Async(HttpMethod.Get, $"/{Bucket}/{log}")));
    }

    [Fact]
    public async Task Another_account_reads_where_bucket_and_key_both_let_it()
    {
        await using var server = await StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        AwsCaller auditor = new(server, server.World.AddAccount("444455556666").AddUser("auditor", Policies.Allow("s3:GetObject", "kms:Decrypt")), "us-east-1");
        await CreateAsync(root, Id);
        await root.TrailAsync("StartLogging", """{"Name":"audit"}""");
        await DeliverAsync(server, root);
        var log = server.World.Account.Objects(Bucket)[0];
        var bucket = JsonNode.Parse(Policies.Trail(Bucket, "AWSLogs/111122223333"))!;
        bucket["Statement"]!.AsArray().Add(JsonNode.Parse("""{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::logs-of-team/*"}"""));
        await root.S3Async(HttpMethod.Put, $"/{Bucket}?policy", bucket.ToJsonString());
        Assert.Equal("AccessDenied", await CodeAsync(auditor.S3Async(HttpMethod.Get, $"/{Bucket}/{log}")));
        var key = JsonNode.Parse(Policies.TrailKey(Trail))!;
        key["Statement"]!.AsArray().Add(JsonNode.Parse($$"""{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"kms:Decrypt","Resource":"*","Condition":{"StringEquals":{"kms:EncryptionContext:aws:cloudtrail:arn":"{{Trail}}","kms:ViaService":"s3.us-east-1.amazonaws.com"} } }"""));
        await PutPolicyAsync(root, key.ToJsonString());
        await auditor.S3Async(HttpMethod.Get, $"/{Bucket}/{log}");
    }

    [Fact]
    public async Task Bucket_policies_see_the_key_that_CloudTrail_names()
    {
        await using var server = await StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        var policy = JsonNode.Parse(Policies.Trail(Bucket, "AWSLogs/111122223333"))!;
        policy["Statement"]!.AsArray().Add(JsonNode.Parse($$"""{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::logs-of-team/*","Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption-aws-kms-key-id":"{{Key}}"} } }"""));
        await root.S3Async(HttpMethod.Put, $"/{Bucket}?policy", policy.ToJsonString());
        Assert.Equal("InsufficientS3BucketPolicyException", await CodeAsync(CreateAsync(root, "")));
        await CreateAsync(root, Id);
    }

    [Fact]
    public async Task Tests_can_begin_with_a_trail_and_its_key()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        var key = account.AddKey("us-east-1", Policies.TrailKey(Trail));
        account.AddTrail("audit", Bucket, key: key);
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        Assert.Equal((null, null), await DeliverAsync(server, root));
        using var head = await root.SendAsync("s3", HttpMethod.Head, $"/{Bucket}/{account.Objects(Bucket)[0]}", "");
        Assert.Equal(key, Header(head, "x-amz-server-side-encryption-aws-kms-key-id"));
    }

    private static async Task<LocalAwsServer> StartAsync(string? policy = null)
    {
        var server = await LocalAwsServer.StartAsync();
        server.World.Account.AddBucket(Bucket, "us-east-1", Policies.Trail(Bucket, "AWSLogs/111122223333"));
        server.World.Account.AddKey("us-east-1", policy ?? Policies.TrailKey(Trail), Id);
        return server;
    }

    // The policy of the guide, without one thing.
    private static string Policy(string without)
    {
        var policy = JsonNode.Parse(Policies.TrailKey(Trail))!;
        var statements = policy["Statement"]!.AsArray();
        if (without is "SourceArn" or "context")
        {
            return without == "SourceArn"
                ? policy.ToJsonString().Replace(Trail, Trail + "-other", StringComparison.Ordinal)
                : policy.ToJsonString().Replace("arn:aws:cloudtrail:*:111122223333:trail/*", "arn:aws:cloudtrail:*:111122223333:trail/other-*", StringComparison.Ordinal);
        }

        foreach (var statement in statements.Where(one => (string)one!["Sid"]! is var id && (id == without || (without == "account only" && id != "Manage"))).ToList())
        {
            statements.Remove(statement);
        }

        return policy.ToJsonString();
    }

    private static async Task<JsonObject> CreateAsync(AwsCaller caller, string key, string bucket = Bucket)
    {
        return await caller.TrailAsync("CreateTrail", new JsonObject
        {
            ["Name"] = "audit",
            ["S3BucketName"] = bucket,
            ["EnableLogFileValidation"] = true,
            ["KmsKeyId"] = key,
        }.ToJsonString());
    }

    private static Task PutPolicyAsync(AwsCaller caller, string policy) =>
        caller.JsonAsync("kms", "PutKeyPolicy", new JsonObject { ["KeyId"] = Id, ["Policy"] = policy, ["BypassPolicyLockoutSafetyCheck"] = true }.ToJsonString());

    // What is due after an hour in which something happened.
    private static async Task<(string? Log, string? Digest)> DeliverAsync(LocalAwsServer server, AwsCaller caller)
    {
        await caller.QueryAsync("iam", "ListRoles");
        server.World.Clock.Advance(TimeSpan.FromMinutes(61));
        var status = await caller.TrailAsync("GetTrailStatus", """{"Name":"audit"}""");
        return ((string?)status["LatestDeliveryError"], (string?)status["LatestDigestDeliveryError"]);
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private static async Task<string> CodeAsync(Task call) => (await Assert.ThrowsAsync<AwsError>(() => call)).Code;
}
