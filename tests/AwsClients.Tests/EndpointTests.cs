using System.Collections;
using Amazon;
using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using AwsClients.Tests.Harness;
using BotocoreHarness;

namespace AwsClients.Tests;

/// <summary>Endpoints in all partitions: literal rows, and every region beside botocore's evaluation of AWS's rule sets.</summary>
public class EndpointTests
{
    // Evaluates the rule set of each service for each region of each partition, and for regions that are not there yet.
    private const string RuleSets =
        """
        from botocore.loaders import Loader
        from botocore.endpoint_provider import EndpointProvider
        loader = Loader()
        partitions = loader.load_data('partitions')
        regions = [r for p in partitions['partitions'] for r in p['regions'] if not r.endswith('-global')]
        regions += ['eu-south-9', 'cn-west-9', 'us-gov-south-9', 'us-iso-south-9', 'us-isob-south-9', 'eu-isoe-south-9', 'us-isof-west-9', 'eusc-de-west-9']
        for service in ('cloudtrail', 'iam'):
            provider = EndpointProvider(loader.load_service_model(service, 'endpoint-rule-set-1'), partitions)
            for region in regions:
                for fips in (False, True):
                    for dual in (False, True):
                        e = provider.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual)
                        schemes = e.properties.get('authSchemes') or [{}]
                        print(service, region, fips, dual, e.url, schemes[0].get('signingRegion', region))
        """;

    [Theory]
    [InlineData("eu-west-1", false, false, "https://cloudtrail.eu-west-1.amazonaws.com/")]
    [InlineData("us-east-2", true, false, "https://cloudtrail-fips.us-east-2.amazonaws.com/")]
    [InlineData("us-east-2", true, true, "https://cloudtrail-fips.us-east-2.api.aws/")]
    [InlineData("us-east-2", false, true, "https://cloudtrail.us-east-2.api.aws/")]
    [InlineData("us-gov-east-1", true, false, "https://cloudtrail.us-gov-east-1.amazonaws.com/")]
    [InlineData("us-gov-west-1", true, true, "https://cloudtrail-fips.us-gov-west-1.api.aws/")]
    [InlineData("cn-northwest-1", false, false, "https://cloudtrail.cn-northwest-1.amazonaws.com.cn/")]
    [InlineData("cn-north-1", false, true, "https://cloudtrail.cn-north-1.api.amazonwebservices.com.cn/")]
    [InlineData("eusc-de-east-1", false, false, "https://cloudtrail.eusc-de-east-1.amazonaws.eu/")]
    [InlineData("us-iso-east-1", false, false, "https://cloudtrail.us-iso-east-1.c2s.ic.gov/")]
    [InlineData("us-isob-east-1", false, false, "https://cloudtrail.us-isob-east-1.sc2s.sgov.gov/")]
    public void CloudTrail(string region, bool fips, bool dualStack, string url) => Assert.Equal((url, region), OfCloudTrail(region, fips, dualStack));

    [Theory]
    [InlineData("eu-west-1", false, false, "https://iam.amazonaws.com/", "us-east-1")]
    [InlineData("eu-west-1", true, false, "https://iam-fips.amazonaws.com/", "us-east-1")]
    [InlineData("eu-west-1", false, true, "https://iam.global.api.aws/", "us-east-1")]
    [InlineData("eu-west-1", true, true, "https://iam-fips.global.api.aws/", "us-east-1")]
    [InlineData("us-gov-west-1", true, false, "https://iam.us-gov.amazonaws.com/", "us-gov-west-1")]
    [InlineData("us-gov-west-1", true, true, "https://iam.us-gov.api.aws/", "us-gov-west-1")]
    [InlineData("cn-northwest-1", false, false, "https://iam.cn-north-1.amazonaws.com.cn/", "cn-north-1")]
    [InlineData("cn-northwest-1", false, true, "https://iam.global.api.amazonwebservices.com.cn/", "cn-north-1")]
    [InlineData("eusc-de-east-1", false, false, "https://iam.eusc-de-east-1.amazonaws.eu/", "eusc-de-east-1")]
    [InlineData("eusc-de-east-1", false, true, "https://iam.api.amazonwebservices.eu/", "eusc-de-east-1")]
    [InlineData("us-iso-west-1", true, false, "https://iam-fips.us-iso-east-1.c2s.ic.gov/", "us-iso-east-1")]
    [InlineData("eu-isoe-west-1", false, false, "https://iam.eu-isoe-west-1.cloud.adc-e.uk/", "eu-isoe-west-1")]
    [InlineData("us-isof-east-1", false, false, "https://iam.us-isof-south-1.csp.hci.ic.gov/", "us-isof-south-1")]
    public void Iam(string region, bool fips, bool dualStack, string url, string signingRegion) => Assert.Equal((url, signingRegion), OfIam(region, fips, dualStack));

    [Fact]
    public void Every_region_as_the_rule_sets_have_it()
    {
        var rows = Botocore.Python(RuleSets).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(' ')).ToList();
        Assert.InRange(rows.Count, 300, int.MaxValue);
        Assert.All(rows, row =>
        {
            var (region, fips, dualStack) = (row[1], row[2] == "True", row[3] == "True");
            var ours = row[0] == "iam" ? OfIam(region, fips, dualStack) : OfCloudTrail(region, fips, dualStack);
            Assert.Equal((row[4] + "/", row[5]), ours);
        });
    }

    [Theory]
    [InlineData(true, false, "FIPS")]
    [InlineData(false, true, "Dual-stack")]
    public void An_endpoint_of_ones_own_excludes_variants(bool fips, bool dualStack, string named)
    {
        var config = new AmazonCloudTrailConfig { ServiceURL = "https://own.example/", UseFIPSEndpoint = fips, UseDualstackEndpoint = dualStack };
        var error = Assert.Throws<AmazonClientException>(() => config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new ListTrailsRequest())));
        Assert.StartsWith(named, error.Message, StringComparison.Ordinal);
        Assert.Contains("https://own.example/", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_of_ones_own_is_taken_as_it_is()
    {
        using var client = new AmazonIdentityManagementServiceClient(Clients.Credentials, new AmazonIdentityManagementServiceConfig { ServiceURL = "http://127.0.0.1:1/path" });
        Assert.Equal("http://127.0.0.1:1/path/", client.DetermineServiceOperationEndpoint(new ListRolesRequest()).URL);
    }

    [Fact]
    public void Another_region_for_one_request()
    {
        var config = new AmazonCloudTrailConfig { RegionEndpoint = RegionEndpoint.EUWest1 };
        Assert.Equal("https://cloudtrail.ap-south-1.amazonaws.com/", config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new ListTrailsRequest(), RegionEndpoint.APSouth1)).URL);
    }

    private static (string Url, string SigningRegion) OfCloudTrail(string region, bool fips, bool dualStack)
    {
        var config = new AmazonCloudTrailConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), UseFIPSEndpoint = fips, UseDualstackEndpoint = dualStack };
        return Parts(config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new ListTrailsRequest())), region);
    }

    private static (string Url, string SigningRegion) OfIam(string region, bool fips, bool dualStack)
    {
        var config = new AmazonIdentityManagementServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), UseFIPSEndpoint = fips, UseDualstackEndpoint = dualStack };
        return Parts(config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new ListRolesRequest())), region);
    }

    private static (string Url, string SigningRegion) Parts(Endpoint endpoint, string region)
    {
        var scheme = (endpoint.Attributes?["authSchemes"] as IList)?.Cast<IPropertyBag>().Single();
        return (endpoint.URL, (string?)scheme?["signingRegion"] ?? region);
    }
}
