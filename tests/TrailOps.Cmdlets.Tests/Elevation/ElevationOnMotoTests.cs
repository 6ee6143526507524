using System.Collections;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.Cmdlets.Tests.Elevation;

/// <summary>What moto can of it, as the real aws CLI reads it back. moto judges nothing, and can't decode messages, so that no grant is seen to work there.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class ElevationOnMotoTests(Moto moto)
{
    [Fact]
    public async Task A_grant_is_read_back_and_gone()
    {
        await using var aws = await StartAsync();
        var grant = Assert.Single(aws.Run("Enable-TempAdmin deployer @aws -NoWait -Reason OPS-42 -Confirm:$false").Clean());
        var name = (string)grant.Value("PolicyName")!;
        Assert.Equal([name], Texts(await CliAsync(aws, "list-role-policies", "--role-name", "deployer"), "PolicyNames"));
        var document = (await CliAsync(aws, "get-role-policy", "--role-name", "deployer", "--policy-name", name))["PolicyDocument"]!["Statement"]![0]!;
        Assert.Equal(("Allow", $"{grant.Value<DateTime>("EndTime"):yyyy-MM-ddTHH:mm:ss}Z"), ((string?)document["Effect"], (string?)document["Condition"]!["DateLessThan"]!["aws:CurrentTime"]));
        Assert.Equal($"TrailOps:TempAdmin:{grant.Value("GrantId")}", (string?)(await CliAsync(aws, "list-role-tags", "--role-name", "deployer"))["Tags"]![0]!["Key"]);
        Assert.Equal("OPS-42", Assert.Single(aws.Run("Get-TempAdmin @aws").Clean()).Value("Reason"));
        aws.Run("Disable-TempAdmin deployer @aws -Confirm:$false").Clean();
        Assert.Empty(Texts(await CliAsync(aws, "list-role-policies", "--role-name", "deployer"), "PolicyNames"));
        Assert.Empty((await CliAsync(aws, "list-role-tags", "--role-name", "deployer"))["Tags"]!.AsArray());
    }

    [Fact]
    public async Task A_managed_policy_is_attached_and_detached_with_the_last_grant()
    {
        await using var aws = await StartAsync();
        await aws.Root().QueryAsync("iam", "CreatePolicy", ("PolicyName", "admin"), ("PolicyDocument", AwsUnderTest.Admin));
        var arn = $"arn:aws:iam::{aws.AccountId}:policy/admin";
        aws.Run("$grants = 1..2 | ForEach-Object { Enable-TempAdmin deployer -ManagedPolicy $arn @aws -NoWait -Confirm:$false -WarningAction Ignore }", new { arn }).Clean();
        Assert.Equal(arn, (string?)(await CliAsync(aws, "list-attached-role-policies", "--role-name", "deployer"))["AttachedPolicies"]![0]!["PolicyArn"]);
        aws.Run("$grants[0] | Disable-TempAdmin @aws -Confirm:$false").Clean();
        Assert.Single((await CliAsync(aws, "list-attached-role-policies", "--role-name", "deployer"))["AttachedPolicies"]!.AsArray());
        aws.Run("$grants[1] | Disable-TempAdmin @aws -Confirm:$false").Clean();
        Assert.Empty((await CliAsync(aws, "list-attached-role-policies", "--role-name", "deployer"))["AttachedPolicies"]!.AsArray());
    }

    [Fact]
    public async Task Work_as_admin_and_its_session()
    {
        await using var aws = await StartAsync();
        var run = aws.Run("Invoke-TempAdmin deployer { $StoredAWSCredentials.AssumedRoleArn } @aws -Confirm:$false");
        Assert.Empty(run.Errors);
        Assert.Contains($"arn:aws:sts::{aws.AccountId}:assumed-role/deployer/TrailOps-", run.HostText, StringComparison.Ordinal);
        Assert.Contains("could not be seen", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal("", await aws.StateAsync());
        Assert.Equal($"arn:aws:sts::{aws.AccountId}:assumed-role/deployer/mine", Assert.Single(aws.Run("New-RoleSession deployer mine @aws -Tag @{ a = 'b' }").Clean()).Value("AssumedRoleArn"));
    }

    [Fact]
    public async Task Versions_of_a_policy()
    {
        await using var aws = await StartAsync();
        var arn = $"arn:aws:iam::{aws.AccountId}:policy/TrailOps-RolePolicy-deployer";
        for (var number = 1; number <= 7; number++)
        {
            var policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bNUMBER/*"}]}""".Replace("NUMBER", $"{number}", StringComparison.Ordinal);
            Assert.Equal($"v{number}", Assert.Single(aws.Run("$policy | Update-RolePolicy deployer @aws -Confirm:$false", new { policy }).Clean()).Value("VersionId"));
        }

        var versions = (await CliAsync(aws, "list-policy-versions", "--policy-arn", arn))["Versions"]!.AsArray();
        Assert.Equal(["v3", "v4", "v5", "v6", "v7"], versions.Select(version => (string)version!["VersionId"]!).Order(StringComparer.Ordinal));
        var current = await CliAsync(aws, "get-policy-version", "--policy-arn", arn, "--version-id", "v7");
        Assert.True((bool)current["PolicyVersion"]!["IsDefaultVersion"]!);
        Assert.Equal(7, current["PolicyVersion"]!["Document"]!["Statement"]![0]!["Resource"]!.AsArray().Count);
        Assert.Equal(arn, (string?)(await CliAsync(aws, "list-attached-role-policies", "--role-name", "deployer"))["AttachedPolicies"]![0]!["PolicyArn"]);
        aws.Run("'{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:PutObject\",\"Resource\":\"*\"}]}' | Update-RolePolicy deployer -Inline @aws -Confirm:$false").Clean();
        Assert.Equal("s3:PutObject", (string?)(await CliAsync(aws, "get-role-policy", "--role-name", "deployer", "--policy-name", "TrailOps-RolePolicy"))["PolicyDocument"]!["Statement"]![0]!["Action"]![0]);
    }

    private static IEnumerable<string> Texts(JsonNode answer, string member) => answer[member]!.AsArray().Select(item => (string)item!);

    private static async Task<JsonNode> CliAsync(AwsUnderTest aws, params string[] arguments)
    {
        Assert.SkipWhen(Tool.Find("aws") is null, "The aws CLI is not on this machine.");
        var splat = (Hashtable)aws.Session.Runspace.SessionStateProxy.GetVariable("aws");
        var (code, output, errors) = await Tool.RunAsync(
            Tool.Find("aws")!, ["iam", .. arguments, "--output", "json"], ("AWS_ENDPOINT_URL", $"{splat["EndpointUrl"]}".TrimEnd('/')), ("AWS_ACCESS_KEY_ID", $"{splat["AccessKey"]}"),
            ("AWS_SECRET_ACCESS_KEY", $"{splat["SecretKey"]}"), ("AWS_SESSION_TOKEN", $"{splat["SessionToken"]}"), ("AWS_DEFAULT_REGION", "us-east-1"));
        Assert.True(code == 0, errors);
        return JsonNode.Parse(output)!;
    }

    private async Task<AwsUnderTest> StartAsync()
    {
        var aws = await moto.OpenAsync(null);
        await aws.AddRoleAsync("deployer");
        return aws;
    }
}
