using System.Buffers;
using System.IO.Compression;

namespace TrailOps.Events;

/// <summary>
/// The text of a log file, inflated where it is gzip (by its first bytes, not by its name), and proof that it came whole: each member's
/// check sum and length, and an end where a member ends.
/// </summary>
/// <remarks>
/// <para>GZipStream checks a member's sum and length but is silent where the input stops early. So behind the file's last byte stands
/// one small gzip member of our own: if its text comes out, alone and unharmed, the file ended where a member ended.</para>
/// <para>When the inflater meets bad data it throws away what the same call had already inflated. The tail is then read once more, a byte
/// a call, so that all that can be read is read.</para>
/// </remarks>
internal sealed class LogStream : IDisposable
{
    private readonly CountedInput _input;
    private GZipStream? _inflater;
    private long _position;
    private bool _byteByByte;
    private bool _ended;

    private LogStream(CountedInput input, bool isGzip)
    {
        _input = input;
        _input.HasEndMember = isGzip;
        IsGzip = isGzip;
        if (isGzip)
        {
            _inflater = new GZipStream(input, CompressionMode.Decompress, leaveOpen: true);
        }
    }

    /// <summary>Whether the file is compressed.</summary>
    public bool IsGzip { get; }

    /// <summary>Why reading ended before the file's proper end; null while nothing is wrong. Known once <see cref="Read"/> has returned 0.</summary>
    public LogDamage? Damage { get; private set; }

    /// <summary>Looks at the first bytes of <paramref name="file"/>; the stream is this object's from then on.</summary>
    /// <param name="file">Positioned at its start.</param>
    /// <param name="onRead">Told of each number of bytes taken from the file.</param>
    public static LogStream Open(Stream file, Action<int>? onRead = null)
    {
        var input = new CountedInput(file, onRead);
        return new LogStream(input, input.Peek() is [0x1f, 0x8b, ..] or [0x1f]);
    }

    /// <summary>Fills <paramref name="buffer"/> with some text; 0 at the end, be it a good or a bad one.</summary>
    public int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        var count = _inflater is null ? _input.Read(buffer) : Inflate(buffer);
        _position += count;
        if (count == 0 && _input.IsEmpty)
        {
            Damage = new LogDamage(LogDamageKind.Empty, "the file is empty");
        }

