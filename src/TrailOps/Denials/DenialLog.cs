using System.Runtime.CompilerServices;
using System.Text;
using TrailOps.Events;

namespace TrailOps.Denials;

/// <summary>Reads logs of any size: UTF-8 and what looks like it, UTF-16 as Windows PowerShell writes it, packed ones.</summary>
internal static class DenialLog
{
    private const int BufferSize = 256 * 1024;

    // A line that is longer comes in pieces.
    private const int LongestLine = 64 * 1024;

    /// <summary>Reads a log to its end.</summary>
    /// <param name="log">The log.</param>
    /// <param name="scanner">Takes its lines.</param>
    /// <param name="read">Is told after each piece.</param>
    /// <param name="stop">Stops it.</param>
    public static void Read(Stream log, DenialScanner scanner, Action read, CancellationToken stop)
    {
        var buffer = new byte[BufferSize];
        var length = log.ReadAtLeast(buffer.AsSpan(0, 4), 4, throwOnEndOfStream: false);
        if (buffer.AsSpan(0, length).StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            ReadPacked(new JoinedStream(buffer[..length], log), buffer, scanner, read, stop);
            return;
        }

        if (EncodingOf(buffer.AsSpan(0, length)) is { } encoding)
        {
            using var text = Encoding.CreateTranscodingStream(new JoinedStream(buffer[..length], log), encoding, Encoding.UTF8);
            ReadLines(text.Read, buffer, 0, scanner, read, stop);
            return;
        }

        ReadLines(log.Read, buffer, length, scanner, read, stop);
    }

    /// <summary>A packed log, of whatever is in it; one that is cut off is an error once all that it has is read.</summary>
    private static void ReadPacked(Stream log, byte[] buffer, DenialScanner scanner, Action read, CancellationToken stop)
    {
        using var packed = LogStream.Open(log);
        var length = packed.Read(buffer.AsSpan(0, 4));
        if (EncodingOf(buffer.AsSpan(0, length)) is { } encoding)
        {
            using var text = Encoding.CreateTranscodingStream(new JoinedStream(buffer[..length], new UnpackedStream(packed)), encoding, Encoding.UTF8);
            ReadLines(text.Read, buffer, 0, scanner, read, stop);
        }
        else
        {
            ReadLines(packed.Read, buffer, length, scanner, read, stop);
        }

        if (packed.Damage is { Kind: not LogDamageKind.Empty } damage)
        {
            throw new InvalidDataException(damage.Detail);
        }
    }

    /// <summary>Reads some of a log; 0 at its end.</summary>
    private delegate int Reader(Span<byte> buffer);

    /// <summary>UTF-16 by its mark, or by the zeros between ASCII letters; null for all that is read as UTF-8.</summary>
    private static UnicodeEncoding? EncodingOf(ReadOnlySpan<byte> begin) => begin switch
    {
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
        [not 0, 0, not 0, 0] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        [0, not 0, 0, not 0] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadLines(Reader log, byte[] buffer, int length, DenialScanner scanner, Action read, CancellationToken stop)
    {
        var isFirst = true;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var got = log(buffer.AsSpan(length));
            length += got;
            var rest = buffer.AsSpan(0, length);
            if (isFirst && rest.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            {
                rest = rest[3..];
            }

            isFirst = false;
            while (rest.IndexOf((byte)'\n') is >= 0 and var end)
            {
                scanner.Add(rest[..end]);
                rest = rest[(end + 1)..];
            }

            if (got == 0)
            {
                if (!rest.IsEmpty)
                {
                    scanner.Add(rest);
                }

                scanner.End();
                read();
                return;
            }

            if (rest.Length >= LongestLine)
            {
                var cut = CutOf(rest);
                scanner.Add(rest[..cut], isWhole: false);
                rest = rest[cut..];
            }

            rest.CopyTo(buffer);
            length = rest.Length;
            scanner.Scan();
            read();
        }
    }

    /// <summary>Where a piece of a line may end: before a blank, or else not within a letter or an escape.</summary>
    private static int CutOf(ReadOnlySpan<byte> line)
    {
        const int Last = 512;
        var blank = line[^Last..].LastIndexOf((byte)' ');
        if (blank > 0)
        {
            return line.Length - Last + blank;
        }

        var cut = line.Length - 16;
        while (cut > line.Length - Last && (line[cut] >= 0x80 || line[(cut - 8)..cut].Contains((byte)'\\')))
        {
            cut--;
        }

        return cut;
    }

    /// <summary>What was read of a stream already, and the stream.</summary>
    private sealed class JoinedStream(byte[] begin, Stream rest) : ForwardStream
    {
        private int _read;

        public override int Read(Span<byte> buffer)
        {
            if (_read == begin.Length)
            {
                return rest.Read(buffer);
            }

            var length = Math.Min(buffer.Length, begin.Length - _read);
            begin.AsSpan(_read, length).CopyTo(buffer);
            _read += length;
            return length;
        }
    }

    private sealed class UnpackedStream(LogStream log) : ForwardStream
    {
        public override int Read(Span<byte> buffer) => log.Read(buffer);
    }

    /// <summary>A stream that is read to its end, and nothing else.</summary>
    private abstract class ForwardStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public abstract override int Read(Span<byte> buffer);

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
