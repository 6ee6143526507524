namespace TrailOps.Aws.Connection;

/// <summary>
/// Makes the bodies of answers safe to be let go of while somebody reads them. The SDK disposes the body of a call that is cancelled, whoever reads it at the time; .NET's stream then goes on
/// reading for itself what is left, beside the reader, and where the reader comes to the end first, the connection serves the next call while the other still reads from it: that call's
/// answer goes to nobody, until its time-out.
/// </summary>
/// <param name="inner">What asks.</param>
internal sealed class AnswerBodies(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>What is longer may be an object, and comes as it is read.</summary>
    private const int LongestInMemory = 64 * 1024;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (request.Method == HttpMethod.Head)
        {
            return response;
        }

        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            HttpContent content = MayBeObject(request, response.Content) ? new StreamContent(new AbortingStream(body)) : await WholeAsync(body, response.Content, cancellationToken).ConfigureAwait(false);
            foreach (var (name, values) in response.Content.Headers)
            {
                content.Headers.TryAddWithoutValidation(name, values);
            }

            response.Content = content;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Whether it is something else than a service's answer to a question, which is read whole.</summary>
    private static bool MayBeObject(HttpRequestMessage request, HttpContent content) =>
        request.Method == HttpMethod.Get
        && (content.Headers.ContentLength is { } length
            ? length > LongestInMemory
            : content.Headers.ContentType?.MediaType is not { } type || !(type.Contains("xml", StringComparison.OrdinalIgnoreCase) || type.Contains("json", StringComparison.OrdinalIgnoreCase)));

    private static async Task<ByteArrayContent> WholeAsync(Stream body, HttpContent content, CancellationToken cancellationToken)
    {
        await using (body.ConfigureAwait(false))
        {
            using var whole = new MemoryStream((int)Math.Min(content.Headers.ContentLength ?? 0, int.MaxValue));
            await body.CopyToAsync(whole, cancellationToken).ConfigureAwait(false);
            return new ByteArrayContent(whole.GetBuffer(), 0, (int)whole.Length);
        }
    }

    /// <summary>A body whose reading ends, with its connection, when it is disposed meanwhile.</summary>
    private sealed class AbortingStream(Stream body) : Stream
    {
        private const int Idle = 0;
        private const int Reading = 1;
        private const int Disposed = 2;

        private readonly CancellationTokenSource _abort = new();
        private int _state;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            ObjectDisposedException.ThrowIf(Interlocked.CompareExchange(ref _state, Reading, Idle) == Disposed, this);
            try
            {
                using var both = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _abort.Token) : null;
                return await body.ReadAsync(buffer, both?.Token ?? _abort.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_abort.IsCancellationRequested)
            {
                throw new ObjectDisposedException(nameof(AbortingStream));
            }
            finally
            {
                if (Interlocked.CompareExchange(ref _state, Idle, Reading) == Disposed)
                {
                    await body.DisposeAsync().ConfigureAwait(false);
                }
            }
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
                switch (Interlocked.Exchange(ref _state, Disposed))
                {
                    case Reading:
                        // Who reads disposes it then.
                        _abort.Cancel();
                        break;
                    case Idle:
                        body.Dispose();
                        break;
                }
            }

            base.Dispose(disposing);
        }
    }
}
