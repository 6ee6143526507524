using System.Xml.Linq;
using TrailOps.LocalAws.Sts;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>Assuming roles: trust, limits, chains, what sticks to a session.</summary>
public sealed class StsTests
{
    private const string Root = "{\"AWS\":\"111122223333\"}";

    [Theory]
    [InlineData("RoleSessionName", "a b", "ValidationError", "at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern")]
    [InlineData("RoleSessionName", "a", "ValidationError", "greater than or equal to 2")]
    [InlineData("DurationSeconds", "899", "ValidationError", "greater than or equal to 900")]
    [InlineData("DurationSeconds", "43201", "ValidationError", "less than or equal to 43200")]
    [InlineData("DurationSeconds", "3601", "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")]
    [InlineData("RoleArn", "arn:aws:iam::111122223333:user/x", "ValidationError", "is invalid")]
    [InlineData("RoleArn", "arn:aws:iam::111122223333:role/none", "AccessDenied", "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/none")]
    [InlineData("Policy", "{", "MalformedPolicyDocument", "invalid Json")]
    public async Task What_is_asked_wrongly_is_told(string parameter, string value, string code, string words)
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller ann = new(server, server.World.Account.AddUser("ann", Policies.Allow("*")));
        Dictionary<string, string> parameters = new() { ["RoleArn"] = server.World.Account.AddRole("worker"), ["RoleSessionName"] = "s1" };
        parameters[parameter] = value;
        var error = await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("sts", "AssumeRole", [.. parameters.Select(pair => (pair.Key, pair.Value))]));
        Assert.Equal(code, error.Code);
        Assert.Contains(words, error.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trusted", null, null, true)]
    [InlineData("external id", ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"e-1\"}}", "ExternalId=e-1", true)]
    [InlineData("wrong external id", ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"e-1\"}}", "ExternalId=e-2", false)]
    [InlineData("no external id", ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"e-1\"}}", null, false)]
    [InlineData("session name", ",\"Condition\":{\"StringEquals\":{\"sts:RoleSessionName\":\"${aws:username}\"}}", null, false)]
    [InlineData("mfa", ",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}", null, false)]
    [InlineData("tags without leave", null, "Tags.member.1.Key=a&Tags.member.1.Value=b", false)]
    [InlineData("source identity without leave", null, "SourceIdentity=ann", false)]
    public async Task The_trust_policy_decides(string name, string? condition, string? more, bool isIn)
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller ann = new(server, server.World.Account.AddUser("ann", Policies.Allow("*")));
        var arn = server.World.Account.AddRole("worker", Policies.Trust(Root, condition ?? ""));
        List<(string, string)> parameters = [("RoleArn", arn), ("RoleSessionName", "s1"), .. (more ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair.Split('=')[0], pair.Split('=')[1]))];
        var answer = ann.QueryAsync("sts", "AssumeRole", [.. parameters]);
        if (isIn)
        {
            await answer;
            return;
        }

        var error = await Assert.ThrowsAsync<AwsError>(() => answer);
        Assert.True(error.Code == "AccessDenied", name);

        // STS looks into another's policy, so it keeps the reason back.
        Assert.EndsWith($" on resource: {arn}", error.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_account_needs_trust_and_its_own_leave()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var other = server.World.AddAccount("444455556666");
        AwsCaller mayAsk = new(server, other.AddUser("may", Policies.Allow("sts:AssumeRole")));
        AwsCaller mayNot = new(server, other.AddUser("may-not"));
        var trusting = server.World.Account.AddRole("trusting", Policies.Trust("{\"AWS\":\"arn:aws:iam::444455556666:root\"}"));
        var closed = server.World.Account.AddRole("closed", Policies.Trust(Root));
        await mayAsk.QueryAsync("sts", "AssumeRole", ("RoleArn", trusting), ("RoleSessionName", "s1"));
        await Assert.ThrowsAsync<AwsError>(() => mayNot.QueryAsync("sts", "AssumeRole", ("RoleArn", trusting), ("RoleSessionName", "s1")));
        await Assert.ThrowsAsync<AwsError>(() => mayAsk.QueryAsync("sts", "AssumeRole", ("RoleArn", closed), ("RoleSessionName", "s1")));

        // Both accounts have the event, tied by its shared id.
        var records = server.World.EventRecords().Select(record => System.Text.Json.Nodes.JsonNode.Parse(record)!).Where(record => record["errorCode"] is null).ToList();
        Assert.Equal(["444455556666", "111122223333"], records.Select(record => (string)record["recipientAccountId"]!));
        Assert.Equal((string)records[0]["sharedEventID"]!, (string)records[1]["sharedEventID"]!);
        Assert.Equal(("IAMUser", "AWSAccount"), ((string)records[0]["userIdentity"]!["type"]!, (string)records[1]["userIdentity"]!["type"]!));
        Assert.NotEqual((string)records[0]["eventID"]!, (string)records[1]["eventID"]!);
    }

    [Fact]
    public async Task A_chain_lasts_an_hour_and_keeps_source_identity_and_transitive_tags()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        AwsCaller ann = new(server, account.AddUser("ann", Policies.Allow("*")));
        const string All = "\"sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity\"";
        var first = account.AddRole("first", Policies.Trust(Root, actions: All), Policies.Allow("*"));
        var second = account.AddRole("second", Policies.Trust(Root, actions: All), """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/project":"shop","aws:SourceIdentity":"ann"}}}]}""");
        await root.QueryAsync("iam", "UpdateRole", ("RoleName", "second"), ("MaxSessionDuration", "43200"));
        var one = ann.As(await ann.QueryAsync("sts", "AssumeRole", ("RoleArn", first), ("RoleSessionName", "s1"), ("SourceIdentity", "ann"), ("Tags.member.1.Key", "project"), ("Tags.member.1.Value", "shop"), ("TransitiveTagKeys.member.1", "project")));

        var error = await Assert.ThrowsAsync<AwsError>(() => one.QueryAsync("sts", "AssumeRole", ("RoleArn", second), ("RoleSessionName", "s2"), ("DurationSeconds", "3601")));
        Assert.Equal(("ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"), (error.Code, error.Words));
        error = await Assert.ThrowsAsync<AwsError>(() => one.QueryAsync("sts", "AssumeRole", ("RoleArn", second), ("RoleSessionName", "s2"), ("SourceIdentity", "bob")));
        Assert.Equal("AccessDenied", error.Code);
        error = await Assert.ThrowsAsync<AwsError>(() => one.QueryAsync("sts", "AssumeRole", ("RoleArn", second), ("RoleSessionName", "s2"), ("Tags.member.1.Key", "project"), ("Tags.member.1.Value", "bank")));
        Assert.Equal("InvalidParameterValue", error.Code);

        var two = one.As(await one.QueryAsync("sts", "AssumeRole", ("RoleArn", second), ("RoleSessionName", "s2")), "us-east-1");
        await two.QueryAsync("iam", "ListRoles");
    }

    [Fact]
    public async Task Root_may_not_assume_roles()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var error = await Assert.ThrowsAsync<AwsError>(() => new AwsCaller(server, server.RootKeys).QueryAsync("sts", "AssumeRole", ("RoleArn", server.World.Account.AddRole("worker")), ("RoleSessionName", "s1")));
        Assert.Equal(("AccessDenied", "Roles may not be assumed by root accounts."), (error.Code, error.Words));
    }

    [Fact]
    public async Task A_device_s_code_opens_what_asks_for_one()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        AwsCaller ann = new(server, account.AddUser("ann", Policies.Allow("*")), "us-east-1");
        var device = await ann.QueryAsync("iam", "CreateVirtualMFADevice", ("VirtualMFADeviceName", "phone"));
        var serial = device.Descendants("SerialNumber").Single().Value;
        Assert.Equal("arn:aws:iam::111122223333:mfa/phone", serial);
        var secret = FromBase32(System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(device.Descendants("Base32StringSeed").Single().Value)));
        string Code(int seconds = 0) => Mfa.Code(secret, server.World.Clock.UtcNow.AddSeconds(seconds));
        await ann.QueryAsync("iam", "EnableMFADevice", ("UserName", "ann"), ("SerialNumber", serial), ("AuthenticationCode1", Code(-30)), ("AuthenticationCode2", Code()));

        var arn = account.AddRole("worker", Policies.Trust(Root, ",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}"));
        (string, string)[] assume = [("RoleArn", arn), ("RoleSessionName", "s1")];
        await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("sts", "AssumeRole", assume));
        var error = await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("sts", "AssumeRole", [.. assume, ("SerialNumber", serial), ("TokenCode", Code(600))]));
        Assert.Equal("MultiFactorAuthentication failed with invalid MFA one time pass code. ", error.Words);
        await ann.QueryAsync("sts", "AssumeRole", [.. assume, ("SerialNumber", serial), ("TokenCode", Code())]);

        // As well as a session that had one.
        var session = ann.As(await ann.QueryAsync("sts", "GetSessionToken", ("SerialNumber", serial), ("TokenCode", Code())));
        await session.QueryAsync("sts", "AssumeRole", assume);
        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AwsError>(() => session.QueryAsync("sts", "GetSessionToken"))).Code);
    }

    [Fact]
    public void Codes_are_those_of_RFC_6238()
    {
        // Its appendix B, the last six of eight digits.
        var secret = "12345678901234567890"u8.ToArray();
        Assert.Equal("287082", Mfa.Code(secret, DateTimeOffset.FromUnixTimeSeconds(59)));
        Assert.Equal("081804", Mfa.Code(secret, DateTimeOffset.FromUnixTimeSeconds(1111111109)));
        Assert.Equal("005924", Mfa.Code(secret, DateTimeOffset.FromUnixTimeSeconds(1234567890)));
    }

    [Theory]
    [InlineData("repo:team/app", "sts.amazonaws.com", 60, true, null)]
    [InlineData("repo:other/app", "sts.amazonaws.com", 60, true, "AccessDenied")]
    [InlineData("repo:team/app", "else", 60, true, "AccessDenied")]
    [InlineData("repo:team/app", "sts.amazonaws.com", -60, true, "ExpiredTokenException")]
    [InlineData("repo:team/app", "sts.amazonaws.com", 60, false, "InvalidIdentityToken")]
    public async Task Web_identities_are_checked(string subject, string audience, int seconds, bool isSigned, string? code)
    {
        await using var server = await LocalAwsServer.StartAsync();
        var provider = server.World.AddWebIdentityProvider("token.example.com");
        var arn = server.World.Account.AddRole("ci", Policies.Trust(
            "{\"Federated\":\"arn:aws:iam::111122223333:oidc-provider/token.example.com\"}",
            ",\"Condition\":{\"StringEquals\":{\"token.example.com:aud\":\"sts.amazonaws.com\"},\"StringLike\":{\"token.example.com:sub\":\"repo:team/*\"}}", "\"sts:AssumeRoleWithWebIdentity\""), Policies.Allow("*"));
        var token = provider.IssueToken(subject, audience, DateTimeOffset.UtcNow.AddSeconds(seconds));
        token = isSigned ? token : token[..^8] + "AAAAAAAA";

        // Without a signature: the token is all.
        using HttpClient client = new();
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["Action"] = "AssumeRoleWithWebIdentity",
            ["Version"] = "2011-06-15",
            ["RoleArn"] = arn,
            ["RoleSessionName"] = "s1",
            ["WebIdentityToken"] = token,
        });
        using var response = await client.PostAsync(server.Url, form, TestContext.Current.CancellationToken);
        var answer = XElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        string Value(string name) => answer.Descendants().First(element => element.Name.LocalName == name).Value;
        if (code is not null)
        {
            Assert.Equal(code, Value("Code"));
            return;
        }

        AwsCaller worker = new(server, new(Value("AccessKeyId"), Value("SecretAccessKey"), Value("SessionToken")));
        Assert.Contains("assumed-role/ci/s1", (await worker.QueryAsync("sts", "GetCallerIdentity")).Value, StringComparison.Ordinal);
    }

    private static byte[] FromBase32(string text)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(text.Select(letter => Convert.ToString(Letters.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }
}
