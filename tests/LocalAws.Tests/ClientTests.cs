using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>LocalAws held to clients that know nothing of it: boto3, the aws CLI, and moto beside it.</summary>
public sealed class ClientTests
{
    private const string Account = "111122223333";
    private const int LeastSteps = 60;

    [Fact]
    public async Task A_day_of_boto3_goes_as_with_AWS()
    {
        var python = await PythonAsync("boto3");
        await using var server = await LocalAwsServer.StartAsync();
        var keys = server.World.Account.AddUser("admin", Policies.Allow("*"));
        var steps = await SessionAsync(python, "session.py", server.Url.ToString().TrimEnd('/'), Account, keys.AccessKeyId, keys.SecretAccessKey, "localaws");
        Assert.DoesNotContain(steps, step => step.Outcome != "passed");
        Assert.True(steps.Count >= LeastSteps, $"only {steps.Count} steps");

        // Each step was at least a request, and none made LocalAws itself fail.
        Assert.True(server.Log.All.Count >= steps.Count);
        Assert.DoesNotContain(server.Log.All, request => request.Status == 500);
    }

    [Fact]
    public async Task The_same_day_goes_with_moto_where_moto_can()
    {
        var python = await PythonAsync("moto.server");
        await using var moto = await MotoServer.StartAsync(python, ("MOTO_IAM_LOAD_MANAGED_POLICIES", "true"));
        var steps = await SessionAsync(python, "session.py", moto!.Url.ToString().TrimEnd('/'), "123456789012", "AKIAEXAMPLEEXAMPLE00", "secret", "moto");
        Assert.DoesNotContain(steps, step => step.Outcome == "failed");
        Assert.True(steps.Count(step => step.Outcome == "passed") >= LeastSteps);
    }

    [Fact]
    public async Task The_life_of_a_key_goes_as_with_AWS()
    {
        var python = await PythonAsync("boto3");
        await using var server = await LocalAwsServer.StartAsync();
        var keys = server.World.Account.AddUser("admin", Policies.Allow("*"));
        var steps = await SessionAsync(python, "keys.py", server.Url.ToString().TrimEnd('/'), Account, keys.AccessKeyId, keys.SecretAccessKey, "localaws");
        Assert.DoesNotContain(steps, step => step.Outcome != "passed");
        Assert.True(steps.Count >= LeastSteps, $"only {steps.Count} steps");
        Assert.DoesNotContain(server.Log.All, request => request.Status == 500);
    }

    [Fact]
    public async Task The_life_of_a_key_goes_with_moto_where_moto_can()
    {
        var python = await PythonAsync("moto.server");
        await using var moto = await MotoServer.StartAsync(python);
        var steps = await SessionAsync(python, "keys.py", moto!.Url.ToString().TrimEnd('/'), "123456789012", "AKIAEXAMPLEEXAMPLE00", "secret", "moto");
        Assert.DoesNotContain(steps, step => step.Outcome == "failed");
        Assert.True(steps.Count(step => step.Outcome == "passed") >= LeastSteps / 2);
    }

    [Fact]
    public async Task The_aws_CLI_finds_its_way()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var aws = Cli(server);
        Assert.Equal($"arn:aws:iam::{Account}:user/admin", (string)(await JsonAsync(aws("sts", "get-caller-identity")))["Arn"]!);

