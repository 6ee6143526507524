using System.Diagnostics;
using System.Management.Automation;
using System.Text;

namespace TrailOps.Cmdlets.Tests;

/// <summary>What goes where: events, warnings, verbose and debug lines, progress.</summary>
public sealed class StreamsTests : IDisposable
{
    private readonly Session _session = new();
    private readonly LogFolder _logs = new();

    public void Dispose()
    {
        _session.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public void A_quiet_run_writes_events_and_nothing_else()
    {
        _logs.Add(new LogRecord("One"));
        var run = _session.Run("Get-RoleEvents deployer -Path $logs", new { logs = _logs.Root });
        run.Clean();
        Assert.Empty(run.Verbose);
        Assert.Empty(run.Debug);
        Assert.Empty(run.Progress);
        Assert.Empty(run.Streams.Information);
        Assert.Equal("", run.HostText);
    }

    [Fact]
    public void Verbose_says_what_was_read_and_debug_names_each_file()
    {
        var id = Guid.NewGuid().ToString();
        var first = _logs.Add(new LogRecord("One") { Id = id }, new LogRecord("Other") { Role = "other" });
        var second = _logs.Add(new LogRecord("One") { Id = id });
        var run = _session.Run("Get-RoleEvents deployer -Path $logs -Verbose -Debug", new { logs = _logs.Root });
        var bytes = new FileInfo(first).Length + new FileInfo(second).Length;
        Assert.Equal([$"Read 2 log files (3 records, {bytes} bytes), passed over 0 files or folders; found 1 events and 1 repetitions."], run.Verbose);
        Assert.Equal([$"Reading {first}", $"Reading {second}"], run.Debug);
    }

    [Theory]
    [InlineData("Get-RoleEvents nobody -Path $logs", "role nobody in $logs: 2 records in 1 log files.")]
    [InlineData("Get-RoleEvents nobody, arn:aws:iam::111122223333:role/ci/x -Path $logs", "role nobody, 111122223333:role/ci/x in $logs: 2 records in 1 log files.")]
    [InlineData("Get-RoleEvents -Path $logs -StartTime 2027-01-01T00:00:00Z",
        "every role, from 2027-01-01 00:00:00 UTC in $logs: 0 records in 0 log files; 1 files or folders passed over (digests, Insights, other dates).")]
    [InlineData("Get-RoleEvents deployer -Path $logs -EventName Nope*, Never -Outcome Error, AccessDenied -ReadOnly:$false",
        "role deployer, EventName Nope*, Never, Outcome Error, AccessDenied, ReadOnly False in $logs: 2 records in 1 log files.")]
    public void Nothing_found_is_a_warning_that_says_what_was_searched(string script, string expected)
    {
        _logs.Add(new LogRecord("One"), new LogRecord("Other") { Role = "other" });
        var run = _session.Run(script, new { logs = _logs.Root });
        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
        Assert.Equal(["No event found. Searched for " + expected.Replace("$logs", _logs.Root, StringComparison.Ordinal)], run.Warnings);
    }

    [Fact]
    public void The_warning_tells_of_damaged_files_and_shortens_long_lists()
    {
        var files = Enumerable.Range(0, 5).Select(number => _logs.Write($"{number}.json", "")).ToArray();
        var run = _session.Run("Get-RoleEvents deployer -Path $files -ErrorAction SilentlyContinue", new { files });
        Assert.Equal(
            [$"No event found. Searched for role deployer in {string.Join(", ", files.Take(3))}, …: 0 records in 5 log files, 5 of them damaged."], run.Warnings);
    }

    [Fact]
    public void A_folder_without_logs_is_a_warning()
    {
        var run = _session.Run("Get-RoleEvents deployer -Path $logs", new { logs = _logs.Root });
        Assert.Empty(run.Errors);
        Assert.Equal([$"No event found. Searched for role deployer in {_logs.Root}: 0 records in 0 log files."], run.Warnings);
    }

    [Fact]
    public void What_a_record_holds_stays_in_the_record()
    {
        const string Secret = "FwoGZXIvYXdzEXAMPLE";
        var record = new LogRecord("AssumeRole", "sts.amazonaws.com");
        var text = Encoding.UTF8.GetString(LogFolder.Text(record, record with { Id = "2" }, record with { Id = "3" }))
            .Replace("\"bucketName\":\"example\"", $"\"sessionToken\":\"{Secret}\"", StringComparison.Ordinal);
        _logs.Write("good.json", text);
        _logs.Write("bad.json", text.Replace("\"eventID\":\"2\"", "\"eventID\":2\"", StringComparison.Ordinal));
        _logs.Write("cut.json", text[..^40]);
        var run = _session.Run("Get-RoleEvents deployer -Path $logs -Verbose -Debug; Get-RoleEvents deployer -Path $logs -EventName Nope -Verbose", new { logs = _logs.Root });
        Assert.Equal(4, run.Errors.Count);
        Assert.Contains(Secret, run.Output[0].Value<string>("Json"), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Output[0].ToString(), StringComparison.Ordinal);
        var said = run.Errors.Select(error => error.ToString() + error.Exception).Concat(run.Verbose).Concat(run.Debug).Concat(run.Warnings);
        Assert.DoesNotContain(said, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Progress_is_throttled_and_completed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes among the files.");
        var file = _logs.PathOf("slow.jsonl");
        Fifo.Make(file);
        var cancel = TestContext.Current.CancellationToken;
        var writer = Task.Run(
            async () =>
            {
                using var pipe = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                for (var number = 0; number < 90; number++)
                {
                    pipe.Write(Encoding.UTF8.GetBytes(new LogRecord($"Call{number}").Json() + "\n"));
                    await Task.Delay(20, cancel);
                }
            },
            cancel);
        var clock = Stopwatch.StartNew();
        var run = _session.Run("Get-RoleEvents deployer -Path $file", new { file });
        var took = clock.Elapsed;
        await writer;
        run.Clean();
        Assert.Equal(90, run.Output.Count);

        // Two seconds or more, of which the first shows nothing: four times a second at most after that, and the end.
        Assert.InRange(run.Progress.Count, 2, 2 + (int)((took - TimeSpan.FromSeconds(1)) / TimeSpan.FromSeconds(0.25)));
        Assert.Single(run.Progress.Select(record => record.ActivityId).Distinct());
        Assert.All(run.Progress, record => Assert.Equal("Reading CloudTrail logs", record.Activity));
        Assert.Equal([ProgressRecordType.Completed], run.Progress.Select(record => record.RecordType).SkipWhile(type => type == ProgressRecordType.Processing));
        Assert.Matches(@"^\d+ files, \d+\.\d MB.*, \d+ events$", run.Progress[0].StatusDescription);
    }
}
