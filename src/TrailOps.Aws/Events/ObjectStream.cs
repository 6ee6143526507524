using System.Net;
using Amazon.Runtime;
using Amazon.S3.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Events;

/// <summary>An object of a bucket as it arrives. Where the connection breaks it goes on from the next byte; it can be read anew from the start.</summary>
/// <remarks>Read synchronously, by a thread that has nothing else to do. When the token is cancelled, a read that waits ends.</remarks>
internal sealed class ObjectStream(LogBucket bucket, string key, long? size, CancellationToken cancellationToken) : Stream
{
    /// <summary>How often a connection may break without a byte between.</summary>
    private const int MaxBreaks = 5;

    private GetObjectResponse? _response;
    private CancellationTokenRegistration _registration;
    private CancellationTokenSource? _stall;
    private string? _etag;
    private long? _length;
    private long _position;
    private bool _isAtEnd;
    private bool _isDisposed;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => _length ?? throw new InvalidOperationException("The object's length is known when some of it has been read.");

    /// <inheritdoc/>
    public override long Position { get => _position; set => Seek(value, SeekOrigin.Begin); }

    /// <summary>What stands beside the object under a name that whoever wrote it chose; null where nothing does.</summary>
    public string? MetadataOf(string name)
    {
        Connect();
        return _response?.Metadata.Keys.Contains("x-amz-meta-" + name) == true ? _response.Metadata[name] : null;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        for (var breaks = 0; !_isAtEnd; breaks++)
        {
            try
            {
                Connect();
                if (_isAtEnd)
                {
                    return 0;
                }

                _stall!.CancelAfter(SharedHttp.Timeout);
                var count = _response!.ResponseStream.Read(buffer);
                _stall.CancelAfter(Timeout.InfiniteTimeSpan);
                _position += count;
                _isAtEnd = count == 0;
                return count;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && breaks < MaxBreaks && _response is not null && IsBroken(e))
            {
                ConnectionUi.Current.Debug($"GetObject {key}: the connection broke at byte {_position}: {e.Message}");
                Disconnect();
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        if (origin != SeekOrigin.Begin || offset != 0)
        {
            throw new NotSupportedException();
        }

        Disconnect();
        _isAtEnd = false;
        return _position = 0;
    }

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
        if (disposing)
        {
            _isDisposed = true;
            Disconnect();
        }

        base.Dispose(disposing);
    }

    private bool IsBroken(Exception e) => _stall!.IsCancellationRequested || AwsFailure.Of(e).Kind is AwsFailureKind.NetworkFailed or AwsFailureKind.TimedOut;

    private void Connect()
    {
        if (_response is null)
        {
            try
            {
                _response = bucket.GetAsync(key, _position > 0 || size > 0 ? _position : null, _etag, cancellationToken).GetAwaiter().GetResult();
            }
            catch (AmazonServiceException e) when (e.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && _position == 0)
            {
                // Of an empty object there is no range.
                _isAtEnd = true;
                return;
            }

            _etag ??= _response.ETag;
            _length ??= _response.ContentLength;

            // A read that waits knows no token: what ends it is the end of the connection, when the run stops or nothing comes any more.
            _stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _registration = _stall.Token.Register(static response => ((GetObjectResponse)response!).Dispose(), _response);
            if (_position > 0 && _response.HttpStatusCode != HttpStatusCode.PartialContent)
            {
                SkipRead();
            }
        }
    }

    /// <summary>Passes over what has been read, where it is sent once more.</summary>
    private void SkipRead()
    {
        var buffer = new byte[16 * 1024];
        int count;
        for (var left = _position; left > 0; left -= count)
        {
            count = _response!.ResponseStream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (count == 0)
            {
                throw new EndOfStreamException($"The object {key} has become shorter while it was read.");
            }
        }
    }

    private void Disconnect()
    {
        _registration.Dispose();
        _stall?.Dispose();
        _response?.Dispose();
        _response = null;
    }
}
