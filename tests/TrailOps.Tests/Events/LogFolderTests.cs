using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>Which files of a folder are logs of the window, in which order.</summary>
public sealed class LogFolderTests : IDisposable
{
    private const string Day = "AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/20/";
    private readonly string _root = Directory.CreateTempSubdirectory("trailops-").FullName;

    [Fact]
    public void Logs_come_in_the_order_of_their_names_and_the_rest_is_passed_over()
    {
        Make(Day + "111122223333_CloudTrail_eu-central-1_20261120T0910Z_bbbbbbbbbbbbbbbb.json.gz");
        Make(Day + "111122223333_CloudTrail_eu-central-1_20261120T0905Z_aaaaaaaaaaaaaaaa.json.gz");
        Make(Day.Replace("20/", "03/", StringComparison.Ordinal) + "x.json");
        Make("AWSLogs/o-abcdefghij/111122223333/CloudTrail/us-east-1/2026/11/20/y.jsonl");
        Make("AWSLogs/111122223333/CloudTrail-Digest/eu-central-1/2026/11/20/d.json.gz");
        Make("AWSLogs/111122223333/CloudTrail-Insight/eu-central-1/2026/11/20/i.json.gz");
        Make("flat/111122223333_CloudTrail-Digest_eu-central-1_t_eu-central-1_20261120T100000Z.json.gz");
        Make("flat/readme.txt");
        Assert.Equal(["x.json", "111122223333_CloudTrail_eu-central-1_20261120T0905Z_aaaaaaaaaaaaaaaa.json.gz", "111122223333_CloudTrail_eu-central-1_20261120T0910Z_bbbbbbbbbbbbbbbb.json.gz", "y.jsonl"], Find());
    }

    [Theory]
    [InlineData("2026-11-20", "2026-11-20", "20 21")]
    [InlineData("2026-11-21", null, "21 22")]
    [InlineData(null, "2026-11-18", "19")]
    [InlineData("2026-12-01", null, "")]
    public void Date_folders_outside_the_window_are_not_entered(string? start, string? end, string days)
    {
        foreach (var day in new[] { "19", "20", "21", "22" })
        {
            Make($"AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/{day}/{day}.json");
        }

        var filter = new RoleEventFilter { StartTime = Utc(start)?.AddHours(13), EndTime = Utc(end)?.AddHours(14) };
        Assert.Equal(days, string.Join(" ", Find(filter).Select(name => name[..2])));
    }

    [Theory]
    [InlineData("/CloudTrail/eu-central-1/2026", true)]
    [InlineData("/CloudTrail/eu-central-1/2024", false)]
    [InlineData("/CloudTrail/eu-central-1/2026/02", true)]
    [InlineData("/CloudTrail/eu-central-1/2026/01", false)]
    [InlineData("/CloudTrail/eu-central-1/2026/02/28", true)]
    [InlineData("/CloudTrail/eu-central-1/2026/02/27", false)]
    [InlineData("/CloudTrail/eu-central-1/2026/02/30", true)]
    [InlineData("/CloudTrail/eu-central-1/2026/13", true)]
    [InlineData("/CloudTrail/eu-central-1/0000", true)]
    [InlineData("/backup/eu-central-1/2024", true)]
    [InlineData("\\CloudTrail-NetworkActivity\\eu-central-1\\2024\\01", false)]
    public void What_is_no_date_folder_is_entered(string folder, bool expected) =>
        Assert.Equal(expected, LogFileName.CanHold(folder, new DateTime(2026, 2, 28, 10, 0, 0, DateTimeKind.Utc), null));

    [Fact]
    public void A_link_to_a_folder_above_does_not_go_round()
    {
        Make("logs/a.json");
        Directory.CreateSymbolicLink(Path.Combine(_root, "logs", "loop"), _root);
        Assert.Equal(["a.json"], Find());
    }

    [Fact]
    public void Several_threads_keep_the_order_and_one_bad_file_is_its_own_error()
    {
        for (var i = 0; i < 60; i++)
        {
            var text = i == 30 ? "{" : Logs.Document([.. Enumerable.Range(0, i % 7 * 50).Select(n => Logs.Record($"{i:00}-{n:000}"))]);
            File.WriteAllBytes(Path.Combine(_root, $"{i:00}.json.gz"), Logs.Gzip(text));
        }

        var source = new RoleEventSource(RoleEventSourceKind.Files, "test");
        using var reader = new LogReader(4, CancellationToken.None);
        var ids = new List<string>();
        var damaged = new List<string>();
        void Take()
        {
            if (reader.TryTake(TimeSpan.FromSeconds(10), out var output))
            {
                ids.AddRange(output.Events?.Select(e => e.EventId!) ?? []);
                if (output.Damage is not null)
                {
                    damaged.Add(Path.GetFileName(output.File.Path));
                }
            }
        }

        var files = new LogFolder(new RoleEventFilter(), (_, _) => { }).Find(_root).Append(new LogFile(Path.Combine(_root, "gone.json"), null));
        foreach (var file in files)
        {
            reader.Add(file, new LogFileReader(new RoleEventFilter(), source));
            while (reader.IsFull)
            {
                Take();
            }
        }

        while (!reader.IsEmpty)
        {
            Take();
        }

        Assert.Equal(Enumerable.Range(0, 60).Where(i => i != 30).Sum(i => i % 7 * 50), ids.Count);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(["30.json.gz", "gone.json"], damaged);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static DateTime? Utc(string? day) => day is null ? null : DateTime.SpecifyKind(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private IEnumerable<string> Find(RoleEventFilter? filter = null) =>
        new LogFolder(filter ?? new RoleEventFilter(), (_, _) => { }).Find(_root).Select(file => Path.GetFileName(file.Path));

    private void Make(string path)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
    }
}