        // s3 cp: by parts in both directions, and back what went in.
        var folder = Directory.CreateTempSubdirectory("localaws-");
        try
        {
            var file = Path.Combine(folder.FullName, "big");
            await File.WriteAllBytesAsync(file, [.. Enumerable.Range(0, 9 * 1024 * 1024).Select(number => (byte)number)], TestContext.Current.CancellationToken);
            await DoneAsync(aws("s3", "mb", "s3://bucket-of-team"));
            await DoneAsync(aws("s3", "cp", file, "s3://bucket-of-team/in/big", "--no-progress"));
            await DoneAsync(aws("s3", "cp", "s3://bucket-of-team/in/big", file + "2", "--no-progress"));
            Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(file + "2", TestContext.Current.CancellationToken));
            Assert.Contains("PRE in/", await DoneAsync(aws("s3", "ls", "s3://bucket-of-team")), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        server.World.Account.AddRole("worker");
        Assert.Equal("worker", (string)(await JsonAsync(aws("iam", "get-role", "--role-name", "worker")))["Role"]!["RoleName"]!);
        var (code, _, errors) = await aws("iam", "get-role", "--role-name", "none");
        Assert.Contains(code, new[] { 254, 255 });
        Assert.Contains("An error occurred (NoSuchEntity) when calling the GetRole operation: The role with name none cannot be found.", errors, StringComparison.Ordinal);
        var events = await JsonAsync(aws("cloudtrail", "lookup-events", "--lookup-attributes", "AttributeKey=EventName,AttributeValue=GetRole", "--region", "us-east-1"));
        Assert.Equal(2, events["Events"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_aws_CLI_reads_who_watches_a_trail()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var aws = Cli(server);
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        const string Topic = "arn:aws:sns:us-east-1:111122223333:audit";
        server.World.Account.AddLogGroup("us-east-1", "audit");
        await root.JsonAsync("logs", "PutMetricFilter", """{"logGroupName":"audit","filterName":"f","filterPattern":"{","metricTransformations":[{"metricName":"m","metricNamespace":"n","metricValue":"1"}]}""");
        await root.JsonAsync("monitoring", "PutMetricAlarm", $$"""{"AlarmName":"a","Namespace":"n","MetricName":"m","ComparisonOperator":"GreaterThanThreshold","Threshold":1.5,"AlarmActions":["{{Topic}}"]}""");
        await root.JsonAsync("events", "PutRule", """{"Name":"r","State":"DISABLED","EventPattern":"{\"source\":[\"aws.cloudtrail\"]}"}""");
        await root.JsonAsync("events", "PutTargets", $$"""{"Rule":"r","Targets":[{"Id":"1","Arn":"{{Topic}}"}]}""");
        var said = await Task.WhenAll(
            DoneAsync(aws("logs", "describe-metric-filters", "--log-group-name", "audit", "--query", "metricFilters[].[filterName,filterPattern,metricTransformations[0].metricName]", "--output", "text", "--region", "us-east-1")),
            DoneAsync(aws("cloudwatch", "describe-alarms-for-metric", "--namespace", "n", "--metric-name", "m", "--query", "MetricAlarms[].[AlarmName,ActionsEnabled,AlarmActions[0],Threshold]", "--output", "text", "--region", "us-east-1")),
            DoneAsync(aws("events", "list-rules", "--query", "Rules[].[Name,State,EventPattern]", "--output", "text", "--region", "us-east-1")),
            DoneAsync(aws("events", "list-targets-by-rule", "--rule", "r", "--query", "Targets[].[Id,Arn]", "--output", "text", "--region", "us-east-1")));
        Assert.Equal(["f\t{\tm", $"a\tTrue\t{Topic}\t1.5", "r\tDISABLED\t{\"source\":[\"aws.cloudtrail\"]}", $"1\t{Topic}"], said.Select(text => text.Trim()));
        await root.JsonAsync("events", "EnableRule", """{"Name":"r"}""");
        Assert.Equal("ValidationException", (await Assert.ThrowsAsync<AwsError>(() => root.JsonAsync("events", "DeleteRule", """{"Name":"r"}"""))).Code);
    }

    [Fact]
    public async Task The_aws_CLI_validates_the_logs_and_sees_what_was_changed()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var aws = Cli(server);
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/logs-of-team");
        await root.S3Async(HttpMethod.Put, "/logs-of-team?policy", Policies.Trail("logs-of-team", $"AWSLogs/{Account}"));
        await root.TrailAsync("CreateTrail", """{"Name":"audit","S3BucketName":"logs-of-team","EnableLogFileValidation":true}""");
        await root.TrailAsync("StartLogging", """{"Name":"audit"}""");
        await root.QueryAsync("iam", "ListRoles");
        server.World.Clock.Advance(TimeSpan.FromMinutes(62));
        await root.QueryAsync("iam", "ListUsers");
        server.World.Clock.Advance(TimeSpan.FromMinutes(121));
        string[] validate =
        [
            "cloudtrail", "validate-logs", "--trail-arn", $"arn:aws:cloudtrail:us-east-1:{Account}:trail/audit", "--start-time", $"{DateTimeOffset.UtcNow.AddMinutes(-5):yyyy-MM-ddTHH:mm:ssZ}",
            "--end-time", $"{server.World.Clock.UtcNow:yyyy-MM-ddTHH:mm:ssZ}",
        ];
        var output = await DoneAsync(aws(validate));
        Assert.Contains("3/3 digest files valid", output, StringComparison.Ordinal);
        Assert.Contains("2/2 log files valid", output, StringComparison.Ordinal);

        // One log is changed: its digest still holds, and it doesn't.
        var list = await root.S3Async(HttpMethod.Get, $"/logs-of-team?list-type=2&prefix=AWSLogs%2F{Account}%2FCloudTrail%2F");
        var key = System.Xml.Linq.XElement.Parse(list).Descendants().First(element => element.Name.LocalName == "Key").Value;
        await root.S3Async(HttpMethod.Put, $"/logs-of-team/{key}", "changed");
        var (code, changed, errors) = await aws(validate);
        Assert.Equal(1, code);
        Assert.Contains("1/2 log files valid, 1/2 log files INVALID", changed, StringComparison.Ordinal);
        Assert.Contains(key, errors, StringComparison.Ordinal);
    }

    private static async Task<List<Step>> SessionAsync(string python, string script, params string[] arguments)
    {
        var (code, output, errors) = await Tool.RunAsync(python, [Path.Combine(AppContext.BaseDirectory, "Clients", script), .. arguments]);
        Assert.True(code == 0, errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Step>(line)!)];
    }

