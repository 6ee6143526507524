using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.LocalAws;
using TrailOps.LocalAws.Tests.Harness;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

/// <summary>The same records through event history, a bucket, its cache, a folder and the objects of Find-CTEvent are the same events.</summary>
public sealed class EventSourcesTests
{
    private const string Bucket = "logs-of-team";
    private static readonly DateTime Now = DateTime.UtcNow;

    [Theory]
    [InlineData("Get-RoleEvents deployer @aws", "LookupEvents")]
    [InlineData("Get-RoleEvents @aws", "LookupEvents")]
    [InlineData("[pscustomobject] @{ RoleName = 'deployer' } | Get-RoleEvents @aws", "LookupEvents")]
    [InlineData("[pscustomobject] @{ RoleName = 'deployer'; Arn = 'arn:aws:iam::111122223333:role/deployer'; Path = '/'; Region = 'eu-west-1' } | Get-RoleEvents @at", "LookupEvents")]
    [InlineData("[pscustomobject] @{ BucketName = 'logs-b'; Key = 'k.json.gz'; RoleName = 'deployer' } | Get-RoleEvents @at", "HeadBucket")]
    [InlineData("[pscustomobject] @{ BucketName = 'logs-b'; Region = 'eu-west-1' } | Get-RoleEvents deployer @at", "HeadBucket")]
    [InlineData("Get-RoleEvents deployer -BucketName logs-b @at", "HeadBucket")]
    [InlineData("[pscustomobject] @{ TrailARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t'; Name = 't'; HomeRegion = 'eu-west-1'; S3BucketName = 'logs-b' } | Get-RoleEvents deployer @at", "DescribeTrails")]
    [InlineData("Get-RoleEvents deployer -TrailName t @aws", "DescribeTrails")]
    public async Task What_is_given_says_where_is_looked(string script, string first)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Run("$at = @{} + $aws; $at.Remove('Region'); " + script);
        Assert.Equal(first, aws.Asked[0]);
    }

    [Theory]
    [InlineData("sample", "")]
    [InlineData("sample", "deployer")]
    [InlineData("published", "")]
    [InlineData("composed", "deployer")]
    [InlineData("composed", "arn:aws:iam::111122223333:role/deployer")]
    [InlineData("composed", "")]
    public async Task All_give_equal_events(string name, string role)
    {
        var records = name == "composed" ? Composed() : Logs(name == "sample" ? Path.Combine(Repository.Root, "docs", "sample", "logs") : Repository.RealLogs);
        await using var aws = await LocalAwsSession.StartAsync();
        using var folder = new LogFolder();
        var account = aws.Server.World.Account;
        account.AddBucket(Bucket);
        foreach (var record in records)
        {
            aws.Server.World.AddEvent(record);
        }

        // As trails do: a log for each account and region.
        foreach (var log in records.GroupBy(record => (Account: Member(record, "recipientAccountId"), Region: Member(record, "awsRegion"))))
        {
            var key = $"AWSLogs/{log.Key.Account}/CloudTrail/{log.Key.Region}/{Now:yyyy/MM/dd}/{log.Key.Account}_CloudTrail_{log.Key.Region}_{Now:yyyyMMddTHHmm}Z_0123456789abcdef.json.gz";
            var text = LogFolder.GZip(System.Text.Encoding.UTF8.GetBytes($$"""{"Records":[{{string.Join(',', log)}}]}"""));
            account.AddObject(Bucket, key, text);
            folder.Write(key, text);
        }

        var found = records.Select(record => new FoundEvent { CloudTrailEvent = record }).ToArray();
        var variables = new { role, folder = folder.Root, found, cache = Path.Combine(folder.Root, "cache") };
        const string Prepare = "$at = @{} + $aws; $at.Remove('Region'); if ($role) { $at.RoleName = $role }; $by = @{}; if ($role) { $by.RoleName = $role }; ";
        var runs = new Dictionary<string, RunResult>
        {
            ["path"] = aws.Run(Prepare + "Get-RoleEvents -Path \"$folder/AWSLogs\" @by", variables),
            ["bucket"] = aws.Run("Get-RoleEvents -BucketName logs-of-team @at"),
            ["filling the cache"] = aws.Run("Get-RoleEvents -BucketName logs-of-team -CachePath $cache @at"),
            ["cache"] = aws.Run("Get-RoleEvents -BucketName logs-of-team -CachePath $cache @at"),
            ["path of the cache"] = aws.Run("Get-RoleEvents -Path $cache @by"),
            ["Find-CTEvent"] = aws.Run("$found | Get-RoleEvents @by"),
        };
        var expected = Events(runs["path"]);
        Assert.NotEmpty(expected);
        Assert.Equal([], runs.Where(run => !expected.SequenceEqual(Events(run.Value))).Select(run => run.Key));
        Assert.Equal(expected.Count, (int)runs["cache"].Source.Value<long>("EventCount"));
        Assert.Equal(runs["cache"].Read.Value<long>("Files"), runs["cache"].Read.Value<long>("FromCache"));

        // An account's history has what is the account's own, and management events alone.
        var history = aws.Run("Get-RoleEvents @at -StartTime ([DateTime]::UtcNow.AddDays(-1)) -AllRegions");
        Assert.Equal(
            expected.Where(e => Member(e.Json, "recipientAccountId") == "111122223333" && Member(e.Json, "managementEvent") != "false" && Member(e.Json, "eventCategory") is "" or "Management").Select(e => e.Json).Order(StringComparer.Ordinal),
            Events(history).Select(e => e.Json).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ten_thousand_events_with_throttling_and_broken_connections_are_neither_lost_nor_doubled()
    {
        string[] regions = ["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ap-northeast-1", "ap-south-1", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1"];
        await using var aws = await LocalAwsSession.StartAsync();
        var account = aws.Server.World.Account;
        account.AddBucket(Bucket);
        var records = Enumerable.Range(0, 10_000).Select(number => new LogRecord($"Call{number}") { Region = regions[number % regions.Length] }.At(Now.AddSeconds(-number / 4.0))).ToList();
        records.ForEach(record => aws.Server.World.AddEvent(record.Json()));
        var logs = new BucketLogs(aws.Server);
        foreach (var log in records.GroupBy(record => record.Region).SelectMany(region => region.Chunk(100)))
        {
            logs.Add("AWSLogs", log);
        }

        aws.Server.Faults.Add(new Fault(FaultKind.CloseMidBody) { Every = 10 });
        aws.Server.Faults.Add(new Fault(FaultKind.Throttle) { Every = 3 });
        var expected = records.Select(record => record.Id).Order(StringComparer.Ordinal).ToList();
        var history = aws.Run("$at = @{} + $aws; $at.Region = $regions; Get-RoleEvents deployer @at", new { regions });
        Assert.Equal(expected, history.Clean().Select(e => (string)e.Value("EventId")!).Order(StringComparer.Ordinal));
        var bucket = aws.Run("$at.Remove('Region'); Get-RoleEvents deployer -BucketName logs-of-team @at");
        Assert.Equal(expected, bucket.Clean().Select(e => (string)e.Value("EventId")!).Order(StringComparer.Ordinal));
        Assert.True(history.Read.Value<long>("Throttled") > 50);

        // Whoever else asks this AWS sees the same.
        aws.Server.Faults.Clear();
        Assert.Equal(
            records.Where(record => record.Region == "eu-north-1").Select(record => record.Id).Order(StringComparer.Ordinal),
            (await LookedUpByTheCliAsync(aws.Server, "eu-north-1")).Order(StringComparer.Ordinal));
    }

    /// <summary>What the real aws CLI finds.</summary>
    private static async Task<List<string>> LookedUpByTheCliAsync(LocalAwsServer server, string region)
    {
        Assert.SkipWhen(Tool.Find("aws") is null, "The aws CLI is not on this machine.");
        var (code, output, errors) = await Tool.RunAsync(
            Tool.Find("aws")!, ["cloudtrail", "lookup-events", "--region", region, "--endpoint-url", server.Url.ToString(), "--output", "json"],
            ("AWS_ACCESS_KEY_ID", server.RootKeys.AccessKeyId), ("AWS_SECRET_ACCESS_KEY", server.RootKeys.SecretAccessKey));
        Assert.True(code == 0, errors);
        return [.. JsonNode.Parse(output)!["Events"]!.AsArray().Where(e => ((string)e!["EventName"]!).StartsWith("Call", StringComparison.Ordinal)).Select(e => (string)e!["EventId"]!)];
    }

    private static List<string> Composed() =>
    [
        new LogRecord("Own").At(Now).Json(),
        (new LogRecord("Späte Größe \u20AC") with { Session = "Ω" }).At(Now.AddMinutes(-1)).Json(),
        (new LogRecord("BySession") with { Role = "other", Session = "deployer" }).At(Now).Json(),
        (new LogRecord("OtherPath") with { Role = "deployer", RolePath = "/ci/" }).At(Now).Json(),
        new LogRecord("ByUser").At(Now).Json().Replace("\"AssumedRole\"", "\"IAMUser\"", StringComparison.Ordinal),
        (new LogRecord("Refused") with { ErrorCode = "AccessDenied", ErrorMessage = "no" }).At(Now).Json(),
        (new LogRecord("OtherAccounts") with { Account = "444455556666" }).At(Now).Json(),
        (new LogRecord("NoIssuer") with { HasIssuer = false, ReadOnly = null }).At(Now).Json(),
        .. Enumerable.Range(0, 60).Select(number => new LogRecord($"Call{number}").At(Now.AddSeconds(-number)).Json()),
    ];

    /// <summary>Records of log files as if they had been made just now, each once.</summary>
    private static List<string> Logs(string folder)
    {
        Assert.SkipUnless(Directory.Exists(folder), "The published logs are not beside the repository (../shared/data/cloudtrail).");
        using var session = new Session();
        var time = Now;
        return [.. session.Run("Get-RoleEvents -Path $folder", new { folder }).Output.Select(e =>
        {
            var record = JsonNode.Parse((string)e.Value("Json")!)!.AsObject();
            record["eventTime"] = (time = time.AddSeconds(-1)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
            record["recipientAccountId"] = (string?)record["recipientAccountId"] is { Length: 12 } account ? account : "111122223333";
            record["awsRegion"] = (string?)record["awsRegion"] is { Length: > 0 } region ? region : "us-east-1";
            record["eventID"] ??= Guid.NewGuid().ToString();
            return record.ToJsonString();
        })];
    }

    private static List<(string Id, string Json, string All)> Events(RunResult run)
    {
        Assert.Null(run.Exception);
        Assert.Empty(run.Errors);
        return [.. run.Output
            .Select(e => ((string)e.Value("EventId")!, (string)e.Value("Json")!, string.Join('|', e.Properties.Where(property => property.Name != "Source").Select(property => $"{property.Name}={property.Value}"))))
            .OrderBy(e => e.Item1, StringComparer.Ordinal)];
    }

    private static string Member(string record, string name) => JsonDocument.Parse(record).RootElement.TryGetProperty(name, out var value) ? value.ToString().ToLowerInvariant() switch { "true" => "true", "false" => "false", _ => value.ToString() } : "";
}
