using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace TrailOps.ServiceClients;

/// <summary>
/// What the endpoint rule sets of AWS services have in common: an endpoint of the caller's own is taken as it is, and excludes FIPS and
/// dual-stack; else the region's partition decides. Language of the rules: https://smithy.io/2.0/additional-specs/rules-engine/index.html
/// </summary>
internal abstract class EndpointRules : IEndpointProvider
{
    /// <inheritdoc />
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var fips = (bool)parameters["UseFIPS"];
        var dualStack = (bool)parameters["UseDualStack"];
        if (parameters["Endpoint"] is string { Length: > 0 } own)
        {
            return fips || dualStack
                ? throw new AmazonClientException(
                    $"{(fips ? "FIPS" : "Dual-stack")} endpoints can't be asked for together with an endpoint of your own ({own}): choose one of the two.")
                : new Endpoint(own);
        }

        return parameters["Region"] is string { Length: > 0 } region
            ? Resolve(region, Fn.Partition(region), fips, dualStack)
            : throw new AmazonClientException("No endpoint without a region: set RegionEndpoint, or AWS_REGION, or the region of the profile.");
    }

    /// <summary>The endpoint in a region of a partition.</summary>
    protected abstract Endpoint Resolve(string region, Partition partition, bool fips, bool dualStack);

    /// <summary>The suffix of host names, such as <c>amazonaws.com</c>; <c>api.aws</c> where dual-stack is asked for.</summary>
    /// <exception cref="AmazonClientException">The partition has no FIPS or dual-stack endpoints, and they are asked for.</exception>
    protected static string DnsSuffix(Partition partition, bool fips, bool dualStack)
    {
        if ((fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack))
        {
            throw new AmazonClientException($"The partition {partition.name} has no {(fips && !partition.supportsFIPS ? "FIPS" : "dual-stack")} endpoints.");
        }

        return dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
    }
}
