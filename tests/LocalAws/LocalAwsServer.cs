using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrailOps.LocalAws.Faults;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws;

/// <summary>
/// An AWS on loopback: one endpoint for all services and regions, told apart by the signature's scope. Point clients at <see cref="Url"/>
/// (AWS_ENDPOINT_URL) with keys of one of its accounts.
/// </summary>
public sealed class LocalAwsServer : IAsyncDisposable
{
    private static readonly HashSet<int> Taken = [];

    private readonly WebApplication _application;
    private readonly CancellationTokenSource _closing;

    private LocalAwsServer(WebApplication application, CancellationTokenSource closing, AwsWorld world, FaultList faults, RequestLog log)
    {
        (_application, _closing, World, Faults, Log) = (application, closing, world, faults, log);
        Url = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>The endpoint.</summary>
    public Uri Url { get; }

    /// <summary>What is in it.</summary>
    public AwsWorld World { get; }

    /// <summary>Faults on request.</summary>
    public FaultList Faults { get; }

    /// <summary>Every request it got.</summary>
    public RequestLog Log { get; }

    /// <summary>The first account's root keys.</summary>
    public KeyPair RootKeys => World.Account.RootKeys;

    /// <summary>Starts one on 127.0.0.1.</summary>
    /// <param name="options">Null: the defaults.</param>
    public static async Task<LocalAwsServer> StartAsync(LocalAwsOptions? options = null)
    {
        options ??= new LocalAwsOptions();
        while (true)
        {
            var server = await StartOnceAsync(options).ConfigureAwait(false);
            if (options.Port != 0 || IsNew(server.Url.Port))
            {
                return server;
            }

            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Clients keep connections and clock offsets by host and port for as long as their process lives: a port of an earlier server would bring its own back.</summary>
    private static bool IsNew(int port)
    {
        lock (Taken)
        {
            return Taken.Add(port);
        }
    }

    private static async Task<LocalAwsServer> StartOnceAsync(LocalAwsOptions options)
    {
        AwsWorld world = new(options);
        FaultList faults = new();
        RequestLog log = new();

        // An empty builder reads no settings from files or variables of the machine.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var application = builder.Build();
        Dispatcher dispatcher = new(world, faults, log);
        AdminEndpoint admin = new(world, faults, log);
        CancellationTokenSource closing = new();
        application.Run(async context =>
        {
            using var cut = closing.Token.Register(context.Abort);
            await (context.Request.Path.StartsWithSegments("/_localaws") ? admin.HandleAsync(context) : dispatcher.HandleAsync(context)).ConfigureAwait(false);
        });
        try
        {
            await application.StartAsync().ConfigureAwait(false);
            return new LocalAwsServer(application, closing, world, faults, log);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs until the token is cancelled.</summary>
    public Task RunUntilAsync(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <summary>Closes it at once: requests that are waited for are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
