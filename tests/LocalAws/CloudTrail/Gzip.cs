using System.IO.Compression;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>How CloudTrail's files are compressed.</summary>
internal static class Gzip
{
    public static byte[] Pack(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
