using System.Diagnostics;

namespace TrailOps.LocalAws.Tests.Harness;

/// <summary>A moto on loopback, in a process of its own. https://docs.getmoto.org/en/latest/docs/server_mode.html</summary>
internal sealed class MotoServer : IAsyncDisposable
{
    // It takes a port that is free, and tells it when it listens: one that was looked for before could be somebody else's by then.
    private const string Program = """
        from threading import Event
        from moto.server import ThreadedMotoServer
        server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        server.start()
        print(server.get_host_and_port()[1], flush=True)
        Event().wait()
        """;

    private readonly Process _process;

    private MotoServer(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>Starts one. Null: this python has no moto[server].</summary>
    public static async Task<MotoServer?> StartAsync(string python, params (string Name, string Value)[] environment)
    {
        var process = Process.Start(Tool.Start(python, ["-c", Program], environment))!;
        var errors = process.StandardError.ReadToEndAsync();
        if (await process.StandardOutput.ReadLineAsync() is { } port)
        {
            return new MotoServer(process, new Uri($"http://127.0.0.1:{port}"));
        }

        using (process)
        {
            return (await errors).Contains("No module named", StringComparison.Ordinal) ? null : throw new InvalidOperationException($"moto ended: {await errors}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
