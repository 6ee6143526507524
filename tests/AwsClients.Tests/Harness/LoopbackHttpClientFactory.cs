using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;

namespace AwsClients.Tests.Harness;

/// <summary>HTTP clients that reach one loopback server by any host name, so that requests keep the host that they were signed for.</summary>
internal sealed class LoopbackHttpClientFactory(IPEndPoint server) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;
}
