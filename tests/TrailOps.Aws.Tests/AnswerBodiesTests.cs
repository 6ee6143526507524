using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.Runtime;
using Amazon.S3.Model;
using Amazon.SecurityToken.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

/// <summary>Whoever lets go of an answer that is still coming takes nothing from the next call: one request each, and each its own answer.</summary>
public sealed class AnswerBodiesTests : IDisposable
{
    private const int Length = 200_000;

    /// <summary>Time for the client to read what has come. Where it is too short the test sees less, and still passes.</summary>
    private static readonly TimeSpan AWhile = TimeSpan.FromMilliseconds(300);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AwsClients _clients;
    private int _requests;
    private string _body = "";

    public AnswerBodiesTests()
    {
        _listener.Start();
        using var place = new Place();
        _clients = new(new BasicAWSCredentials("A", "s"), "eu-west-1", new ClientSettings(place.Environment, null, null, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"));
        _ = AcceptAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _clients.Dispose();
        _listener.Stop();
    }

    [Fact]
    public async Task A_cancelled_call_s_answer_is_not_read_on()
    {
        _body = Sts.Identity().Body;
        using var cancel = new CancellationTokenSource();
        var cancelled = _clients.SecurityToken().GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancel.Token);
        await _begun.Task.WaitAsync(Stop);
        await Task.Delay(AWhile, Stop);
        await cancel.CancelAsync();
        _rest.SetResult();
        var error = await Record.ExceptionAsync(() => cancelled);
        Assert.NotNull((await _clients.SecurityToken().GetCallerIdentityAsync(new GetCallerIdentityRequest(), Stop)).Account);
        Assert.Equal(2, _requests);
        Assert.IsAssignableFrom<OperationCanceledException>(error);
    }

    [Fact]
    public async Task An_object_that_is_let_go_of_ends_whoever_waits_for_it()
    {
        _body = new string('x', Length);
        var response = await _clients.S3().GetObjectAsync(new GetObjectRequest { BucketName = "logs-of-team", Key = "key" }, Stop);
        var read = 0;
        var reading = Task.Run(() => read = ReadAll(response.ResponseStream), Stop);
        await _begun.Task.WaitAsync(Stop);
        await Task.Delay(AWhile, Stop);
        response.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => reading.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.Equal(0, read);
        _rest.SetResult();
        using var next = await _clients.S3().GetObjectAsync(new GetObjectRequest { BucketName = "logs-of-team", Key = "key" }, Stop);
        Assert.Equal((Length, 2), (ReadAll(next.ResponseStream), _requests));
        next.Dispose();
        Assert.ThrowsAny<Exception>(() => next.ResponseStream.ReadByte());
    }

    private static int ReadAll(Stream stream)
    {
        var buffer = new byte[4096];
        int count, all = 0;
        while ((count = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            all += count;
        }

        return all;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync();
            _ = ServeAsync(client);
        }
    }

    /// <summary>The first answer comes in two parts, with a long pause after the first; the others at once.</summary>
    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var buffer = new byte[64 * 1024];
            while (await stream.ReadAsync(buffer) is > 0 and var count)
            {
                while (!IsWhole(Encoding.ASCII.GetString(buffer, 0, count)))
                {
                    count += await stream.ReadAsync(buffer.AsMemory(count));
                }

                var isFirst = Interlocked.Increment(ref _requests) == 1;
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {_body.Length}\r\nETag: \"0123456789abcdef0123456789abcdef-2\"\r\n\r\n{_body[..(_body.Length / 3)]}"));
                if (isFirst)
                {
                    _begun.SetResult();
                    await _rest.Task;
                }

                await stream.WriteAsync(Encoding.ASCII.GetBytes(_body[(_body.Length / 3)..]));
            }
        }
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = System.Text.RegularExpressions.Regex.Match(request, "Content-Length: ([0-9]+)");
        return end >= 0 && request.Length >= end + 4 + (length.Success ? int.Parse(length.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0);
    }
}