    private static async Task<string> PythonAsync(string module)
    {
        if (Tool.Find("python3") is not { } python)
        {
            Assert.Skip("python3 is not on this machine.");
            return "";
        }

        var (code, _, _) = await Tool.RunAsync(python, ["-c", $"import boto3, {module}"]);
        Assert.SkipWhen(code != 0, $"python3 has no {module} here.");
        return python;
    }

    private delegate Task<(int Code, string Output, string Errors)> Aws(params string[] arguments);

    private static Aws Cli(LocalAwsServer server)
    {
        Assert.SkipWhen(Tool.Find("aws") is null, "The aws CLI is not on this machine.");
        var keys = server.World.Account.AddUser("admin", Policies.Allow("*"));
        return arguments => Tool.RunAsync(
            Tool.Find("aws")!, arguments, ("AWS_ENDPOINT_URL", server.Url.ToString().TrimEnd('/')), ("AWS_ACCESS_KEY_ID", keys.AccessKeyId), ("AWS_SECRET_ACCESS_KEY", keys.SecretAccessKey),
            ("AWS_DEFAULT_REGION", "us-east-1"), ("AWS_DEFAULT_OUTPUT", "json"), ("AWS_PAGER", ""));
    }

    private static async Task<string> DoneAsync(Task<(int Code, string Output, string Errors)> run)
    {
        var (code, output, errors) = await run;
        Assert.True(code == 0, $"{code}: {output}{errors}");
        return output;
    }

    private static async Task<JsonNode> JsonAsync(Task<(int Code, string Output, string Errors)> run) => JsonNode.Parse(await DoneAsync(run))!;

    private sealed record Step(string Name, string Outcome, string Detail);
}
