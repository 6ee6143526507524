using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Metadata;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>Credentials of instances and containers.</summary>
public sealed class FakeImdsTests
{
    [Fact]
    public async Task An_instance_gets_a_token_then_its_role_s_keys()
    {
        await using var server = await LocalAwsServer.StartAsync();
        await using var imds = await FakeImds.StartAsync(server.World, server.World.Account.AddRole("web", policy: Policies.Allow("iam:List*"), path: "/apps/"), "eu-central-1");
        using HttpClient client = new() { BaseAddress = imds.Url };
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/latest/meta-data/iam/security-credentials/", cancellation)).StatusCode);
        using HttpRequestMessage ask = new(HttpMethod.Put, "/latest/api/token");
        ask.Headers.Add("X-aws-ec2-metadata-token-ttl-seconds", "300");
        client.DefaultRequestHeaders.Add("X-aws-ec2-metadata-token", await (await client.SendAsync(ask, cancellation)).Content.ReadAsStringAsync(cancellation));
        Assert.Equal("web", await client.GetStringAsync("/latest/meta-data/iam/security-credentials/", cancellation));
        Assert.Equal("eu-central-1", await client.GetStringAsync("/latest/meta-data/placement/region", cancellation));
        var keys = (await client.GetFromJsonAsync<JsonObject>("/latest/meta-data/iam/security-credentials/web", cancellation))!;
        AwsCaller web = new(server, new((string)keys["AccessKeyId"]!, (string)keys["SecretAccessKey"]!, (string)keys["Token"]!));
        await web.QueryAsync("iam", "ListRoles");
        Assert.Equal("Success", (string)keys["Code"]!);
        Assert.Equal(1, imds.Issued);
    }

    [Theory]
    [InlineData("instance")]
    [InlineData("container")]
    public async Task The_aws_CLI_takes_them(string kind)
    {
        Assert.SkipWhen(Tool.Find("aws") is null, "The aws CLI is not on this machine.");
        await using var server = await LocalAwsServer.StartAsync();
        await using var imds = await FakeImds.StartAsync(server.World, server.World.Account.AddRole("web"));
        (string, string)[] variables = kind == "instance"
            ? [("AWS_EC2_METADATA_SERVICE_ENDPOINT", imds.Url.ToString()), ("AWS_EC2_METADATA_DISABLED", "false")]
            : [("AWS_CONTAINER_CREDENTIALS_FULL_URI", imds.ContainerUrl.ToString()), ("AWS_CONTAINER_AUTHORIZATION_TOKEN", imds.ContainerToken)];
        var (code, output, errors) = await Tool.RunAsync(
            Tool.Find("aws")!, ["sts", "get-caller-identity", "--query", "Arn", "--output", "text"], [("AWS_ENDPOINT_URL", server.Url.ToString()), ("AWS_DEFAULT_REGION", "eu-west-1"), .. variables]);
        Assert.True(code == 0, errors);
        Assert.StartsWith("arn:aws:sts::111122223333:assumed-role/web/i-", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_without_its_token_gets_nothing()
    {
        await using var server = await LocalAwsServer.StartAsync();
        await using var imds = await FakeImds.StartAsync(server.World, server.World.Account.AddRole("web"));
        using HttpClient client = new();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(imds.ContainerUrl, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(0, imds.Issued);
    }
}
