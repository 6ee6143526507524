using System.IO.Compression;

namespace CatalogueGenerator;

/// <summary>The packed catalogue on disk: Brotli at its best, the same bytes for the same text.</summary>
internal static class CatalogueFile
{
    private const int BestQuality = 11;

    // A window of 2 MB holds the whole text.
    private const int WindowBits = 21;

    /// <summary>Writes the file, or with <paramref name="check"/> only says whether it holds this text. The result is the exit code.</summary>
    public static int Save(string path, byte[] text, bool check)
    {
        if (check)
        {
            var same = File.Exists(path) && Unpack(path).AsSpan().SequenceEqual(text);
            Console.WriteLine(same ? "The catalogue is up to date." : "The catalogue is stale: run the generator without --check.");
            return same ? 0 : 1;
        }

        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(text.Length)];
        if (!BrotliEncoder.TryCompress(text, packed, out var length, BestQuality, WindowBits))
        {
            throw new InvalidDataException("The catalogue could not be compressed.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, packed[..length]);
        Console.WriteLine($"{path}: {text.Length:N0} bytes of text, packed {length:N0}");
        return 0;
    }

    private static byte[] Unpack(string path)
    {
        using var packed = new BrotliStream(File.OpenRead(path), CompressionMode.Decompress);
        using var text = new MemoryStream();
        packed.CopyTo(text);
        return text.ToArray();
    }
}
