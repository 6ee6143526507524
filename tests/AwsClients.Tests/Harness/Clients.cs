using Amazon;
using Amazon.CloudTrail;
using Amazon.IdentityManagement;
using Amazon.Runtime;

namespace AwsClients.Tests.Harness;

/// <summary>Clients that talk to a loopback server under the host names of AWS.</summary>
internal static class Clients
{
    public const string AccessKey = "AKIAIOSFODNN7EXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    public static readonly AWSCredentials Credentials = new BasicAWSCredentials(AccessKey, SecretKey);

    public static AmazonCloudTrailClient CloudTrail(LoopbackServer server, string region = "eu-west-1", Action<AmazonCloudTrailConfig>? configure = null, AWSCredentials? credentials = null) =>
        new(credentials ?? Credentials, Configure(new AmazonCloudTrailConfig(), server, region, configure));

    public static AmazonIdentityManagementServiceClient Iam(LoopbackServer server, string region = "eu-west-1", Action<AmazonIdentityManagementServiceConfig>? configure = null, AWSCredentials? credentials = null) =>
        new(credentials ?? Credentials, Configure(new AmazonIdentityManagementServiceConfig(), server, region, configure));

    private static T Configure<T>(T config, LoopbackServer server, string region, Action<T>? configure) where T : ClientConfig
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.UseHttp = true;
        config.HttpClientFactory = new LoopbackHttpClientFactory(server.Address);
        configure?.Invoke(config);
        return config;
    }
}
