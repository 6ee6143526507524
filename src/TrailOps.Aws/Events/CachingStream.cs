namespace TrailOps.Aws.Events;

/// <summary>An object that is written to the cache while it is read. What nobody wanted to read to its end is fetched to its end, so that it is kept whole.</summary>
internal sealed class CachingStream(Stream source, CacheFile file, long? size, CancellationToken cancellationToken) : Stream
{
    private long _position;
    private long _written;
    private bool _isWhole;
    private bool _hasFailed;
    private bool _isDisposed;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => source.CanSeek;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => source.Length;

    /// <inheritdoc/>
    public override long Position { get => _position; set => Seek(value, SeekOrigin.Begin); }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        // Until it has been read: one that fails is not asked once more at the end.
        _hasFailed = true;
        var count = source.Read(buffer);
        _hasFailed = false;
        _position += count;
        if (_position > _written)
        {
            // What is read a second time has been written.
            file.Write(buffer[..count][^(int)(_position - _written)..]);
            _written = _position;
        }

        if (count == 0 && !buffer.IsEmpty && !_isWhole)
        {
            _isWhole = true;
            if (_written == (size ?? source.Length))
            {
                file.Finish();
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => _position = source.Seek(offset, origin);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            try
            {
                var rest = new byte[64 * 1024];
                while (!_isWhole && !_hasFailed && !cancellationToken.IsCancellationRequested && Read(rest) > 0)
                {
                }
            }
            finally
            {
                file.Dispose();
                source.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
