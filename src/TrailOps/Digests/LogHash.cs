using System.Buffers;
using System.Security.Cryptography;
using TrailOps.Events;

namespace TrailOps.Digests;

/// <summary>The hash of a log's text, by which digests know it. Everything in the file counts: a reader of logs reads all of it.</summary>
internal static class LogHash
{
    private const int BufferSize = 64 * 1024;

    /// <summary>SHA-256 in lower-case hex, and what is wrong with the file's form; null where nothing is.</summary>
    /// <param name="file">Compressed. It is closed.</param>
    /// <param name="onRead">Told of each number of bytes taken from the file.</param>
    public static (string Hash, string? Problem) Of(Stream file, Action<int>? onRead = null)
    {
        using var text = LogStream.Open(file, onRead);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int count;
            while ((count = text.Read(buffer)) > 0)
            {
                hash.AppendData(buffer, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (Hex.Of(hash.GetHashAndReset()), text.Damage?.Detail ?? (text.IsGzip ? null : "the file is no gzip file"));
    }
}
