using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

/// <summary>-CachePath: objects are fetched once, whoever is stopped or runs beside.</summary>
public sealed class BucketCacheTests : IDisposable
{
    private const string Bucket = "logs-of-team";
    private readonly LogFolder _folder = new();

    private string Cache => Path.Combine(_folder.Root, "cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Objects_are_kept_as_they_are_and_fetched_once()
    {
        await using var aws = await StartAsync();
        var logs = Add(aws, 20);
        var first = Run(aws);
        Assert.Equal(20, first.Clean().Count);
        Assert.Equal(20, Fetched(aws));
        Assert.Equal(
            logs.Keys.Select(key => Path.Combine(Cache, Bucket, key.Replace('/', Path.DirectorySeparatorChar))).Order(StringComparer.Ordinal),
            Directory.GetFiles(Cache, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));

        logs.Add("AWSLogs", new LogRecord("New"));
        var second = Run(aws);
        Assert.Equal([.. first.EventNames, "New"], second.Clean().Select(e => (string?)e.Value("EventName")));
        Assert.Equal(21, Fetched(aws));
        Assert.Equal(20L, second.Read.Value("FromCache"));
        Assert.Equal(first.Values("Json"), aws.Run("Get-RoleEvents deployer -Path $cache", new { cache = Cache }).Values("Json").Take(20));
    }

    [Fact]
    public async Task Only_the_user_may_look_into_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes.");
            return;
        }

