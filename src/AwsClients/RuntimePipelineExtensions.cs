using Amazon.Runtime.Internal;

namespace TrailOps.ServiceClients;

/// <summary>The order of handlers that official clients have.</summary>
internal static class RuntimePipelineExtensions
{
    /// <summary>
    /// Puts endpoint rules and SigV4 in place of the SDK's endpoint table: marshall, choose how to sign, find the endpoint, then retries and the rest.
    /// </summary>
    public static void UseEndpointRules(this RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointParameterHandler());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Handler());
    }
}
