using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>What the names of files and folders tell, those of CloudTrail and odd ones.</summary>
public sealed class LogFileNameTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("trailops-").FullName;

    [Theory]
    [InlineData("111122223333_CloudTrail_eu-central-1_20261120T0905Z_aBcDeFgHiJkLmNoP.json.gz", "eu-central-1")]
    [InlineData("111122223333_CloudTrail_us-gov-west-1_20261120T0905Z_0123456789abcdef.json", "us-gov-west-1")]
    [InlineData("111122223333_CloudTrail_cn-northwest-1_20261120T0905Z_0123456789abcdef.json.gz", "cn-northwest-1")]
    [InlineData("111122223333_CloudTrail_us-east-1_20140101T0000Z0123456789abcdef.json.gz", "us-east-1")]
    [InlineData("111122223333_CloudTrail-NetworkActivity_us-east-1_20261120T0905Z_0123456789abcdef.json.gz", "us-east-1")]
    [InlineData("111122223333_CloudTrail-Aggregated_us-east-1_20261120T0905Z_0123456789abcdef.json.gz", "us-east-1")]
    [InlineData("1111_CloudTrail_us-east-1_20261120T0905Z_0123456789abcdef.json.gz", null)]
    [InlineData("x111122223333_CloudTrail_us-east-1_20261120T0905Z_0123456789abcdef.json.gz", null)]
    [InlineData("111122223333_CloudTrail_us-east-1_20261120_0123456789abcdef.json.gz", null)]
    [InlineData("111122223333_CloudTrail_us-east-1_20261120T0905Z_0123456789abcdef.json.gz.bak", null)]
    [InlineData("١١١١٢٢٢٢٣٣٣٣_CloudTrail_us-east-1_20261120T0905Z_0123456789abcdef.json.gz", null)]
    [InlineData("log.json", null)]
    [InlineData("", null)]
    public void The_region_stands_in_the_name(string name, string? region) => Assert.Equal(region, LogFileName.Region(name));

    [Theory]
    [InlineData("p/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/us-east-1/2026/11/20/111122223333_CloudTrail_us-east-1_20261120T0905Z_0123456789abcdef.json.gz", true)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/000000000000_CloudTrail_us-east-1_20261120T0905Z_0123456789abcdef.json.gz", false)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/111122223333_CloudTrail_us-east-1_20991231T0905Z_0123456789abcdef.json.gz", false)]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/111122223333_CloudTrail-A_us-east-1_20261120T0905Z_0123456789abcdef.json.gz", false)]
    [InlineData("111122223333_CloudTrail_us-east-1_20261120T0905Z_0123456789abcdef.json.gz", false)]
    public void Keys_are_in_the_order_of_time_by_names_of_CloudTrail_alone(string key, bool expected) => Assert.Equal(expected, LogFileName.InOrder(key) is not null);

    [Theory]
    [InlineData("111122223333_CloudTrail-Digest_eu-central-1_my_trail.1_eu-west-1_20261120T090500Z.json.gz", true)]
    [InlineData("111122223333_CloudTrail-Digest_eu-central-1_t_eu-west-1_20261120T090500Z_backfill.json.gz", true)]
    [InlineData("111122223333_CloudTrail-Insight_us-east-1_20261120T0905Z_0123456789abcdef.json.gz", true)]
    [InlineData("111122223333_CloudTrail_us-east-1_20261120T0905Z_0123456789abcdef.json.gz", false)]
    [InlineData("111122223333_CloudTrail-NetworkActivity_us-east-1_20261120T0905Z_0123456789abcdef.json.gz", false)]
    [InlineData("CloudTrail-Digest.json", false)]
    public void Digests_and_Insights_are_known_by_name(string name, bool expected)
    {
        Assert.Equal(expected, LogFileName.IsDigestOrInsight(name));

        // Even where somebody names the file.
        var folder = new LogFolder(new RoleEventFilter(), (_, _) => { });
        Assert.Equal(expected, !folder.Find(Path.Combine(_root, name)).Any());
        Assert.Equal(expected ? 1 : 0, folder.PassedOver);
    }

    [Theory]
    [InlineData("a.json", true)]
    [InlineData("a.JSON.GZ", true)]
    [InlineData("a.jsonl.gz", true)]
    [InlineData("a.ndjson", true)]
    [InlineData(".json", true)]
    [InlineData("a.gz", false)]
    [InlineData("a.json.zip", false)]
    [InlineData("json", false)]
    [InlineData("a.json ", false)]
    public void Logs_are_known_by_their_end(string name, bool expected) => Assert.Equal(expected, LogFileName.IsLog(name));

    [Theory]
    [InlineData("2026", true)]
    [InlineData("2027", true)]
    [InlineData("2025", false)]
    [InlineData("2028", false)]
    [InlineData("2026/11", true)]
    [InlineData("2026/10", false)]
    [InlineData("2027/01", true)]
    [InlineData("2027/02", false)]
    [InlineData("2026/11/29", false)]
    [InlineData("2026/11/30", true)]
    [InlineData("2026/12/01", true)]
    [InlineData("2027/01/01", true)]
    [InlineData("2027/01/02", false)]
    [InlineData("2026/11/31", true)]
    [InlineData("2026/00", true)]
    [InlineData("2026/01/00", true)]
    [InlineData("0000/01/01", true)]
    [InlineData("0001/01/01", false)]
    [InlineData("9999", false)]
    [InlineData("9999/12", false)]
    [InlineData("9999/12/31", false)]
    [InlineData("2025/02/29", true)]
    [InlineData("2024/02/29", false)]
    [InlineData("٢٠٢٥", true)]
    [InlineData("2025/٠١", true)]
    [InlineData("20255", true)]
    [InlineData("2025/1", true)]
    [InlineData("2025/01/01/x", true)]
    [InlineData("2025/01/01/01", true)]
    public void A_date_folder_of_another_time_holds_nothing(string date, bool expected)
    {
        // From the last second of November until the last of December: delivered until the first of January.
        var start = new DateTime(2026, 11, 30, 23, 59, 59, DateTimeKind.Utc);
        var end = new DateTime(2026, 12, 31, 23, 59, 59, DateTimeKind.Utc);
        foreach (var head in new[] { "/l/AWSLogs/111122223333/CloudTrail/eu-central-1/", "/l/AWSLogs/o-abcdefghij/111122223333/CloudTrail/us-gov-west-1/", "C:/CloudTrail-NetworkActivity/x/" })
        {
            Assert.Equal(expected, LogFileName.CanHold(head + date, start, end));
            Assert.Equal(expected, LogFileName.CanHold((head + date).Replace('/', '\\'), start, end));
            Assert.True(LogFileName.CanHold(head + date, null, null));
        }
    }

    [Fact]
    public void The_widest_window_holds_every_date()
    {
        foreach (var date in new[] { "0001", "0001/01/01", "9999", "9999/12", "9999/12/31", "2026/02" })
        {
            Assert.True(LogFileName.CanHold("/CloudTrail/r/" + date, DateTime.MinValue, DateTime.MaxValue));
        }
    }

    [Fact]
    public void Folders_are_walked_in_order_with_odd_names_and_without_links()
    {
        foreach (var path in new[] { "b/2.json", "b/1.json", "a/z.json", "a/y/x.json", "c.json", "B/3.json", "ä ö/😀.json", "b/[1]*.json", "l/CloudTrail/r/9999/12/31/4.json", "empty/x.txt" })
        {
            var file = Path.Combine(_root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "");
        }

        File.CreateSymbolicLink(Path.Combine(_root, "b", "link.json"), Path.Combine(_root, "c.json"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "b", "loop"), _root);
        Directory.CreateSymbolicLink(Path.Combine(_root, "b", "self"), Path.Combine(_root, "b", "self"));
        var folder = new LogFolder(new RoleEventFilter(), (path, _) => Assert.Fail(path));
        Assert.Equal(
            ["c.json", "B/3.json", "a/z.json", "a/y/x.json", "b/1.json", "b/2.json", "b/[1]*.json", "b/link.json", "l/CloudTrail/r/9999/12/31/4.json", "ä ö/😀.json"],
            folder.Find(_root).Select(file => Path.GetRelativePath(_root, file.Path).Replace('\\', '/')));
        Assert.Equal(["x.txt"], folder.Find(Path.Combine(_root, "empty", "x.txt")).Select(file => Path.GetFileName(file.Path)));
    }

    [Fact]
    public void A_folder_that_goes_away_is_reported_and_the_rest_goes_on()
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            Directory.CreateDirectory(Path.Combine(_root, name));
            File.WriteAllText(Path.Combine(_root, name, name + ".json"), "");
        }

        var unreadable = new List<string>();
        var found = new List<string>();
        foreach (var file in new LogFolder(new RoleEventFilter(), (path, _) => unreadable.Add(Path.GetFileName(path))).Find(_root))
        {
            found.Add(Path.GetFileName(file.Path));
            if (found.Count == 1)
            {
                Directory.Delete(Path.Combine(_root, "b"), recursive: true);
            }
        }

        Assert.Equal(["a.json", "c.json"], found);
        Assert.Equal(["b"], unreadable);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
