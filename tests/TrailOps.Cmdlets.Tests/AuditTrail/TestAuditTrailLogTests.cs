using System.Management.Automation;
using System.Text;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>Test-AuditTrailLog on what LocalAws delivers: everything as it was, and each thing that somebody may do to it. How the AWS CLI judges the same is a test of its own.</summary>
public sealed class TestAuditTrailLogTests
{
    private const string Validate = "Test-AuditTrailLog evidence -StartTime $start -EndTime $end @aws";

    [Fact]
    public async Task What_was_delivered_is_valid_until_somebody_touches_it()
    {
        await using var aws = await StartAsync();
        var world = aws.Server.World.Account;
        var logs = aws.LogsIn(Evidence.Bucket).ToList();
        var digests = world.Objects(Evidence.Bucket).Where(key => key.Contains("CloudTrail-Digest", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, digests.Count);

        var summary = Assert.Single(aws.Run(Validate, Period(aws)).Clean());
        Assert.Equal((true, 4L, 4L, 0L), Counts(summary));
        Assert.Equal((logs.Count - 1L, logs.Count - 1L), (summary.Value("Logs"), summary.Value("LogsValid")));
        Assert.Equal((0L, 0L, 1), (summary.Value("LogsNotListed"), summary.Value("NotRead"), summary.Value("Chains")));
        var all = aws.Run(Validate + " -Detailed", Period(aws)).Clean();
        Assert.Equal(4 + logs.Count - 1 + 1, all.Count);
        Assert.All(all.SkipLast(1), item => Assert.Equal("Valid", $"{item.Value("Status")}"));
        Assert.Equal(digests.AsEnumerable().Reverse().Select(key => $"s3://{Evidence.Bucket}/{key}"), all.SkipLast(1).Where(item => $"{item.Value("Kind")}" == "Digest").Select(item => (string)item.Value("Key")!));

        // Each on top of the one before, so that all that was found is found again.
        world.AddObject(Evidence.Bucket, logs[0], ValidateLogsCase.Gzip("""{"Records":[]}"""));
        var changed = Failures(aws);
        Assert.Equal(("Log", $"s3://{Evidence.Bucket}/{logs[0]}", "HashMismatch"), Assert.Single(changed).Item);
        Assert.Equal(64, changed[0].Expected!.Length);
        Assert.Equal(64, changed[0].Found!.Length);
        Assert.NotEqual(changed[0].Expected, changed[0].Found);

        world.RemoveObject(Evidence.Bucket, logs[1]);
        Assert.Equal(("Log", $"s3://{Evidence.Bucket}/{logs[1]}", "NotFound"), Assert.Single(Failures(aws), item => item.Item.Key.EndsWith(logs[1], StringComparison.Ordinal)).Item);

        world.AddObject(Evidence.Bucket, logs[2], Encoding.UTF8.GetBytes("""{"Records":[]}"""));
        Assert.Equal("InvalidFormat", Assert.Single(Failures(aws), item => item.Item.Key.EndsWith(logs[2], StringComparison.Ordinal)).Item.Status);
        world.AddObject(Evidence.Bucket, logs[2], []);
        Assert.Equal("InvalidFormat", Assert.Single(Failures(aws), item => item.Item.Key.EndsWith(logs[2], StringComparison.Ordinal)).Item.Status);

        var added = logs[0].Replace(logs[0][^24..^8], "AddedByAnAttacke", StringComparison.Ordinal);
        world.AddObject(Evidence.Bucket, added, ValidateLogsCase.Gzip("""{"Records":[]}"""));
        Assert.Equal(("Log", $"s3://{Evidence.Bucket}/{added}", "NotListed"), Failures(aws)[^1].Item);

        world.RemoveObject(Evidence.Bucket, digests[1]);
        Assert.Equal("NotFound", Assert.Single(Failures(aws), item => item.Item.Kind == "Digest").Item.Status);
        world.AddObject(Evidence.Bucket, digests[2], ValidateLogsCase.Gzip("{}"));
        var last = aws.Run(Validate, Period(aws));
        // The one that is gone was named by the changed one alone.
        Assert.Equal((false, 3L, 2L, 0L), Counts(last.Output[^1]));
        Assert.Empty(last.Errors);
    }

    [Fact]
    public async Task What_can_not_be_read_is_neither_valid_nor_not()
    {
        await using var aws = await StartAsync();
        aws.Server.Faults.Add(new LocalAws.Faults.Fault(LocalAws.Faults.FaultKind.Error) { Operation = "GetObject", Status = 403, Code = "AccessDenied", Message = "Access Denied", Every = 1, Times = 1000 });
        var run = aws.Run(Validate, Period(aws));
        var summary = run.Output[^1];
        Assert.Null(summary.Value("IsValid"));
        Assert.Equal((4L, 0L, 4L), (summary.Value("Digests"), summary.Value("DigestsValid"), summary.Value("NotRead")));
        Assert.All(run.Output.SkipLast(1), item => Assert.Equal("NotRead", $"{item.Value("Status")}"));
        Assert.Equal("AuditLogNotRead,TrailOps.Cmdlets.TestAuditTrailLogCommand", Assert.Single(run.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public async Task A_copy_on_disk_is_validated_without_AWS()
    {
        await using var aws = await StartAsync();
        using var folder = new LogFolder();
        foreach (var key in aws.Server.World.Account.Objects(Evidence.Bucket))
        {
            using var response = await aws.Root().SendAsync("s3", HttpMethod.Get, $"/{Evidence.Bucket}/{key}", "");
            folder.Write($"copy/{key}", await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        var keys = await aws.Root().TrailAsync("ListPublicKeys");
        folder.Write("keys.json", Encoding.UTF8.GetBytes(keys.ToJsonString()));
        var summary = Summary("copy");
        Assert.Equal((true, 3L, 3L, 0L), Counts(summary));
        Assert.Equal(1L, summary.Value("DigestsNotProved"));
        Assert.True((long)summary.Value("LogsValid")! > 2, $"{summary}");
        Assert.Equal($"{summary}", $"{Summary("copy/AWSLogs/111122223333")}");

        PSObject Summary(string path) => aws.Run($"Test-AuditTrailLog -LiteralPath '{Path.Combine(folder.Root, path)}' -PublicKeyPath '{Path.Combine(folder.Root, "keys.json")}'").Output[^1];
    }

    [Fact]
    public async Task Late_logs_of_a_copy_are_neither_valid_nor_added()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var (world, start) = (aws.Server.World, DateTimeOffset.UtcNow.AddDays(-1));
        world.Account.AddBucket(Evidence.Bucket);
        var chain = new LocalAws.CloudTrail.MadeChain(world.Account, new LocalAws.CloudTrail.MadeChainOptions { Start = start, Bucket = Evidence.Bucket }).AddHours(4);
        var late = chain.Backfill(chain.Digests[1], 1, chain.Time);
        using var folder = new LogFolder();
        folder.Write("keys.json", Encoding.UTF8.GetBytes(world.PublicKeys("us-east-1")));
        var run = Copy();
        Assert.Null(run.Output[^1].Value("IsValid"));
        Assert.Equal((3L, 6L, 0L, 2L), (run.Output[^1].Value("DigestsValid"), run.Output[^1].Value("LogsValid"), run.Output[^1].Value("LogsNotListed"), run.Output[^1].Value("DigestsNotProved")));
        Assert.Equal(["Digest", "BackfillDigest", "Log"], run.Output.SkipLast(1).Select(item => $"{item.Value("Kind")}"));
        Assert.All(run.Output.SkipLast(1), item => Assert.Equal("SignatureNotFound", $"{item.Value("Status")}"));
        Assert.EndsWith(Path.GetFileName(late.Logs[0].Key), (string)run.Output[^2].Value("Key")!, StringComparison.Ordinal);

        // One that no digest lists at all is added, whatever else is not known.
        chain.AddUnlistedLog(chain.Digests[1]);
        Assert.Equal((false, 1L), (Copy().Output[^1].Value("IsValid"), Copy().Output[^1].Value("LogsNotListed")));

        RunResult Copy()
        {
            world.Account.CopyBucket(Evidence.Bucket, Path.Combine(folder.Root, "copy"));
            return aws.Run("Test-AuditTrailLog -LiteralPath $copy -PublicKeyPath $keys", new { copy = Path.Combine(folder.Root, "copy"), keys = Path.Combine(folder.Root, "keys.json") });
        }
    }

    [Fact]
    public async Task What_is_planted_hides_nothing_and_is_told()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var (world, start) = (aws.Server.World.Account, DateTimeOffset.UtcNow.AddDays(-3));
        world.AddBucket(Evidence.Bucket);
        var chain = new LocalAws.CloudTrail.MadeChain(world, new LocalAws.CloudTrail.MadeChainOptions { Start = start, Bucket = Evidence.Bucket }).AddHours(60);
        var logs = aws.LogsIn(Evidence.Bucket).ToList();
        var folder = logs.Select(Folder).Distinct().ElementAt(1);
        Assert.Equal((true, 0L), Found());

        // All times are more than there are days in a calendar.
        Assert.Equal(60L, aws.Run("Test-AuditTrailLog -BucketName example-evidence -StartTime ([datetime]::MinValue) -EndTime ([datetime]::MaxValue) @aws").Output[^1].Value("DigestsValid"));

        // Names that stand before all others of a day and tell of a day far off: the list goes on behind them, for both cmdlets.
        var events = Events();
        chain.AddUnlistedLog(chain.Digests[^1]);
        Assert.Equal((false, 1L), Found());
        world.AddObject(Evidence.Bucket, folder + "000000000000_CloudTrail_us-east-1_20991231T0000Z_AAAAAAAAAAAAAAAA.json.gz", ValidateLogsCase.Gzip("""{"Records":[]}"""));
        Assert.Equal((false, 2L), Found());
        Assert.Equal(events + 1, Events());

        // Readers of logs read it whatever it is called.
        world.AddObject(Evidence.Bucket, folder + "more.json.gz", ValidateLogsCase.Gzip("""{"Records":[]}"""));
        Assert.Equal((false, 3L), Found());

        (object?, object?) Found()
        {
            var summary = aws.Run("Test-AuditTrailLog -BucketName example-evidence -StartTime $start -EndTime $end @aws", Times()).Output[^1];
            return (summary.Value("IsValid"), summary.Value("LogsNotListed"));
        }

        int Events() => aws.Run("Get-RoleEvents -BucketName example-evidence -StartTime $start -EndTime $end @aws", Times()).Clean().Count;

        object Times() => new { start = start.UtcDateTime, end = chain.Time.UtcDateTime };

        static string Folder(string key) => key[..(key.LastIndexOf('/') + 1)];
    }

    [Fact]
    public async Task Digests_of_another_trail_hide_no_log_that_was_added_and_its_logs_are_not_called_added()
    {
        await using var aws = await StartAsync();
        var world = aws.Server.World.Account;
        aws.Run("New-AuditTrail other example-evidence -Force @aws").Clean();
        for (var step = 0; step < 9; step++)
        {
            aws.Run("Get-AuditTrail @aws").Clean();
            aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        aws.Run("Get-AuditTrail @aws").Clean();

        // Its digests end at other times, of which some come after the end of the period that is asked for.
        for (var minutes = 0; minutes <= 120; minutes += 20)
        {
            var end = aws.Server.World.Clock.UtcNow.UtcDateTime.AddMinutes(-minutes);
            foreach (var what in new[] { "evidence", "-BucketName example-evidence" })
            {
                var found = aws.Run($"Test-AuditTrailLog {what} -StartTime $start -EndTime $end @aws", new { start = end.AddHours(-4), end }).Output;
                Assert.True(Equals(found[^1].Value("IsValid"), true), $"{what} until {minutes} minutes ago: {string.Join("; ", found.SkipLast(1))}");
            }
        }

        // One of a trail that is no trail at all.
        var digest = world.Objects(Evidence.Bucket).First(key => key.Contains("CloudTrail-Digest", StringComparison.Ordinal));
        var log = aws.LogsIn(Evidence.Bucket).First();
        world.AddObject(Evidence.Bucket, log.Replace(log[^24..^8], "AddedByAnAttacke", StringComparison.Ordinal), ValidateLogsCase.Gzip("""{"Records":[]}"""));
        world.AddObject(Evidence.Bucket, digest.Replace("_evidence_", "_decoy_", StringComparison.Ordinal), ValidateLogsCase.Gzip("{}"));
        var start = aws.Server.World.Clock.UtcNow.UtcDateTime.AddHours(-9);
        Assert.Equal(1L, aws.Run("Test-AuditTrailLog evidence -StartTime $start -EndTime $end @aws", new { start, end = start.AddHours(9) }).Output[^1].Value("LogsNotListed"));

        // Where it can't be read, nobody knows what it lists.
        world.RemoveObject(Evidence.Bucket, log.Replace(log[^24..^8], "AddedByAnAttacke", StringComparison.Ordinal));
        var keys = world.AddUser("reader", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::example-evidence/*_decoy_*"}]}""");
        aws.SetKeys(keys);
        var run = aws.Run("Test-AuditTrailLog evidence -StartTime $start -EndTime $end @aws", new { start, end = start.AddHours(9) });
        Assert.True(run.Output[^1].Value("IsValid") is null && Equals(run.Output[^1].Value("NotRead"), 1L), string.Join("; ", run.Output) + string.Join("; ", run.Errors));
        Assert.Contains("_decoy_", Assert.Single(run.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_digest_is_about_is_not_called_valid()
    {
        await using var aws = await StartAsync();
        var run = aws.Run(Validate + " -Region us-east-1,eu-west-1", Period(aws));
        Assert.Equal(("NoDigests", "eu-west-1"), ($"{run.Output[^2].Value("Status")}", run.Output[^2].Value("Region")));
        Assert.Equal((null, 4L, 4L, 0L), Counts(run.Output[^1]));
        Assert.Equal((null, 0L, 0L, 0L), Counts(aws.Run(Validate + " -AccountId 444455556666", Period(aws)).Output[^1]));

        // Somebody deletes the newest digests, and leaves the logs.
        var world = aws.Server.World.Account;
        foreach (var digest in world.Objects(Evidence.Bucket).Where(key => key.Contains("CloudTrail-Digest", StringComparison.Ordinal)).TakeLast(3).ToList())
        {
            world.RemoveObject(Evidence.Bucket, digest);
        }

        run = aws.Run(Validate, Period(aws));
        Assert.Equal(("Gap", "NoDigests"), ($"{run.Output[^2].Value("Kind")}", $"{run.Output[^2].Value("Status")}"));
        Assert.Contains("none, and logs such as s3://example-evidence/AWSLogs/", (string)run.Output[^2].Value("Found")!, StringComparison.Ordinal);
        Assert.Equal((null, 1L, 1L, 0L), Counts(run.Output[^1]));
    }

    private static List<((string Kind, string Key, string Status) Item, string? Expected, string? Found)> Failures(LocalAwsSession aws)
    {
        var run = aws.Run(Validate, Period(aws));
        Assert.Empty(run.Errors);
        Assert.Equal(false, run.Output[^1].Value("IsValid"));
        return [.. run.Output.SkipLast(1).Select(item => (($"{item.Value("Kind")}", (string)item.Value("Key")!, $"{item.Value("Status")}"), (string?)item.Value("Expected"), (string?)item.Value("Found")))];
    }

    private static (object?, object?, object?, object?) Counts(PSObject summary) => (summary.Value("IsValid"), summary.Value("Digests"), summary.Value("DigestsValid"), summary.Value("Gaps"));

    /// <summary>A trail with four digests, each of a log at least, and one log that is in no digest yet.</summary>
    private static async Task<LocalAwsSession> StartAsync()
    {
        var aws = await Evidence.StartAsync();
        for (var hour = 0; hour < 4; hour++)
        {
            aws.Run("Get-AuditTrail @aws").Clean();
            aws.Server.World.Clock.Advance(TimeSpan.FromHours(1));
        }

        aws.Run("Get-AuditTrail @aws").Clean();
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(10));
        aws.Run("Get-AuditTrail @aws").Clean();
        return aws;
    }

    private static object Period(LocalAwsSession aws) => new { start = aws.Server.World.Clock.UtcNow.UtcDateTime.AddHours(-4.5), end = aws.Server.World.Clock.UtcNow.UtcDateTime };
}
