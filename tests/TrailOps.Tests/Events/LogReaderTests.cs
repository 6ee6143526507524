using System.Diagnostics;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>Several threads over many files: order, an early first event, and an end when it is asked for.</summary>
public sealed class LogReaderTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _root = Directory.CreateTempSubdirectory("trailops-").FullName;
    private readonly RoleEventSource _source = new(RoleEventSourceKind.Files, "test");

    [Theory]
    [InlineData(1, 3000)]
    [InlineData(2, 10_000)]
    [InlineData(8, 3000)]
    public void Very_many_small_files_come_out_in_order(int threads, int count)
    {
        // One file under many names: what matters is that each has its turn.
        var path = Write("one.json", Logs.Record("e"));
        using var reader = new LogReader(threads, CancellationToken.None);
        var order = new List<string>();
        for (var i = 0; i < count; i++)
        {
            reader.Add(new LogFile(path, $"region-{i}"), FileReader());
            Drain(reader, order, () => reader.IsFull);
        }

        Drain(reader, order, () => !reader.IsEmpty);
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"region-{i}: e"), order);
        Assert.Equal((count, count), (_source.Read.Files, _source.Read.Records));
    }

    [Fact]
    public void A_cancellation_that_is_not_ours_is_that_logs_error_and_the_others_go_on()
    {
        using var reader = new LogReader(1, CancellationToken.None);
        var order = new List<string>();
        reader.Add(new LogFile("s3://b/k", "one") { Opener = _ => throw new TaskCanceledException("The request timed out.") }, FileReader());
        reader.Add(new LogFile(Write("two.json", Logs.Record("e")), "two"), FileReader());
        Drain(reader, order, () => !reader.IsEmpty);
        Assert.Equal(["one: Unreadable TaskCanceledException", "two: e"], order);
    }

    [Fact]
    public void A_damaged_copy_is_read_anew_where_there_is_another()
    {
        using var reader = new LogReader(1, CancellationToken.None);
        var order = new List<string>();
        var opened = 0;
        reader.Add(
            new LogFile("s3://b/k", "one")
            {
                Opener = _ => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(opened++ == 0 ? Logs.Record("e") + "{" : Logs.Record("e"))),
                Renew = () => opened == 1,
            },
            FileReader());
        Drain(reader, order, () => !reader.IsEmpty);
        Assert.Equal(["one: e", "one: e"], order);
    }

    [Fact]
    public async Task Logs_are_added_when_there_is_room()
    {
        using var reader = new LogReader(2, CancellationToken.None);
        var path = Write("one.json", Logs.Record("e"));
        var added = Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await reader.AddAsync(new LogFile(path, $"region-{i}"), FileReader());
            }
        }, TestContext.Current.CancellationToken);
        var order = new List<string>();
        while (!added.IsCompleted || !reader.IsEmpty)
        {
            reader.WaitForLog(TimeSpan.FromMilliseconds(50));
            Drain(reader, order, () => !reader.IsEmpty);
        }

        await added;
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"region-{i}: e"), order);
    }

    [Fact]
    public void The_first_event_comes_before_the_last_file_is_opened()
    {
        using var reader = new LogReader(2, CancellationToken.None);
        var first = Write("first.json", string.Join("\n", Enumerable.Range(0, 20_000).Select(i => Logs.Record($"{i}"))));
        reader.Add(new LogFile(first, null), FileReader());
        for (var i = 0; i < 3; i++)
        {
            reader.Add(new LogFile(Path.Combine(_root, "not there yet.json"), null), FileReader());
        }

        // The reader of the first file can't be done: what nobody takes holds it up. So it has one thread, and the last file is nobody's yet.
        Assert.True(reader.TryTake(Patience, out var output));
        Assert.Equal("0", Assert.Single(output.Events!).EventId);
    }

    [Fact]
    public void What_waits_for_its_turn_takes_little()
    {
        using var reader = new LogReader(1, CancellationToken.None);
        var text = string.Join("\n", Enumerable.Range(0, 50_000).Select(i => Logs.Record($"{i}")));
        reader.Add(new LogFile(Write("large.json", text), null), FileReader());
        Assert.True(reader.TryTake(Patience, out _));

        // At most four batches of 128 KB wait, one is being filled, and one was taken.
        SpinWait.SpinUntil(() => false, 300);
        Assert.InRange(_source.Read.Bytes, 1, text.Length / 2);
    }

    [Fact]
    public void Cancellation_ends_the_reading_and_the_threads()
    {
        using var cancel = new CancellationTokenSource();
        using var reader = new LogReader(4, cancel.Token);
        var path = Write("large.json", string.Join("\n", Enumerable.Range(0, 30_000).Select(i => Logs.Record($"{i}"))));
        for (var i = 0; i < 8; i++)
        {
            reader.Add(new LogFile(path, null), FileReader());
        }

        Assert.True(reader.TryTake(Patience, out _));
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => reader.TryTake(Patience, out _));
        AssertThreadsEnd(reader);
    }

    [Fact]
    public void Disposal_ends_the_threads_that_nobody_takes_from()
    {
        var reader = new LogReader(4, CancellationToken.None);
        var path = Write("large.json", string.Join("\n", Enumerable.Range(0, 30_000).Select(i => Logs.Record($"{i}"))));
        for (var i = 0; i < 8; i++)
        {
            reader.Add(new LogFile(path, null), FileReader());
        }

        Assert.True(reader.TryTake(Patience, out _));
        reader.Dispose();
        AssertThreadsEnd(reader);
    }

    [Fact]
    public void A_file_that_is_gone_a_folder_and_a_damaged_one_are_errors_of_their_own()
    {
        using var reader = new LogReader(3, CancellationToken.None);
        foreach (var path in new[] { Write("a.json", Logs.Record("a")), Path.Combine(_root, "gone.json"), Write("b.json", Logs.Record("b") + "x"), _root, Write("c.json", Logs.Record("c")) })
        {
            reader.Add(new LogFile(path, Path.GetFileName(path)), FileReader());
        }

        var order = new List<string>();
        Drain(reader, order, () => !reader.IsEmpty);
        Assert.Equal(["a.json: a", "gone.json: Unreadable FileNotFoundException", "b.json: b", "b.json: InvalidJson ", $"{Path.GetFileName(_root)}: Unreadable UnauthorizedAccessException", "c.json: c"], order);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static void Drain(LogReader reader, List<string> order, Func<bool> more)
    {
        var clock = Stopwatch.StartNew();
        while (more())
        {
            if (reader.TryTake(TimeSpan.FromMilliseconds(200), out var output))
            {
                order.AddRange(output.Events?.Select(e => $"{output.File.Region}: {e.EventId}") ?? []);
                if (output.Damage is { } damage)
                {
                    order.Add($"{output.File.Region}: {damage.Kind} {output.Cause?.GetType().Name}");
                }

                clock.Restart();
            }

            Assert.True(clock.Elapsed < Patience, $"nothing came out any more after {order.Count}");
        }
    }

    private static void AssertThreadsEnd(LogReader reader) =>
        Assert.True(SpinWait.SpinUntil(() => reader.RunningThreads == 0, Patience), $"{reader.RunningThreads} threads go on");

    private LogFileReader FileReader() => new(new RoleEventFilter(), _source);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_root, name);
        File.WriteAllText(path, text);
        return path;
    }
}
