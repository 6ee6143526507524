using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TrailOps.Digests;

/// <summary>Logs that digests list, and the hashes that they tell: few bytes for each, so that there may be very many.</summary>
internal sealed class LogSet
{
    private readonly Dictionary<UInt128, (UInt128 Head, UInt128 Tail)> _hashes = [];

    /// <summary>Adds a log.</summary>
    public void Add(string bucket, string key, string hash) => _hashes[IdOf(bucket, key)] = Parse(hash);

    /// <summary>Whether a log is listed.</summary>
    public bool Contains(string bucket, string key) => _hashes.ContainsKey(IdOf(bucket, key));

    /// <summary>The hash of a log, in hex; null where it is not listed.</summary>
    public string? HashOf(string bucket, string key)
    {
        if (!_hashes.TryGetValue(IdOf(bucket, key), out var hash))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash.Head);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], hash.Tail);
        return Hex.Of(bytes);
    }

    /// <summary>Half of a SHA-256: nobody finds two keys with the same.</summary>
    private static UInt128 IdOf(string bucket, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{bucket}/{key}"), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>A hash that is none is one that no log has.</summary>
    private static (UInt128 Head, UInt128 Tail) Parse(string hash)
    {
        return Hex.Parse(hash) is { Length: SHA256.HashSizeInBytes } bytes ? (BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(16))) : default;
    }
}
