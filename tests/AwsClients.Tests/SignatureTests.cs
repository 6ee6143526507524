using Amazon.CloudTrail.Model;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using AwsClients.Tests.Harness;

namespace AwsClients.Tests;

/// <summary>Hosts and signatures of requests, as a server would check them.</summary>
public class SignatureTests
{
    [Theory]
    [InlineData("eu-west-1", false, false, "cloudtrail.eu-west-1.amazonaws.com", "eu-west-1")]
    [InlineData("us-gov-west-1", false, false, "cloudtrail.us-gov-west-1.amazonaws.com", "us-gov-west-1")]
    [InlineData("cn-north-1", false, false, "cloudtrail.cn-north-1.amazonaws.com.cn", "cn-north-1")]
    [InlineData("us-east-1", true, false, "cloudtrail-fips.us-east-1.amazonaws.com", "us-east-1")]
    [InlineData("eusc-de-east-1", false, false, "cloudtrail.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1")]
    [InlineData("eu-central-1", false, true, "cloudtrail.eu-central-1.api.aws", "eu-central-1")]
    public async Task CloudTrail(string region, bool fips, bool dualStack, string host, string signingRegion)
    {
        await using var server = new LoopbackServer(Reply.Json("{}"));
        using var client = Clients.CloudTrail(server, region, c => (c.UseFIPSEndpoint, c.UseDualstackEndpoint) = (fips, dualStack));
        await client.GetTrailAsync(new GetTrailRequest { Name = "Zoë's" }, TestContext.Current.CancellationToken);
        Assert.Equal(host, server.Request["Host"]);
        Assert.EndsWith($"/{signingRegion}/cloudtrail/aws4_request", SigV4.Verify(server.Request, Clients.AccessKey, Clients.SecretKey), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-west-1", false, false, "iam.amazonaws.com", "us-east-1")]
    [InlineData("us-gov-east-1", false, false, "iam.us-gov.amazonaws.com", "us-gov-west-1")]
    [InlineData("cn-northwest-1", false, false, "iam.cn-north-1.amazonaws.com.cn", "cn-north-1")]
    [InlineData("ap-southeast-2", true, false, "iam-fips.amazonaws.com", "us-east-1")]
    [InlineData("eusc-de-east-1", false, false, "iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1")]
    [InlineData("eu-central-1", false, true, "iam.global.api.aws", "us-east-1")]
    [InlineData("us-iso-west-1", false, false, "iam.us-iso-east-1.c2s.ic.gov", "us-iso-east-1")]
    public async Task Iam(string region, bool fips, bool dualStack, string host, string signingRegion)
    {
        await using var server = new LoopbackServer(Reply.Xml("<PutRolePolicyResponse />"));
        using var client = Clients.Iam(server, region, c => (c.UseFIPSEndpoint, c.UseDualstackEndpoint) = (fips, dualStack));
        await client.PutRolePolicyAsync(new PutRolePolicyRequest { RoleName = "tf", PolicyName = "p", PolicyDocument = "{\"a\": \"ä+ *\"}" }, TestContext.Current.CancellationToken);
        Assert.Equal(host, server.Request["Host"]);
        Assert.EndsWith($"/{signingRegion}/iam/aws4_request", SigV4.Verify(server.Request, Clients.AccessKey, Clients.SecretKey), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_sends_its_token_signed()
    {
        await using var server = new LoopbackServer(Reply.Json("{}"));
        using var client = Clients.CloudTrail(server, credentials: new SessionAWSCredentials("ASIAEXAMPLE", "s3cret", "t0ken//=="));
        await client.ListTrailsAsync(new ListTrailsRequest(), TestContext.Current.CancellationToken);
        Assert.Equal("t0ken//==", server.Request["X-Amz-Security-Token"]);
        Assert.Contains("x-amz-security-token", server.Request["Authorization"], StringComparison.Ordinal);
        SigV4.Verify(server.Request, "ASIAEXAMPLE", "s3cret");
    }

    [Fact]
    public async Task An_endpoint_of_ones_own_is_signed_for_the_region_named_beside_it()
    {
        await using var server = new LoopbackServer(Reply.Xml("<GetRoleResponse />"));
        using var client = Clients.Iam(server, configure: c =>
        {
            c.ServiceURL = server.Url;
            c.AuthenticationRegion = "cn-north-1";
        });
        await client.GetRoleAsync(new GetRoleRequest { RoleName = "tf" }, TestContext.Current.CancellationToken);
        Assert.Equal(server.Address.ToString(), server.Request["Host"]);
        Assert.EndsWith("/cn-north-1/iam/aws4_request", SigV4.Verify(server.Request, Clients.AccessKey, Clients.SecretKey), StringComparison.Ordinal);
    }
}
