using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Internal;

/// <summary>IAM's endpoints, one a partition, signed for the region that IAM lives in. https://docs.aws.amazon.com/general/latest/gr/iam-service.html</summary>
internal sealed class IamEndpointRules : EndpointRules
{
    /// <inheritdoc />
    protected override Endpoint Resolve(string region, Partition partition, bool fips, bool dualStack)
    {
        var suffix = DnsSuffix(partition, fips, dualStack);
        var (host, signingRegion) = (partition.name, fips, dualStack) switch
        {
            ("aws", _, true) => ($"{Name(fips)}.global.api.aws", "us-east-1"),
            ("aws-cn", false, true) => ("iam.global.api.amazonwebservices.com.cn", "cn-north-1"),
            ("aws-cn", false, false) => ("iam.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            // GovCloud's endpoints are FIPS endpoints already.
            ("aws-us-gov", _, true) => ("iam.us-gov.api.aws", "us-gov-west-1"),
            ("aws-us-gov", _, false) => ("iam.us-gov.amazonaws.com", "us-gov-west-1"),
            ("aws-iso", _, false) => ($"{Name(fips)}.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
            ("aws-iso-b", _, false) => ($"{Name(fips)}.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1"),
            ("aws-iso-e", false, false) => ("iam.eu-isoe-west-1.cloud.adc-e.uk", "eu-isoe-west-1"),
            ("aws-iso-f", false, false) => ("iam.us-isof-south-1.csp.hci.ic.gov", "us-isof-south-1"),
            ("aws-eusc", false, false) => ("iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"),
            _ => ($"{Name(fips)}.{suffix}", partition.implicitGlobalRegion),
        };
        return new Endpoint($"https://{host}", $$"""{"authSchemes":[{"name":"sigv4","signingRegion":"{{signingRegion}}"}]}""", headersJson: null);
    }

    private static string Name(bool fips) => fips ? "iam-fips" : "iam";
}
