using System.IO.Compression;
using TrailOps.Events;

namespace TrailOps.Benchmarks.Subjects;

/// <summary>Every record as a RoleEvent, by the engine alone, on the calling thread.</summary>
internal sealed class EveryRecord : ISubject
{
    public const string Inflating = "every record as a RoleEvent, inflating";
    public const string FromText = "every record as a RoleEvent, from text";

    private const long MostText = 256L * 1024 * 1024;

    private readonly Func<Stream>[] _logs;

    private EveryRecord(string name, IEnumerable<Func<Stream>> logs, long bytes)
    {
        Name = name;
        _logs = [.. logs];
        Bytes = bytes;
    }

    public string Name { get; }

    /// <summary>How many bytes of text a run goes over.</summary>
    public long Bytes { get; }

    /// <summary>From the files.</summary>
    public static EveryRecord OfFiles(string[] files, long textBytes) =>
        new(Inflating, files.Select(file => (Func<Stream>)(() => File.OpenRead(file))), textBytes);

    /// <summary>From text that is inflated already and lies in memory: as much of the corpus as fits a quarter of a gigabyte.</summary>
    public static EveryRecord OfText(string[] files)
    {
        var texts = new List<byte[]>();
        long bytes = 0;
        foreach (var file in files)
        {
            using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var text = new MemoryStream();
            gzip.CopyTo(text);
            bytes += text.Length;
            texts.Add(text.ToArray());
            if (bytes > MostText)
            {
                break;
            }
        }

        return new EveryRecord(FromText, texts.Select(text => (Func<Stream>)(() => new MemoryStream(text))), bytes);
    }

    public Dictionary<string, long>? Run()
    {
        var source = new RoleEventSource(RoleEventSourceKind.Files, "every role");
        var reader = new LogFileReader(new RoleEventFilter(), source);
        RoleEvent? last = null;
        foreach (var log in _logs)
        {
            using var file = log();
            if (reader.Read(file, null, e => last = e, CancellationToken.None) is { } damage)
            {
                throw new InvalidOperationException(damage.Detail);
            }
        }

        GC.KeepAlive(last);
        return null;
    }

    public void Dispose()
    {
    }
}
