using System.Diagnostics;
using System.Text;
using Amazon;
using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using AwsClients.Tests.Harness;

namespace AwsClients.Tests;

/// <summary>Settings that belong to the process: the environment, AWSConfigs. Nothing else runs meanwhile.</summary>
[Collection(nameof(ConfigurationTests))]
[CollectionDefinition(nameof(ConfigurationTests), DisableParallelization = true)]
public sealed class ConfigurationTests : IDisposable
{
    private static readonly string[] Names =
        ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_CLOUDTRAIL", "AWS_ENDPOINT_URL_IAM", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_EC2_METADATA_DISABLED"];

    private readonly Dictionary<string, string?> _before = Names.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public ConfigurationTests()
    {
        Array.ForEach(Names, name => Environment.SetEnvironmentVariable(name, null));
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        FallbackRegionFactory.Reset();
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        FallbackRegionFactory.Reset();
        AWSConfigs.InitializeCollections = false;
    }

    // As official clients: with such an endpoint the client's region isn't asked. Who sets a region sets AuthenticationRegion.
    [Theory]
    [InlineData("AWS_ENDPOINT_URL", null, null, "us-east-1")]
    [InlineData("AWS_ENDPOINT_URL_CLOUDTRAIL", null, null, "us-east-1")]
    [InlineData("AWS_ENDPOINT_URL", "sa-east-1", null, "sa-east-1")]
    [InlineData("AWS_ENDPOINT_URL_CLOUDTRAIL", "sa-east-1", "eu-central-1", "eu-central-1")]
    public async Task An_endpoint_of_the_environment(string variable, string? environmentRegion, string? authenticationRegion, string signingRegion)
    {
        await using var server = new LoopbackServer(Reply.Json("{}"));
        Environment.SetEnvironmentVariable(variable, server.Url);
        Environment.SetEnvironmentVariable("AWS_REGION", environmentRegion);
        using var client = new AmazonCloudTrailClient(Clients.Credentials, new AmazonCloudTrailConfig { RegionEndpoint = RegionEndpoint.EUCentral1, AuthenticationRegion = authenticationRegion });
        await client.ListTrailsAsync(new ListTrailsRequest(), TestContext.Current.CancellationToken);
        Assert.Equal(server.Address.ToString(), server.Request["Host"]);
        Assert.EndsWith($"/{signingRegion}/cloudtrail/aws4_request", SigV4.Verify(server.Request, Clients.AccessKey, Clients.SecretKey), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_s_endpoint_of_the_environment_goes_before_the_one_for_all()
    {
        await using var iam = new LoopbackServer(Reply.Xml("<ListRolesResponse />"));
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_IAM", iam.Url);
        using var client = new AmazonIdentityManagementServiceClient(Clients.Credentials, new AmazonIdentityManagementServiceConfig { RegionEndpoint = RegionEndpoint.CNNorth1, AuthenticationRegion = "cn-north-1" });
        await client.ListRolesAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith("/cn-north-1/iam/aws4_request", SigV4.Verify(iam.Request, Clients.AccessKey, Clients.SecretKey), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_and_region_of_the_environment()
    {
        await using var server = new LoopbackServer(Reply.Json("{}"));
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "environment");
        Environment.SetEnvironmentVariable("AWS_REGION", "sa-east-1");
        using var client = new AmazonCloudTrailClient(new AmazonCloudTrailConfig { UseHttp = true, HttpClientFactory = new LoopbackHttpClientFactory(server.Address) });
        await client.ListTrailsAsync(new ListTrailsRequest(), TestContext.Current.CancellationToken);
        Assert.Equal("cloudtrail.sa-east-1.amazonaws.com", server.Request["Host"]);
        SigV4.Verify(server.Request, "AKIAENVIRONMENT", "environment");
    }

    [Fact]
    public void Without_a_region_iam_is_AWS_s_first_partition()
    {
        var config = new AmazonIdentityManagementServiceConfig();
        Assert.Equal("us-east-1", config.RegionEndpoint.SystemName);
    }

    [Fact]
    public async Task A_proxy_gets_the_request_for_the_service_s_host()
    {
        await using var proxy = new LoopbackServer(Reply.Xml("<ListRolesResponse />"));
        using var client = new AmazonIdentityManagementServiceClient(Clients.Credentials, new AmazonIdentityManagementServiceConfig
        {
            RegionEndpoint = RegionEndpoint.EUWest1,
            UseHttp = true,
            ProxyHost = "127.0.0.1",
            ProxyPort = proxy.Address.Port,
        });
        await client.ListRolesAsync(TestContext.Current.CancellationToken);
        Assert.Equal("http://iam.amazonaws.com/", proxy.Request.Target);
        Assert.Equal("iam.amazonaws.com", proxy.Request["Host"]);
    }

    [Fact]
    public async Task The_user_agent_names_the_service_and_the_client_s_version()
    {
        await using var server = new LoopbackServer(Reply.Json("{}"));
        using var client = Clients.CloudTrail(server);
        await client.ListTrailsAsync(new ListTrailsRequest(), TestContext.Current.CancellationToken);
        var version = typeof(AmazonCloudTrailClient).Assembly.GetName().Version!.ToString(3);
        Assert.StartsWith($"aws-sdk-dotnet-coreclr/{version} ", server.Request["User-Agent"], StringComparison.Ordinal);
        Assert.Contains($" api/CloudTrail#{version} ", server.Request["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_SDK_s_log_shows_answers_whole()
    {
        using var text = new StringWriter();
        using var listener = new TextWriterTraceListener(text, nameof(ConfigurationTests));
        var (logTo, logResponses) = (AWSConfigs.LoggingConfig.LogTo, AWSConfigs.LoggingConfig.LogResponses);
        AWSConfigs.AddTraceListener("Amazon", listener);
        (AWSConfigs.LoggingConfig.LogTo, AWSConfigs.LoggingConfig.LogResponses) = (LoggingOptions.SystemDiagnostics, ResponseLoggingOption.Always);
        try
        {
            await using var server = new LoopbackServer(Reply.Json("""{"Trails":[{"Name":"seen-json"}]}"""), Reply.Xml("<ListRolesResponse><seen-xml/></ListRolesResponse>"));
            using var cloudTrail = Clients.CloudTrail(server);
            await cloudTrail.ListTrailsAsync(new ListTrailsRequest(), TestContext.Current.CancellationToken);
            using var iam = Clients.Iam(server);
            await iam.ListRolesAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            (AWSConfigs.LoggingConfig.LogTo, AWSConfigs.LoggingConfig.LogResponses) = (logTo, logResponses);
            AWSConfigs.RemoveTraceListener("Amazon", nameof(ConfigurationTests));
        }

        Assert.Contains("""{"Trails":[{"Name":"seen-json"}]}""", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("<seen-xml/>", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Clients.SecretKey, text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collections_initialized_are_there_and_say_nothing_while_empty()
    {
        AWSConfigs.InitializeCollections = true;
        await using var server = new LoopbackServer(Reply.Json("{}"), Reply.Xml("<TagRoleResponse />"));
        using var cloudTrail = Clients.CloudTrail(server);
        var response = await cloudTrail.LookupEventsAsync(new LookupEventsRequest(), TestContext.Current.CancellationToken);
        Assert.Empty(response.Events!);
        using var iam = Clients.Iam(server);
        await iam.TagRoleAsync(new TagRoleRequest { RoleName = "tf" }, TestContext.Current.CancellationToken);
        Assert.Equal(["{}", "Action=TagRole&RoleName=tf&Version=2010-05-08"], server.Requests.Select(r => r.Text));
    }

    [Fact]
    public async Task A_page_of_large_events_costs_little_more_than_its_texts()
    {
        const int Events = 50;
        const int Characters = 250 * 1024;
        var text = $"{{\\\"userAgent\\\":\\\"{new string('x', Characters)}\\\"}}";
        var page = $$"""{"Events":[{{string.Join(',', Enumerable.Repeat($$"""{"EventId":"1","CloudTrailEvent":"{{text}}"}""", Events))}}]}""";
        await using var server = new LoopbackServer(Reply.Json(page));
        using var client = Clients.CloudTrail(server);
        await client.LookupEventsAsync(new LookupEventsRequest(), TestContext.Current.CancellationToken);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var response = await client.LookupEventsAsync(new LookupEventsRequest(), TestContext.Current.CancellationToken);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal(Events, response.Events!.Count);
        var texts = response.Events.Sum(e => (long)e.CloudTrailEvent!.Length * sizeof(char));
        // The server in this process makes the page's bytes anew for each request, twice; the pool may have to make the client's buffer again.
        var bytes = (uint)Encoding.UTF8.GetByteCount(page);
        Assert.InRange(allocated - (2L * bytes), texts, (texts * 1.1) + System.Numerics.BitOperations.RoundUpToPowerOf2(bytes));
    }

    [Fact]
    public async Task All_constructors_make_clients_that_sign_as_told()
    {
        await using var server = new LoopbackServer(Reply.Json("{}"));
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", server.Url);
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-west-1");
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", Clients.AccessKey);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", Clients.SecretKey);
        var config = new AmazonCloudTrailConfig { RegionEndpoint = RegionEndpoint.EUWest1 };
        AmazonCloudTrailClient[] clients =
        [
            new(), new(RegionEndpoint.EUWest1), new(config), new(Clients.Credentials), new(Clients.Credentials, RegionEndpoint.EUWest1), new(Clients.Credentials, config),
            new(Clients.AccessKey, Clients.SecretKey), new(Clients.AccessKey, Clients.SecretKey, RegionEndpoint.EUWest1), new(Clients.AccessKey, Clients.SecretKey, config),
            new(Clients.AccessKey, Clients.SecretKey, "token"), new(Clients.AccessKey, Clients.SecretKey, "token", RegionEndpoint.EUWest1), new(Clients.AccessKey, Clients.SecretKey, "token", config),
        ];
        foreach (var client in clients)
        {
            await client.ListTrailsAsync(new ListTrailsRequest(), TestContext.Current.CancellationToken);
            client.Dispose();
        }

        Assert.All(server.Requests, request => Assert.EndsWith("/eu-west-1/cloudtrail/aws4_request", SigV4.Verify(request, Clients.AccessKey, Clients.SecretKey), StringComparison.Ordinal));
        Assert.Equal([null, null, null, null, null, null, null, null, null, "token", "token", "token"], server.Requests.Select(r => r["X-Amz-Security-Token"]));
    }
}
