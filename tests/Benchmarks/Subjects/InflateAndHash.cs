using System.IO.Compression;
using System.Security.Cryptography;

namespace TrailOps.Benchmarks.Subjects;

/// <summary>Inflates and hashes the logs, and looks at nothing: what anybody has to pay who proves them.</summary>
internal sealed class InflateAndHash : ISubject
{
    public const string SubjectName = "inflate + SHA-256";
    private const int BufferSize = 64 * 1024;

    private readonly string[] _files;
    private readonly int _threads;

    public InflateAndHash(string folder, int threads)
    {
        _threads = threads;
        _files = Directory.GetFiles(folder, "*_CloudTrail_*.json.gz", SearchOption.AllDirectories);
    }

    public string Name => SubjectName;

    public TimeSpan WarmUp => TimeSpan.FromSeconds(1);

    public Dictionary<string, long>? Run()
    {
        var next = -1;
        var workers = Enumerable.Range(1, _threads - 1).Select(_ => new Thread(Work)).ToList();
        workers.ForEach(worker => worker.Start());
        Work();
        workers.ForEach(worker => worker.Join());
        return new() { [""] = _files.Length };

        void Work()
        {
            var buffer = new byte[BufferSize];
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (int i; (i = Interlocked.Increment(ref next)) < _files.Length;)
            {
                using var file = new FileStream(_files[i], FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
                using var gzip = new GZipStream(file, CompressionMode.Decompress);
                for (int count; (count = gzip.Read(buffer)) > 0;)
                {
                    hash.AppendData(buffer, 0, count);
                }

                hash.GetHashAndReset();
            }
        }
    }

    public void Dispose()
    {
    }
}
