using System.IO.Compression;

namespace TrailOps.Benchmarks.Subjects;

/// <summary>Inflates the files and looks at nothing: what any reader in .NET has to pay.</summary>
internal sealed class RawInflate(string[] files, int threads) : ISubject
{
    private const int BufferSize = 128 * 1024;

    public const string SubjectName = "raw inflate";

    public string Name => SubjectName;

    public TimeSpan WarmUp => TimeSpan.FromSeconds(1);

    public Dictionary<string, long>? Run()
    {
        var next = -1;
        var workers = Enumerable.Range(1, threads - 1).Select(_ => new Thread(Work)).ToList();
        workers.ForEach(worker => worker.Start());
        Work();
        workers.ForEach(worker => worker.Join());
        return null;

        void Work()
        {
            var buffer = new byte[BufferSize];
            for (int i; (i = Interlocked.Increment(ref next)) < files.Length;)
            {
                using var file = new FileStream(files[i], FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
                using var gzip = new GZipStream(file, CompressionMode.Decompress);
                while (gzip.Read(buffer) > 0)
                {
                }
            }
        }
    }

    public void Dispose()
    {
    }
}
