using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Events flow while logs are still unread, and stopping stops the reading. Alone, since it looks at the threads of the process.</summary>
[Collection(nameof(Alone))]
public sealed class StreamingTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly Session _session = new();
    private readonly LogFolder _logs = new();

    public void Dispose()
    {
        _session.Dispose();
        _logs.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_first_event_comes_out_before_the_last_file_is_opened(int threads)
    {
        string last = "";
        for (var number = 0; number < 30; number++)
        {
            last = _logs.Add(new LogRecord($"Call{number}"));
        }

        var run = _session.Run(
            "Get-RoleEvents deployer -Path $logs -ThrottleLimit $threads | ForEach-Object { [IO.File]::Delete($last); $_ }", new { logs = _logs.Root, last, threads });
        Assert.Equal(29, run.Output.Count);
        Assert.Equal(last, Assert.Single(run.Errors).TargetObject);
    }

    [Fact]
    public void A_downstream_stop_stops_the_reading()
    {
        for (var number = 0; number < 60; number++)
        {
            _logs.Add(new LogRecord($"Call{number}"), new LogRecord($"Again{number}"));
        }

        var run = _session.Run("Get-RoleEvents deployer -Path $logs -ThrottleLimit 2 | Select-Object -First 1", new { logs = _logs.Root });
        Assert.Equal(["Call0"], run.Clean().Select(e => e.Value("EventName")));
        var source = PSObject.AsPSObject(run.Output[0].Value("Source")!);
        Assert.False(source.Value<bool>("IsComplete"));
        AssertThreadsEnd();
        Assert.InRange(PSObject.AsPSObject(source.Value("Read")!).Value<long>("Files"), 1, 12);
    }

    [Fact]
    public void An_event_is_not_kept_waiting_by_a_file_that_blocks()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes among the files.");
        _logs.Write("a.json", LogFolder.Text(new LogRecord("One")));
        var pipe = _logs.PathOf("b.json");
        Fifo.Make(pipe);
        var run = _session.Run("Get-RoleEvents deployer -Path $logs | Select-Object -First 1", new { logs = _logs.Root });
        Assert.Equal(["One"], run.Clean().Select(e => e.Value("EventName")));
        Release(pipe);
    }

    [Fact]
    public void Stopping_ends_at_once_while_a_file_blocks()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes among the files.");
        var pipe = _logs.PathOf("a.json");
        Fifo.Make(pipe);
        using var shell = _session.Make("Get-RoleEvents deployer -Path $logs", new { logs = _logs.Root });
        var running = shell.BeginInvoke();
        Assert.False(running.AsyncWaitHandle.WaitOne(TimeSpan.FromMilliseconds(500)));
        StopSoon(shell);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        AssertNothingSpins();
        Release(pipe);

        // The session goes on as if nothing had been.
        _logs.Write("good/c.json", LogFolder.Text(new LogRecord("Next")));
        Assert.Equal(["Next"], _session.Run("Get-RoleEvents deployer -Path $good", new { good = _logs.PathOf("good") }).EventNames);
    }

    [Fact]
    public async Task Stopping_ends_at_once_while_a_file_never_ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes among the files.");
        var file = _logs.PathOf("endless.jsonl");
        Fifo.Make(file);
        var line = Encoding.UTF8.GetBytes(new LogRecord("Other") { Role = "other" }.Json() + "\n");
        var writer = Task.Run(
            () =>
            {
                using var pipe = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                while (true)
                {
                    pipe.Write(line);
                }
            },
            TestContext.Current.CancellationToken);
        using var shell = _session.Make("Get-RoleEvents deployer -Path $file", new { file });
        var running = shell.BeginInvoke();
        Assert.False(running.AsyncWaitHandle.WaitOne(TimeSpan.FromMilliseconds(500)));
        StopSoon(shell);

        // Nobody reads any more: that is what ends the writer.
        await Assert.ThrowsAsync<IOException>(() => writer.WaitAsync(Soon, TestContext.Current.CancellationToken));
        AssertThreadsEnd();
    }

    [Fact]
    public void Stopping_ends_at_once_while_the_consumer_is_slow()
    {
        for (var number = 0; number < 40; number++)
        {
            _logs.Add([.. Enumerable.Range(0, 400).Select(call => new LogRecord($"Call{call}"))]);
        }

        using var shell = _session.Make("Get-RoleEvents deployer -Path $logs | ForEach-Object { [Threading.Thread]::Sleep(50) }", new { logs = _logs.Root });
        var running = shell.BeginInvoke();
        Assert.False(running.AsyncWaitHandle.WaitOne(TimeSpan.FromMilliseconds(500)));
        StopSoon(shell);
        AssertThreadsEnd();
    }

    [Fact]
    public void The_same_event_comes_out_once_and_is_counted()
    {
        var twice = new LogRecord("Twice");
        _logs.Add(new LogRecord("One"), twice, twice);
        _logs.Add(twice, new LogRecord("Two") { Region = "us-east-1" });
        _logs.Write("copy.json", LogFolder.Text(twice));
        var run = _session.Run("Get-RoleEvents deployer -Path $logs | ForEach-Object { $_; $states += , $_.Source.IsComplete }; , $states", new { logs = _logs.Root });
        Assert.Equal(["Twice", "One", "Two"], run.Output.SkipLast(1).Select(e => e.Value("EventName")));
        Assert.Equal([false, false, false], ((object[])run.Output[^1].BaseObject).Cast<bool>());

        var source = PSObject.AsPSObject(Assert.Single(run.Output.SkipLast(1).Select(e => e.Value("Source")).Distinct())!);
        Assert.True(source.Value<bool>("IsComplete"));
        Assert.Equal(3L, source.Value("Duplicates"));
        Assert.Equal(3L, source.Value("EventCount"));
        Assert.Equal("Files", source.Value("Kind")!.ToString());
        Assert.Equal("role deployer", source.Value("Asked"));
        Assert.Equal([_logs.Root], source.Value<IEnumerable<string>>("Covered"));
        Assert.Equal(["eu-central-1"], source.Value<IEnumerable<string>>("Regions"));
        Assert.Equal("6 records of 3 files", source.Value("Read")!.ToString());
        Assert.Equal("Files: role deployer: 3 events in 6 records of 3 files", source.ToString());
    }

    /// <summary>Stops what would go on for minutes, or for ever.</summary>
    private static void StopSoon(PowerShell shell) => Assert.True(Task.Run(shell.Stop).Wait(Soon), "It does not stop.");

    /// <summary>Lets go of a reader that waits for a writer.</summary>
    private static void Release(string pipe)
    {
        // Opening for both directions doesn't wait for the other side.
        using (new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite))
        {
            AssertNothingSpins();
        }

        AssertThreadsEnd();
    }

    private static void AssertThreadsEnd() =>
        Assert.True(SpinWait.SpinUntil(() => ReaderThreads().Count == 0, Soon), "Reading threads are left.");

    private static void AssertNothingSpins()
    {
        var before = ReaderThreads();
        Thread.Sleep(400);
        Assert.All(ReaderThreads(), thread => Assert.InRange(thread.Value - before.GetValueOrDefault(thread.Key), 0, 5));
    }

    /// <summary>The threads that read logs, each with the processor time it has had, in hundredths of a second. Elsewhere than on Linux: none.</summary>
    private static Dictionary<string, long> ReaderThreads()
    {
        var threads = new Dictionary<string, long>();
        foreach (var task in Directory.Exists("/proc/self/task") ? Directory.GetDirectories("/proc/self/task") : [])
        {
            try
            {
                // 12345 (TrailOps log re) S …: user and system time are the 12th and 13th fields behind the name.
                var stat = File.ReadAllText(Path.Combine(task, "stat"));
                if (stat.Contains("(TrailOps log re", StringComparison.Ordinal))
                {
                    var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                    threads[task] = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
                }
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }

        return threads;
    }
}

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
