using System.Buffers.Binary;
using System.IO.Compression;

namespace TrailOps.Tests.Events;

/// <summary>gzip members put together by hand (RFC 1951, RFC 1952), so that a test knows what it has before it.</summary>
internal static class GzipMembers
{
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    /// <summary>Blocks of bytes as they are, each of <paramref name="size"/>.</summary>
    public static byte[] Stored(byte[] data, int size = 400)
    {
        var body = new List<byte>();
        var blocks = data.Length == 0 ? [[]] : data.Chunk(size).ToArray();
        for (var i = 0; i < blocks.Length; i++)
        {
            var length = (ushort)blocks[i].Length;
            body.AddRange([(byte)(i == blocks.Length - 1 ? 1 : 0), (byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8), .. blocks[i]]);
        }

        return Wrap([.. body], data);
    }

    /// <summary>One block of the codes that RFC 1951 fixes, without a repetition.</summary>
    public static byte[] Fixed(byte[] data)
    {
        var bits = new List<bool> { true, true, false };
        foreach (var b in data)
        {
            Append(bits, b < 144 ? 0x30 + b : 0x190 + b - 144, b < 144 ? 8 : 9);
        }

        Append(bits, 0, 7);
        var body = new byte[(bits.Count + 7) / 8];
        for (var i = 0; i < bits.Count; i++)
        {
            body[i / 8] |= (byte)(bits[i] ? 1 << (i % 8) : 0);
        }

        return Wrap(body, data);
    }

    /// <summary>What a compressor makes of the data: codes of its own.</summary>
    public static byte[] Dynamic(byte[] data)
    {
        using var body = new MemoryStream();
        using (var deflater = new DeflateStream(body, CompressionLevel.SmallestSize))
        {
            deflater.Write(data);
        }

        Assert.Equal(2, (body.GetBuffer()[0] >> 1) & 3);
        return Wrap(body.ToArray(), data);
    }

    /// <summary>A member with everything that its head can have: extra field, name, comment and the head's own sum.</summary>
    public static byte[] WithLongHead(byte[] data)
    {
        byte[] head = [0x1f, 0x8b, 8, 0b11110, 1, 2, 3, 4, 2, 3, 3, 0, 0x1f, 0x8b, 8, .. "log.json\0"u8, .. "of {\"Records\":[\0"u8];
        var sum = Crc(head);
        return [.. head, (byte)sum, (byte)(sum >> 8), .. Fixed(data)[10..]];
    }

    private static byte[] Wrap(byte[] body, byte[] data)
    {
        var tail = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, Crc(data));
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(4), (uint)data.Length);
        return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, .. body, .. tail];
    }

    private static void Append(List<bool> bits, int code, int length)
    {
        for (var bit = length - 1; bit >= 0; bit--)
        {
            bits.Add((code >> bit & 1) != 0);
        }
    }

    private static uint Crc(byte[] data) => ~data.Aggregate(~0u, (crc, b) => CrcTable[(byte)(crc ^ b)] ^ (crc >> 8));

    private static uint CrcOf(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1;
        }

        return crc;
    }
}
