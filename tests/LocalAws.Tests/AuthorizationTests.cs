using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>Which policy decides, and the words of refusals.</summary>
public sealed class AuthorizationTests
{
    private const string Me = "User: arn:aws:sts::111122223333:assumed-role/worker/s1 is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::111122223333:user/";

    [Theory]
    [InlineData("none", " because no identity-based policy allows the iam:ListUsers action")]
    [InlineData("identity", " with an explicit deny in an identity-based policy")]
    [InlineData("scp", " with an explicit deny in a service control policy")]
    [InlineData("scp-none", " because no service control policy allows the iam:ListUsers action")]
    [InlineData("boundary", " with an explicit deny in a permissions boundary")]
    [InlineData("boundary-none", " because no permissions boundary allows the iam:ListUsers action")]
    [InlineData("session", " with an explicit deny in a session policy")]
    [InlineData("session-none", " because no session policy allows the iam:ListUsers action")]
    [InlineData("allowed", null)]
    public async Task The_policy_that_decides_is_told(string kind, string? reason)
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        AwsCaller ann = new(server, account.AddUser("ann", Policies.Allow("*")), "us-east-1");
        var arn = account.AddRole("worker", policy: kind == "none" ? Policies.Allow("s3:*") : Policies.Allow("*"));
        (string, string)[] session = kind.StartsWith("session", StringComparison.Ordinal)
            ? [("Policy", kind == "session" ? """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}""" : Policies.Allow("s3:*"))]
            : [];
        var worker = ann.As(await ann.QueryAsync("sts", "AssumeRole", [("RoleArn", arn), ("RoleSessionName", "s1"), .. session]));
        if (kind.StartsWith("scp", StringComparison.Ordinal))
        {
            account.ServiceControlPolicies = kind == "scp" ? [[Policies.Allow("*"), Policies.Deny("iam:*")]] : [[Policies.Allow("*")], [Policies.Allow("s3:*")]];
        }
        else if (kind == "identity")
        {
            await root.QueryAsync("iam", "PutRolePolicy", ("RoleName", "worker"), ("PolicyName", "no"), ("PolicyDocument", Policies.Deny("iam:List*")));
        }
        else if (kind.StartsWith("boundary", StringComparison.Ordinal))
        {
            var document = kind == "boundary" ? """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}""" : Policies.Allow("s3:*");
            await root.QueryAsync("iam", "CreatePolicy", ("PolicyName", "edge"), ("PolicyDocument", document));
            await root.QueryAsync("iam", "PutRolePermissionsBoundary", ("RoleName", "worker"), ("PermissionsBoundary", "arn:aws:iam::111122223333:policy/edge"));
        }

        if (reason is null)
        {
            await worker.QueryAsync("iam", "ListUsers");
            return;
        }

