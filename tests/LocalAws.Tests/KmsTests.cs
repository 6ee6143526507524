using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>Who may do what with a key: https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html</summary>
public sealed class KmsTests
{
    private const string Own = "arn:aws:iam::111122223333:root";
    private const string Ann = "arn:aws:iam::111122223333:user/ann";
    private const string Strangers = "arn:aws:iam::444455556666:root";
    private const string Unseen = "because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access";

    [Theory]
    // The account is let in: its IAM policies decide.
    [InlineData(Own, "kms:*", true, null)]
    [InlineData(Own, "kms:*", false, "because no identity-based policy allows the kms:DescribeKey action")]
    // It isn't: they count for nothing.
    [InlineData(Ann, "kms:Decrypt", true, "because no resource-based policy allows the kms:DescribeKey action")]
    // Whom the key's policy names needs no policy of IAM's.
    [InlineData(Ann, "kms:DescribeKey", false, null)]
    public async Task The_key_s_policy_comes_first(string principal, string action, bool hasIdentityPolicy, string? reason)
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller ann = new(server, server.World.Account.AddUser("ann", hasIdentityPolicy ? Policies.Allow("kms:*") : null));
        var key = server.World.Account.AddKey("eu-west-1", Policies.Key(principal, action));
        var refusal = await Record.ExceptionAsync(() => ann.JsonAsync("kms", "DescribeKey", Of(key)));
        Assert.Equal(reason is null ? null : $"User: {Ann} is not authorized to perform: kms:DescribeKey on resource: {key} {reason}", (refusal as AwsError)?.Words);
        Assert.Equal(reason is null ? null : "AccessDeniedException", (refusal as AwsError)?.Code);
    }

    [Fact]
    public async Task Even_root_needs_the_key_s_policy()
    {
        await using var server = await LocalAwsServer.StartAsync();
        server.World.Account.AddUser("ann");
        AwsCaller root = new(server, server.RootKeys);
        var key = server.World.Account.AddKey("eu-west-1", Policies.Key(Ann, "kms:*"));
        Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AwsError>(() => root.JsonAsync("kms", "PutKeyPolicy", Of(key, "Policy", Policies.Key(Own, "kms:*"))))).Code);
    }

    [Theory]
    [InlineData("scp", "with an explicit deny in a service control policy")]
    [InlineData("identity", "with an explicit deny in an identity-based policy")]
    [InlineData("key", "with an explicit deny in a resource-based policy")]
    public async Task A_deny_anywhere_refuses(string where, string reason)
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        AwsCaller ann = new(server, account.AddUser("ann", where == "identity"
            ? """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"kms:DisableKey","Resource":"*"}]}"""
            : Policies.Allow("*")));
        var key = account.AddKey("eu-west-1", where != "key" ? null : """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"},
              {"Effect":"Deny","Principal":"*","Action":["kms:DisableKey"],"Resource":"*"}]}
            """);
        account.ServiceControlPolicies = where == "scp" ? [[Policies.Allow("*"), Policies.Statement("Deny", key, "kms:DisableKey")]] : [];
        var error = await Assert.ThrowsAsync<AwsError>(() => ann.JsonAsync("kms", "DisableKey", Of(key)));
        Assert.Equal($"User: {Ann} is not authorized to perform: kms:DisableKey on resource: {key} {reason}", error.Words);
        Assert.Equal("Enabled", await StateAsync(ann, key));
        if (where == "scp")
        {
            await ann.JsonAsync("kms", "DisableKey", Of(account.AddKey("eu-west-1")));
        }
    }

    [Theory]
    [InlineData(true, true, null)]
    [InlineData(true, false, "kms:DescribeKey on resource: {0} because no identity-based policy allows the kms:DescribeKey action")]
    [InlineData(false, true, "kms:DescribeKey on this resource " + Unseen)]
    public async Task Another_account_needs_both(bool isNamed, bool isPermitted, string? words)
    {
        await using var server = await LocalAwsServer.StartAsync();
        var key = server.World.Account.AddKey("eu-west-1", Policies.Key(isNamed ? Strangers : Own, "kms:*"));
        AwsCaller eve = new(server, server.World.AddAccount("444455556666").AddUser("eve", Policies.Allow(isPermitted ? "kms:*" : "s3:*")));
        var refusal = await Record.ExceptionAsync(() => eve.JsonAsync("kms", "DescribeKey", Of(key)));
        var expected = words is null ? null : "User: arn:aws:iam::444455556666:user/eve is not authorized to perform: " + words.Replace("{0}", key, StringComparison.Ordinal);
        Assert.Equal(expected, (refusal as AwsError)?.Words);

        // Managing is the own account's, whatever the policy says; and a key that isn't there looks the same.
        Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AwsError>(() => eve.JsonAsync("kms", "DisableKey", Of(key)))).Code);
        Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AwsError>(() => eve.JsonAsync("kms", "DescribeKey", Of("arn:aws:kms:eu-west-1:111122223333:key/none")))).Code);
        Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AwsError>(() => eve.JsonAsync("kms", "DescribeKey", Of("arn:aws:kms:eu-west-1:111122223333:alias/none")))).Code);
    }

    [Theory]
    [InlineData("a", null)]
    [InlineData("b", "AccessDeniedException")]
    [InlineData("", "AccessDeniedException")]
    public async Task The_encryption_context_is_a_condition(string value, string? code)
    {
        await using var server = await LocalAwsServer.StartAsync();
        var key = server.World.Account.AddKey("eu-west-1", Policies.Key(Own, "kms:*", ",\"Condition\":{\"StringEquals\":{\"kms:EncryptionContext:trail\":\"a\"},\"StringNotLikeIfExists\":{\"kms:RequestAlias\":\"alias/*\"}}"));
        AwsCaller root = new(server, server.RootKeys);
        var context = value.Length == 0 ? "{}" : $$"""{"trail":"{{value}}"}""";
        var answer = await Record.ExceptionAsync(() => root.JsonAsync("kms", "GenerateDataKey", $$"""{"KeyId":"{{key}}","KeySpec":"AES_256","EncryptionContext":{{context}}}"""));
        Assert.Equal(code, (answer as AwsError)?.Code);
    }

    [Fact]
    public async Task Who_may_not_decrypt_does_not_learn_the_key()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        AwsCaller ann = new(server, account.AddUser("ann", Policies.Allow("kms:*")));
        AwsCaller bob = new(server, account.AddUser("bob"));
        var key = account.AddKey("eu-west-1");
        var data = await ann.JsonAsync("kms", "GenerateDataKey", Of(key, "KeySpec", "AES_256"));
        var blob = new JsonObject { ["CiphertextBlob"] = (string)data["CiphertextBlob"]! }.ToJsonString();
        Assert.Equal((string)data["Plaintext"]!, (string)(await ann.JsonAsync("kms", "Decrypt", blob))["Plaintext"]!);
        Assert.EndsWith($"kms:Decrypt on resource: {key} because no identity-based policy allows the kms:Decrypt action", (await Assert.ThrowsAsync<AwsError>(() => bob.JsonAsync("kms", "Decrypt", blob))).Words, StringComparison.Ordinal);

        // One that others manage takes ann's permission away.
        await ann.JsonAsync("kms", "PutKeyPolicy", Of(key, "Policy", Policies.Key("arn:aws:iam::111122223333:user/bob", "kms:*"), ("BypassPolicyLockoutSafetyCheck", true)));
        Assert.Equal($"User: {Ann} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext {Unseen}", (await Assert.ThrowsAsync<AwsError>(() => ann.JsonAsync("kms", "Decrypt", blob))).Words);
        await bob.JsonAsync("kms", "Decrypt", blob);
    }

    [Fact]
    public async Task A_policy_that_locks_its_writer_out_needs_the_bypass()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        account.AddUser("bob");
        AwsCaller ann = new(server, account.AddUser("ann", Policies.Allow("kms:*")));
        var key = account.AddKey("eu-west-1");
        var others = Policies.Key("arn:aws:iam::111122223333:user/bob", "kms:*");
        var error = await Assert.ThrowsAsync<AwsError>(() => ann.JsonAsync("kms", "PutKeyPolicy", Of(key, "Policy", others)));
        Assert.Equal(("MalformedPolicyDocumentException", "The new key policy will not allow you to update the key policy in the future."), (error.Code, error.Words));

        // Who may write, but not pass the check by.
        AwsCaller careful = new(server, account.AddUser("careful", """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"},
             {"Effect":"Deny","Action":"kms:PutKeyPolicy","Resource":"*","Condition":{"Bool":{"kms:BypassPolicyLockoutSafetyCheck":"true"}}}]}
            """));
        Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AwsError>(() => careful.JsonAsync("kms", "PutKeyPolicy", Of(key, "Policy", others, ("BypassPolicyLockoutSafetyCheck", true))))).Code);
        await careful.JsonAsync("kms", "PutKeyPolicy", Of(key, "Policy", Policies.Key(Own, "kms:*")));
        await ann.JsonAsync("kms", "PutKeyPolicy", Of(key, "Policy", others, ("BypassPolicyLockoutSafetyCheck", true)));
        Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AwsError>(() => ann.JsonAsync("kms", "GetKeyPolicy", Of(key)))).Code);
    }

    [Fact]
    public async Task Policies_take_their_time_and_deletion_its_days()
    {
        await using var server = await LocalAwsServer.StartAsync(new LocalAwsOptions { PolicyDelay = TimeSpan.FromSeconds(60) });
        AwsCaller root = new(server, server.RootKeys);
        var key = (string)(await root.JsonAsync("kms", "CreateKey"))["KeyMetadata"]!["Arn"]!;
        await root.JsonAsync("kms", "PutKeyPolicy", Of(key, "Policy", Policies.Key(Own, "kms:PutKeyPolicy")));
        await root.JsonAsync("kms", "ScheduleKeyDeletion", Of(key));
        server.World.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AwsError>(() => root.JsonAsync("kms", "CancelKeyDeletion", Of(key)))).Code);
        server.World.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal("NotFoundException", (await Assert.ThrowsAsync<AwsError>(() => root.JsonAsync("kms", "PutKeyPolicy", Of(key, "Policy", Policies.Key(Own, "kms:*"))))).Code);
        Assert.Empty((await root.JsonAsync("kms", "ListKeys"))["Keys"]!.AsArray());
    }

    [Fact]
    public async Task The_history_tells_of_keys_in_their_account_but_of_no_secret()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var key = server.World.Account.AddKey("eu-west-1", Policies.Key(Strangers, "kms:*"), "12345678-1234-1234-1234-123456789012");
        Assert.Equal("arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012", key);
        AwsCaller eve = new(server, server.World.AddAccount("444455556666").RootKeys);
        var data = await eve.JsonAsync("kms", "GenerateDataKey", $$$"""{"KeyId":"{{{key}}}","NumberOfBytes":16,"EncryptionContext":{"Team":"b"}}""");
        await eve.JsonAsync("kms", "Decrypt", new JsonObject { ["CiphertextBlob"] = (string)data["CiphertextBlob"]!, ["EncryptionContext"] = new JsonObject { ["Team"] = "b" } }.ToJsonString());
        var records = server.World.EventRecords();
        Assert.Equal(4, records.Count);
        Assert.All(records, text =>
        {
            var record = JsonNode.Parse(text)!;
            Assert.Equal(("kms.amazonaws.com", "eu-west-1", true, key), ((string)record["eventSource"]!, (string)record["awsRegion"]!, (bool)record["readOnly"]!, (string)record["resources"]![0]!["ARN"]!));
            Assert.Equal("b", (string)record["requestParameters"]!["encryptionContext"]!["Team"]!);
            Assert.DoesNotContain((string)data["CiphertextBlob"]!, text, StringComparison.Ordinal);
            Assert.DoesNotContain((string)data["Plaintext"]!, text, StringComparison.Ordinal);
        });
        Assert.Equal(["111122223333", "444455556666"], records.Select(text => (string)JsonNode.Parse(text)!["recipientAccountId"]!).Distinct().Order());
        Assert.All(server.Log.All, request => Assert.False(request.IsMutating));
    }

    private static async Task<string> StateAsync(AwsCaller caller, string key) => (string)(await caller.JsonAsync("kms", "DescribeKey", Of(key)))["KeyMetadata"]!["KeyState"]!;

    private static string Of(string key, string? name = null, string? value = null, params (string Name, bool Value)[] flags)
    {
        JsonObject body = new() { ["KeyId"] = key };
        if (name is not null)
        {
            body[name] = value;
        }

        foreach (var flag in flags)
        {
            body[flag.Name] = flag.Value;
        }

        return body.ToJsonString();
    }
}
