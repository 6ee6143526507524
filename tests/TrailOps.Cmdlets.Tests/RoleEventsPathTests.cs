namespace TrailOps.Cmdlets.Tests;

/// <summary>Paths as people write them.</summary>
public sealed class RoleEventsPathTests : IDisposable
{
    private readonly Session _session = new();
    private readonly LogFolder _logs = new();

    public RoleEventsPathTests()
    {
        _session.Location = _logs.Root;
        _logs.Write("a/one.json", LogFolder.Text(new LogRecord("One")));
        _logs.Write("a/two.json.gz", LogFolder.GZip(new LogRecord("Two")));
        _logs.Write("b/three.jsonl", new LogRecord("Three").Json() + "\n" + new LogRecord("Four").Json() + "\n");
        _logs.Write("[b]/five.json", LogFolder.Text(new LogRecord("Five")));
        _logs.Write("a b/six.json", LogFolder.Text(new LogRecord("Six")));
        _logs.Write("odd/log.txt", LogFolder.Text(new LogRecord("Seven")));
    }

    public void Dispose()
    {
        _session.Dispose();
        _logs.Dispose();
    }

    [Theory]
    [InlineData("-Path a", "One Two")]
    [InlineData("-Path ./a/one.json", "One")]
    [InlineData("-Path a/*.json", "One")]
    [InlineData("-Path */*.json*", "One Two Five Six Three Four")]
    [InlineData("-Path [ab]", "One Two Three Four")]
    [InlineData("-Path '`[b`]'", "Five")]
    [InlineData("-LiteralPath '[b]'", "Five")]
    [InlineData("-LiteralPath '[b]/five.json'", "Five")]
    [InlineData("-LiteralPath ./a, b", "One Two Three Four")]
    [InlineData("-Path 'a b'", "Six")]
    [InlineData("-Path .", "Five One Two Six Three Four")]
    [InlineData("-Path $PWD", "Five One Two Six Three Four")]
    [InlineData("-LiteralPath $PWD", "Five One Two Six Three Four")]
    [InlineData("-Path a/../b", "Three Four")]
    [InlineData("-Path odd/log.txt", "Seven")]
    [InlineData("-Path Microsoft.PowerShell.Core\\FileSystem::$PWD/b", "Three Four")]
    public void A_path_leads_to_its_logs(string path, string expected)
    {
        var run = _session.Run($"Get-RoleEvents deployer {path}");
        run.Clean();
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), run.EventNames.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Events_come_in_the_order_of_folders_and_files() =>
        Assert.Equal(["One", "Two", "Three", "Four"], _session.Run("Get-RoleEvents deployer -Path a, b -ThrottleLimit 4").EventNames);

    [Fact]
    public void A_folder_of_another_location_is_not_the_processs_own()
    {
        _session.Location = _logs.PathOf("b");
        Assert.Equal(["Three", "Four"], _session.Run("Get-RoleEvents deployer -Path *.jsonl").EventNames);
        Assert.Equal(["Three", "Four"], _session.Run("Get-RoleEvents deployer -LiteralPath .").EventNames);
    }

    [Fact]
    public void The_home_folder_is_understood()
    {
        var run = _session.Run("Get-RoleEvents deployer -Path ~/no-such-folder-of-logs");
        var error = Assert.Single(run.Errors);
        Assert.Equal("LogPathNotFound,TrailOps.Cmdlets.GetRoleEventsCommand", error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Digests_and_insights_are_passed_over_in_silence()
    {
        using var bucket = new LogFolder();
        var record = new LogRecord("CreateBucket");
        bucket.Add(record);
        bucket.Write(bucket.NextName(record, "CloudTrail-Digest"), LogFolder.GZip("{\"awsAccountId\":\"111122223333\",\"digestS3Bucket\":\"x\",\"logFiles\":[]}"u8.ToArray()));
        bucket.Write(bucket.NextName(record, "CloudTrail-Insight"), LogFolder.GZip("{\"Records\":[{\"eventType\":\"AwsCloudTrailInsight\",\"eventID\":\"1\"}]}"u8.ToArray()));
        var named = bucket.Write("digest.json", "{\"awsAccountId\":\"111122223333\",\"digestS3Bucket\":\"x\",\"logFiles\":[]}");
        var insight = bucket.Write("insight.json", "{\"Records\":[{\"eventType\":\"AwsCloudTrailInsight\",\"eventID\":\"1\"}]}");
        foreach (var role in new[] { "deployer", "" })
        {
            var run = _session.Run($"Get-RoleEvents {role} -Path $bucket, $named, $insight", new { bucket = bucket.Root, named, insight });
            run.Clean();
            Assert.Equal(["CreateBucket"], run.EventNames);
        }
    }

    [Fact]
    public void Date_folders_outside_of_the_window_are_not_opened()
    {
        using var bucket = new LogFolder();
        foreach (var day in new[] { 17, 18, 19, 20, 21, 22 })
        {
            bucket.Add(new LogRecord($"Day{day}") { Time = $"2026-11-{day}T12:00:00Z" });
        }

        var run = _session.Run(
            "Get-RoleEvents deployer -Path $bucket -StartTime 2026-11-19T00:00:00Z -EndTime 2026-11-20T00:00:00Z -Verbose -Debug", new { bucket = bucket.Root });
        Assert.Equal(["Day19"], run.EventNames);

        // The day after the last may hold what came late.
        Assert.Equal(["19", "20", "21"], run.Debug.Select(line => line.Split('/')[^2]));
        Assert.Contains("passed over 3 files or folders", Assert.Single(run.Verbose), StringComparison.Ordinal);
    }
}