        await using var aws = await StartAsync();
        Add(aws, 1);
        Run(aws).Clean();
        foreach (var folder in Directory.GetDirectories(Cache, "*", SearchOption.AllDirectories).Append(Cache))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }
    }

    [Theory]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-central-1/../../../../../escaped.json.gz")]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-central-1/c:\\escaped.json.gz")]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-central-1//escaped.json.gz")]
    public async Task A_key_that_would_lie_elsewhere_is_read_and_not_kept(string key)
    {
        await using var aws = await StartAsync();
        new BucketLogs(aws.Server).Add(key, LogFolder.GZip(new LogRecord("CreateBucket")));
        var run = aws.Run("Get-RoleEvents deployer -BucketName logs-of-team -Key $key -CachePath $cache @at", new { key, cache = Cache });
        Assert.Empty(Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories));

        // What the endpoint itself makes of dots and slashes in a path is not the module's doing.
        Assert.True(run.Errors.Count == 0 || run.ErrorIds[0]!.StartsWith("LogObject", StringComparison.Ordinal) || run.ErrorIds[0]!.StartsWith("Aws", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_is_stopped_leaves_nothing_half_and_the_next_goes_on()
    {
        await using var aws = await StartAsync();
        Add(aws, 60);
        Assert.Single(aws.Run("Get-RoleEvents deployer -BucketName logs-of-team -CachePath $cache -ThrottleLimit 2 @at | Select-Object -First 1", new { cache = Cache }).Clean());
        await aws.AssertNothingGoesOnAsync();
        Assert.All(Directory.GetFiles(Cache, "*", SearchOption.AllDirectories), file => Assert.EndsWith(".json.gz", file, StringComparison.Ordinal));
        var kept = Directory.GetFiles(Cache, "*", SearchOption.AllDirectories).Length;
        var fetched = Fetched(aws);
        Assert.InRange(kept, 0, 30);
        Assert.Equal(60, Run(aws).Clean().Count);
        Assert.Equal(60, Fetched(aws) - fetched + kept);
    }

    [Fact]
    public async Task A_file_that_is_not_whole_is_fetched_again()
    {
        await using var aws = await StartAsync();
        var logs = Add(aws, 2);
        Run(aws).Clean();
        File.WriteAllBytes(Path.Combine(Cache, Bucket, logs.Keys[0]), [1, 2, 3]);
        Assert.Equal(2, Run(aws).Clean().Count);
        Assert.Equal(3, Fetched(aws));
    }

    [Fact]
    public async Task A_file_that_is_damaged_is_fetched_again()
    {
        await using var aws = await StartAsync();
        var logs = new BucketLogs(aws.Server);
        logs.Add("AWSLogs", [.. Enumerable.Range(0, 300).Select(item => new LogRecord($"Call{item:D3}"))]);
        Run(aws).Clean();
        var file = Path.Combine(Cache, Bucket, logs.Keys[0]);
        var whole = File.ReadAllBytes(file);
        var damaged = whole.ToArray();

        // In gzip's own sum: a byte of the records may be one of an id, which would make an event of its own.
        damaged[^6] ^= 0x55;
        File.WriteAllBytes(file, damaged);
        Assert.Equal(300, Run(aws).Clean().Count);
        Assert.Equal(whole, File.ReadAllBytes(file));
        Assert.Equal(2, Fetched(aws));
    }

    [Fact]
    public async Task What_another_left_a_day_ago_is_tidied_and_what_is_new_is_left_alone()
    {
        await using var aws = await StartAsync();
        var logs = Add(aws, 1);
        var folder = Path.GetDirectoryName(Path.Combine(Cache, Bucket, logs.Keys[0]))!;
        Directory.CreateDirectory(folder);
        var (old, fresh) = (Path.Combine(folder, "a.json.gz.1.part"), Path.Combine(folder, "b.json.gz.2.part"));
        File.WriteAllText(old, "x");
        File.WriteAllText(fresh, "x");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));
        Run(aws).Clean();
        Assert.Equal((false, true), (File.Exists(old), File.Exists(fresh)));
    }

    [Fact]
    public async Task Several_at_once_do_each_other_no_harm()
    {
        await using var aws = await StartAsync();
        Add(aws, 60);
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using var session = new Session();
            return session.Run("Get-RoleEvents deployer -BucketName logs-of-team -CachePath $cache @at", new { cache = Cache, at = aws.Session.Runspace.SessionStateProxy.GetVariable("at"), StoredAWSRegion = "us-east-1" });
        })));
        Assert.All(runs, run => Assert.Equal(60, run.Clean().Count));
        Assert.Equal(60, Directory.GetFiles(Cache, "*", SearchOption.AllDirectories).Length);
        Assert.Equal(60L, Run(aws).Read.Value("FromCache"));
    }

    [Theory]
    [InlineData("a file in its place")]
    [InlineData("a folder that is full")]
    public async Task Where_nothing_can_be_kept_it_is_one_error_and_the_events_come_out(string what)
    {
        await using var aws = await StartAsync();
        Add(aws, 20);
        var path = Cache;
        if (what == "a file in its place")
        {
            File.WriteAllText(path, "not a folder");
        }
        else
        {
            Assert.SkipUnless(Directory.Exists("/proc/self/fdinfo"), "Needs a folder that nobody may write to, not even root.");
            path = "/proc/self/fdinfo";
        }

        var run = aws.Run("Get-RoleEvents deployer -BucketName logs-of-team -CachePath $path @at", new { path });
        Assert.Equal(20, run.Output.Count);
        var error = Assert.Single(run.Errors);
        Assert.Equal("LogCacheNotUsable,TrailOps.Cmdlets.GetRoleEventsCommand", error.FullyQualifiedErrorId);
        Assert.Equal(path, error.TargetObject);
        Assert.Contains("The events come out all the same.", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_asked_for_once()
    {
        await using var aws = await StartAsync();
        Add(aws, 1);
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "GetObject", Status = 403, Code = "AccessDenied" });
        Assert.Single(Run(aws).Errors);
        Assert.Equal(1, Fetched(aws));
    }

    [Fact]
    public async Task A_damaged_object_is_kept_whole_as_it_is()
    {
        await using var aws = await StartAsync();
        var logs = new BucketLogs(aws.Server);
        var whole = LogFolder.GZip([.. Enumerable.Range(0, 2000).Select(item => new LogRecord($"Call{item}"))]);
        whole[200] ^= 0x55;
        logs.Add("AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/20/damaged.json.gz", whole);
        Assert.Single(Run(aws).Errors);
        Assert.Equal(whole, File.ReadAllBytes(Path.Combine(Cache, Bucket, logs.Keys[0])));
        Assert.Single(Run(aws).Errors);
    }

    [Theory]
    [InlineData(FaultKind.CloseMidBody)]
    [InlineData(FaultKind.CloseAfterHeaders)]
    public async Task What_came_in_pieces_is_kept_whole(FaultKind kind)
    {
        await using var aws = await StartAsync();
        var logs = new BucketLogs(aws.Server);
        var content = LogFolder.GZip([.. Enumerable.Range(0, 500).Select(item => new LogRecord($"Call{item}"))]);
        logs.Add("AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/20/log.json.gz", content);
        aws.Server.Faults.Add(new Fault(kind) { Operation = "GetObject", Times = 3 });
        Assert.Equal(500, Run(aws).Clean().Count);
        Assert.Equal(content, File.ReadAllBytes(Path.Combine(Cache, Bucket, logs.Keys[0])));
    }

    [Fact]
    public async Task No_secret_is_in_it()
    {
        await using var aws = await StartAsync();
        Add(aws, 3);
        Run(aws).Clean();
        var secrets = aws.Server.World.Secrets();
        Assert.All(Directory.GetFiles(Cache, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain(secrets, secret => File.ReadAllText(file).Contains(secret, StringComparison.Ordinal)));
    }

    private RunResult Run(LocalAwsSession aws) => aws.Run("Get-RoleEvents deployer -BucketName logs-of-team -CachePath $cache @at", new { cache = Cache });

    private static BucketLogs Add(LocalAwsSession aws, int count)
    {
        var logs = new BucketLogs(aws.Server);
        for (var number = 0; number < count; number++)
        {
            logs.Add("AWSLogs", new LogRecord($"Call{number:D2}"));
        }

        return logs;
    }

    private static int Fetched(LocalAwsSession aws) => aws.Requests.Count(request => request.Operation == "GetObject");

    private static async Task<LocalAwsSession> StartAsync()
    {
        var aws = await LocalAwsSession.StartAsync();
        aws.Server.World.Account.AddBucket(Bucket);
        aws.Run("$at = @{} + $aws; $at.Remove('Region'); $StoredAWSRegion = 'us-east-1'").Clean();
        return aws;
    }
}
