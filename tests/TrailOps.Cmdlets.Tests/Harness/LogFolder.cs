using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TrailOps.Cmdlets.Tests;

/// <summary>A temporary folder of logs in the layout of a trail's bucket.</summary>
internal sealed class LogFolder : IDisposable
{
    private int _number;

    public string Root { get; } = Directory.CreateTempSubdirectory("trailops-").FullName;

    public static byte[] Text(params LogRecord[] records) =>
        Encoding.UTF8.GetBytes($"{{\"Records\":[{string.Join(',', records.Select(record => record.Json()))}]}}");

    public static byte[] GZip(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var deflater = new GZipStream(packed, CompressionLevel.Fastest))
        {
            deflater.Write(text);
        }

        return packed.ToArray();
    }

    public static byte[] GZip(params LogRecord[] records) => GZip(Text(records));

    /// <summary>A log as CloudTrail names and packs it, by the account, region and time of its first record. Later ones sort behind earlier ones.</summary>
    public string Add(params LogRecord[] records) => Write(NextName(records[0]), GZip(records));

    public string NextName(LogRecord first, string kind = "CloudTrail")
    {
        var time = first.EventTime;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"AWSLogs/{first.Account}/{kind}/{first.Region}/{time:yyyy/MM/dd}/{first.Account}_{kind}_{first.Region}_{time:yyyyMMddTHHmm}Z_{++_number:D16}.json.gz");
    }

    public string Write(string name, byte[] bytes)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string PathOf(string name) => Path.Combine(Root, name.Replace('/', Path.DirectorySeparatorChar));

    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Left to the system: a reader may still have a file open.
        }
    }
}