        _ended = count == 0 || Damage is not null;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inflater?.Dispose();
        _input.Dispose();
    }

    private static LogDamage Truncated => new(LogDamageKind.Truncated, "the gzip data ends too early: the file is cut off");

    private static LogDamage Corrupt => new(LogDamageKind.Corrupt, "the gzip data is corrupt, or its check sum is wrong");

    private int Inflate(Span<byte> buffer)
    {
        if (_byteByByte)
        {
            return InflateByteByByte(buffer);
        }

        try
        {
            var count = _inflater!.Read(buffer);
            if (_input.IsPastEnd)
            {
                CheckEnd(buffer[..count]);
                return 0;
            }

            if (count == 0)
            {
                Damage = new LogDamage(LogDamageKind.TrailingBytes, "other bytes follow the end of the gzip data");
            }

            return count;
        }
        catch (InvalidDataException) when (_input.IsPastEnd)
        {
            Damage = Truncated;
            return 0;
        }
        catch (InvalidDataException) when (_input.CanRestart)
        {
            RestartByteByByte();
            return InflateByteByByte(buffer);
        }
        catch (InvalidDataException)
        {
            Damage = Corrupt;
            return 0;
        }
    }

    private int InflateByteByByte(Span<byte> buffer)
    {
        var count = 0;
        while (count < buffer.Length && Damage is null && InflateByte(buffer[count..]) == 1)
        {
            count++;
        }

        return count;
    }

    /// <summary>The next byte; the inflater writes it even in the call that throws for what follows.</summary>
    private int InflateByte(Span<byte> buffer)
    {
        const byte NotInUtf8 = 0xff;
        buffer[0] = NotInUtf8;
        try
        {
            var count = _inflater!.Read(buffer[..1]);
            Damage = count == 0 || _input.IsPastEnd ? Corrupt : null;
            return _input.IsPastEnd ? 0 : count;
        }
        catch (InvalidDataException)
        {
            Damage = Corrupt;
            return buffer[0] == NotInUtf8 ? 0 : 1;
        }
    }

    private void RestartByteByByte()
    {
        _byteByByte = true;
        _inflater!.Dispose();
        _input.Restart();
        _inflater = new GZipStream(_input, CompressionMode.Decompress, leaveOpen: true);

        // All but the last byte come in blocks: a block that ends before the bad place can't run into it.
        var scratch = new byte[4096];
        var count = 1;
        for (var left = _position - 1; left > 0 && count > 0; left -= count)
        {
            // Nothing comes any more where the file has become shorter in the meantime.
            count = _inflater.Read(scratch, 0, (int)Math.Min(left, scratch.Length));
        }

        if (_position > 0)
        {
            InflateByte(scratch);
            Damage = null;
        }
    }

    /// <summary>All that comes behind the file's last byte has to be the text of our own member.</summary>
    private void CheckEnd(ReadOnlySpan<byte> first)
    {
        Span<byte> text = stackalloc byte[CountedInput.EndText.Length + 1];
        if (first.Length <= text.Length)
        {
            first.CopyTo(text);
            var length = first.Length;
            int count;
            while (length < text.Length && (count = _inflater!.Read(text[length..])) > 0)
            {
                length += count;
            }

            if (text[..length].SequenceEqual(CountedInput.EndText))
            {
                return;
            }
        }

        Damage = Truncated;
    }

    /// <summary>The file's bytes with the member behind them, and whether that has been touched.</summary>
    private sealed class CountedInput(Stream file, Action<int>? onRead) : Stream
    {
        private static readonly byte[] EndMember = MakeEndMember();

        private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        private int _start;
        private int _end;
        private int _endMemberUsed;
        private bool _atEnd;
        private bool _isFirstPass = true;

        public static ReadOnlySpan<byte> EndText => "\0TrailOps: the end of the file is here\0"u8;

        /// <summary>Whether our member stands behind the file's last byte.</summary>
        public bool HasEndMember { get; set; }

        public bool IsPastEnd => _endMemberUsed > 0;

        public bool IsEmpty { get; private set; } = true;

        public bool CanRestart => file.CanSeek;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public ReadOnlySpan<byte> Peek()
        {
            while (_end < 2 && Fill())
            {
            }

            return _buffer.AsSpan(_start, _end - _start);
        }

        public void Restart()
        {
            file.Seek(0, SeekOrigin.Begin);
            _start = _end = _endMemberUsed = 0;
            _atEnd = _isFirstPass = false;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        /// <summary>Reads of the file, then of the member behind it.</summary>
        public override int Read(Span<byte> buffer)
        {
            if (_start == _end)
            {
                _start = _end = 0;
                if (!Fill() && HasEndMember)
                {
                    return ReadEndMember(buffer);
                }
            }

            var count = Math.Min(buffer.Length, _end - _start);
            _buffer.AsSpan(_start, count).CopyTo(buffer);
            _start += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                file.Dispose();
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = [];
            }

            base.Dispose(disposing);
        }

        private int ReadEndMember(Span<byte> buffer)
        {
            var left = EndMember.AsSpan(_endMemberUsed);
            var count = Math.Min(buffer.Length, left.Length);
            left[..count].CopyTo(buffer);
            _endMemberUsed += count;
            return count;
        }

        private bool Fill()
        {
            if (_atEnd)
            {
                return false;
            }

            var count = file.Read(_buffer.AsSpan(_end));
            _end += count;
            _atEnd = count == 0;
            IsEmpty &= _atEnd;
            // What is read a second time has been counted, and is still a moment to stop at.
            onRead?.Invoke(_isFirstPass ? count : 0);

            return !_atEnd;
        }

        private static byte[] MakeEndMember()
        {
            using var member = new MemoryStream();
            using (var deflater = new GZipStream(member, CompressionLevel.SmallestSize))
            {
                deflater.Write(EndText);
            }

            return member.ToArray();
        }
    }
}