        var error = await Assert.ThrowsAsync<AwsError>(() => worker.QueryAsync("iam", "ListUsers"));
        Assert.Equal(("AccessDenied", 403, Me + reason), (error.Code, error.Status, error.Words));
    }

    [Fact]
    public async Task Changes_are_read_at_once_and_enforced_after_the_delay()
    {
        await using var server = await LocalAwsServer.StartAsync(new LocalAwsOptions { PolicyDelay = TimeSpan.FromSeconds(60) });
        var account = server.World.Account;
        AwsCaller ann = new(server, account.AddUser("ann", Policies.Allow("*")), "us-east-1");
        var arn = account.AddRole("worker");
        var worker = ann.As(await ann.QueryAsync("sts", "AssumeRole", ("RoleArn", arn), ("RoleSessionName", "s1")));

        await ann.QueryAsync("iam", "PutRolePolicy", ("RoleName", "worker"), ("PolicyName", "p"), ("PolicyDocument", Policies.Allow("iam:ListRoles")));
        Assert.Contains("<member>p</member>", (await ann.QueryAsync("iam", "ListRolePolicies", ("RoleName", "worker"))).ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<AwsError>(() => worker.QueryAsync("iam", "ListRoles"));
        server.World.Clock.Advance(TimeSpan.FromSeconds(61));
        await worker.QueryAsync("iam", "ListRoles");

        // Taking away takes as long.
        await ann.QueryAsync("iam", "DeleteRolePolicy", ("RoleName", "worker"), ("PolicyName", "p"));
        await worker.QueryAsync("iam", "ListRoles");
        server.World.Clock.Advance(TimeSpan.FromSeconds(61));
        await Assert.ThrowsAsync<AwsError>(() => worker.QueryAsync("iam", "ListRoles"));

        // A new role is known to IAM, but not to STS yet.
        await ann.QueryAsync("iam", "CreateRole", ("RoleName", "fresh"), ("AssumeRolePolicyDocument", Policies.Trust("{\"AWS\":\"111122223333\"}")));
        (string, string)[] assume = [("RoleArn", "arn:aws:iam::111122223333:role/fresh"), ("RoleSessionName", "s1")];
        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("sts", "AssumeRole", assume))).Code);
        server.World.Clock.Advance(TimeSpan.FromSeconds(61));
        await ann.QueryAsync("sts", "AssumeRole", assume);
    }

    [Fact]
    public async Task A_dated_permission_ends_by_itself()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller ann = new(server, server.World.Account.AddUser("ann", $$$$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"{{{{server.World.Clock.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}}}}"}}}]}
            """));
        await ann.QueryAsync("iam", "ListRoles");
        server.World.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("iam", "ListRoles"))).Code);
    }

    [Fact]
    public async Task Encoded_messages_are_decoded_in_their_own_account_only()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller other = new(server, server.World.AddAccount("444455556666").RootKeys);
        AwsCaller root = new(server, server.RootKeys);
        AwsCaller ann = new(server, server.World.Account.AddUser("ann", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"},{"Sid":"NoBig","Effect":"Deny","Action":"ec2:RunInstances","Resource":"*","Condition":{"StringEquals":{"ec2:InstanceType":["m5.large"]}}}]}"""));
        await ann.QueryAsync("ec2", "RunInstances", ("ImageId", "ami-1"), ("InstanceType", "t3.micro"));
        var error = await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("ec2", "RunInstances", ("ImageId", "ami-1"), ("InstanceType", "m5.large")));
        Assert.StartsWith("You are not authorized to perform this operation. User: arn:aws:iam::111122223333:user/ann is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:eu-west-1:111122223333:instance/* with an explicit deny in an identity-based policy. Encoded authorization failure message: ", error.Words, StringComparison.Ordinal);
        var message = error.Words.Split(": ")[^1];
        Assert.Matches("^[A-Za-z0-9_-]{350,1700}$", message);

        var decoded = JsonNode.Parse((await root.QueryAsync("sts", "DecodeAuthorizationMessage", ("EncodedMessage", message))).Descendants("DecodedMessage").Single().Value)!;
        Assert.True((bool)decoded["explicitDeny"]!);
        Assert.Equal("NoBig", (string)decoded["matchedStatements"]!["items"]![0]!["statementId"]!);
        Assert.Equal(("ec2:RunInstances", "ann"), ((string)decoded["context"]!["action"]!, (string)decoded["context"]!["principal"]!["name"]!));
        Assert.Contains("m5.large", decoded["context"]!["conditions"]!.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal("InvalidAuthorizationMessageException", (await Assert.ThrowsAsync<AwsError>(() => other.QueryAsync("sts", "DecodeAuthorizationMessage", ("EncodedMessage", message)))).Code);
        Assert.Equal("InvalidAuthorizationMessageException", (await Assert.ThrowsAsync<AwsError>(() => root.QueryAsync("sts", "DecodeAuthorizationMessage", ("EncodedMessage", message[..^5])))).Code);
        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("sts", "DecodeAuthorizationMessage", ("EncodedMessage", message)))).Code);
        Assert.NotEqual(message, (await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("ec2", "RunInstances", ("ImageId", "ami-1"), ("InstanceType", "m5.large")))).Words.Split(": ")[^1]);
    }

    [Fact]
    public async Task A_bucket_of_another_account_needs_both_and_tells_no_reason()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller owner = new(server, server.RootKeys, "us-east-1");
        AwsCaller stranger = new(server, server.World.AddAccount("444455556666").AddUser("eve", Policies.Allow("s3:*")), "us-east-1");
        await owner.S3Async(HttpMethod.Put, "/shared-of-team");
        await owner.S3Async(HttpMethod.Put, "/shared-of-team/k", "text");
        var error = await Assert.ThrowsAsync<AwsError>(() => stranger.S3Async(HttpMethod.Get, "/shared-of-team/k"));
        Assert.Equal(("AccessDenied", 403, "Access Denied"), (error.Code, error.Status, error.Words));

        await owner.S3Async(HttpMethod.Put, "/shared-of-team?policy", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::shared-of-team/*"}]}""");
        Assert.Equal("text", await stranger.S3Async(HttpMethod.Get, "/shared-of-team/k"));
        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AwsError>(() => stranger.S3Async(HttpMethod.Put, "/shared-of-team/k", "x"))).Code);
    }
}
