using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TrailOps.Benchmarks.Corpus;

/// <summary>A folder of logs as a trail delivers them, composed from calls.txt; the same for the same numbers.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Records">How many records it holds.</param>
/// <param name="Files">In how many files.</param>
/// <param name="TextBytes">How many bytes of text that is.</param>
/// <param name="FileBytes">And compressed.</param>
internal sealed record LogCorpus(string Folder, int Records, int Files, long TextBytes, long FileBytes)
{
    private const int RecordsPerFile = 2000;

    private static readonly string[] Accounts = ["111122223333", "444455556666"];
    private static readonly string[] Regions = ["us-east-1", "eu-central-1", "ap-southeast-2"];
    private static readonly DateTime FirstDay = new(2025, 3, 4, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The ARNs of the wanted role.</summary>
    public static IReadOnlyList<string> WantedArns { get; } = [.. Accounts.Select(Cast.WantedArn)];

    /// <summary>Composes a corpus in an empty folder.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="records">How many records.</param>
    /// <param name="files">In how many files; null: 2,000 records a file.</param>
    public static LogCorpus Make(string folder, int records, int? files)
    {
        var count = Math.Clamp(files ?? records / RecordsPerFile, 1, records);
        long text = 0;
        long compressed = 0;
        Parallel.For(0, count, i =>
        {
            var size = (int)(((long)records * (i + 1) / count) - ((long)records * i / count));
            var (textBytes, fileBytes) = WriteFile(folder, i, size);
            Interlocked.Add(ref text, textBytes);
            Interlocked.Add(ref compressed, fileBytes);
        });
        return new LogCorpus(folder, records, count, text, compressed);
    }

    private static (long Text, long File) WriteFile(string folder, int index, int records)
    {
        var random = new Random(index);
        var account = Accounts[index % Accounts.Length];
        var region = Regions[index / Accounts.Length % Regions.Length];
        var delivered = FirstDay.AddMinutes(5 * (index / (Accounts.Length * Regions.Length)));
        var path = Path.Combine(
            folder,
            string.Create(CultureInfo.InvariantCulture, $"AWSLogs/{account}/CloudTrail/{region}/{delivered:yyyy'/'MM'/'dd}"),
            string.Create(CultureInfo.InvariantCulture, $"{account}_CloudTrail_{region}_{delivered:yyyyMMdd'T'HHmm}Z_{random.NextInt64():x16}.json.gz"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // The cast stays the same from file to file, as roles and most sessions do.
        var cast = new Cast(account, new Random(account[0]));
        var composer = new RecordComposer(random, cast, account, region, delivered.AddMinutes(-7));
        var text = new StringBuilder(records * 1800).Append("{\"Records\":[");
        for (var i = 0; i < records; i++)
        {
            composer.Write(i == 0 ? text : text.Append(','));
        }

        var bytes = Encoding.UTF8.GetBytes(text.Append("]}").ToString());
        using var file = File.Create(path);
        using (var gzip = new GZipStream(file, new ZLibCompressionOptions { CompressionLevel = 6 }, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return (bytes.Length, file.Length);
    }
}
