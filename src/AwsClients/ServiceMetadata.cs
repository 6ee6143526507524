using Amazon.Runtime.Internal;

namespace TrailOps.ServiceClients;

/// <summary>A service's name in user agents, telemetry and the names of AWS_ENDPOINT_URL variables.</summary>
internal sealed class ServiceMetadata(string serviceId) : IServiceMetadata
{
    /// <inheritdoc />
    public string ServiceId { get; } = serviceId;

    /// <inheritdoc />
    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
