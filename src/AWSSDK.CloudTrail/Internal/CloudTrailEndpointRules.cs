using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Internal;

/// <summary>CloudTrail's endpoints, one a region. https://docs.aws.amazon.com/general/latest/gr/ct.html</summary>
internal sealed class CloudTrailEndpointRules : EndpointRules
{
    /// <inheritdoc />
    protected override Endpoint Resolve(string region, Partition partition, bool fips, bool dualStack)
    {
        var suffix = DnsSuffix(partition, fips, dualStack);
        // The endpoints of these two regions are FIPS endpoints already.
        var named = fips && !(region is "us-gov-east-1" or "us-gov-west-1" && !dualStack);
        return new Endpoint($"https://cloudtrail{(named ? "-fips" : "")}.{region}.{suffix}");
    }
}
