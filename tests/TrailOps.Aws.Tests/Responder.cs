using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TrailOps.Aws.Tests;

/// <summary>An HTTP server on loopback that answers by a script, and keeps what it was asked.</summary>
internal sealed class Responder : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Asked> _requests = new();
    private readonly Func<Asked, CancellationToken, Task<Answer>> _answer;
    private readonly X509Certificate2? _certificate;
    private int _open;

    public Responder(Func<Asked, Answer> answer, X509Certificate2? certificate = null)
        : this((asked, _) => Task.FromResult(answer(asked)), certificate)
    {
    }

    public Responder(Func<Asked, CancellationToken, Task<Answer>> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public IReadOnlyList<Asked> Requests => [.. _requests];

    /// <summary>Requests that are being answered.</summary>
    public int Open => Volatile.Read(ref _open);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = await StreamAsync(client);
                while (await ReadAsync(stream) is { } asked)
                {
                    _requests.Enqueue(asked);
                    Interlocked.Increment(ref _open);
                    try
                    {
                        await AnswerAsync(client, stream, asked);
                    }
                    finally
                    {
                        Interlocked.Decrement(ref _open);
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException or AuthenticationException)
            {
            }
        }
    }

    private async Task<Stream> StreamAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return stream;
    }

    private async Task AnswerAsync(TcpClient client, Stream stream, Asked asked)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var answering = _answer(asked, gone.Token);
        while (!answering.IsCompleted)
        {
            // A client that gave up has closed its end.
            if (client.Client.Poll(0, SelectMode.SelectRead) && client.Client.Available == 0)
            {
                await gone.CancelAsync();
                return;
            }

            await Task.WhenAny(answering, Task.Delay(10, _stop.Token));
        }

        var answer = await answering;
        if (answer.Status == 0)
        {
            client.Client.Close(0);
            return;
        }

        var body = Encoding.UTF8.GetBytes(answer.Body);
        var head = $"HTTP/1.1 {answer.Status} X\r\nContent-Type: {answer.Type}\r\nContent-Length: {body.Length}\r\nx-amzn-RequestId: {answer.RequestId}\r\nDate: {DateTime.UtcNow:R}\r\n{answer.Headers}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
        await stream.WriteAsync(body, _stop.Token);
    }

    private async Task<Asked?> ReadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new Asked(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}

/// <summary>A request as it came.</summary>
internal sealed record Asked(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The access key that signed it; null where nobody did.</summary>
    public string? AccessKey => Headers.GetValueOrDefault("Authorization")?.Split("Credential=") is [_, var scope] ? scope.Split('/')[0] : null;

    public string? SigningRegion => Headers.GetValueOrDefault("Authorization")?.Split("Credential=") is [_, var scope] ? scope.Split('/')[2] : null;

    public string? Form(string name) =>
        Body.Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair[0] == name).Select(pair => Uri.UnescapeDataString(pair[1])).FirstOrDefault();
}

/// <summary>An answer; status 0 breaks the connection. Further headers each end their line.</summary>
internal sealed record Answer(int Status, string Body, string Type = "text/xml", string RequestId = "11111111-2222-3333-4444-555555555555", string Headers = "");
