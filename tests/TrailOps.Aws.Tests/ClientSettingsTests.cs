using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

/// <summary>Where calls go and how often they are tried.</summary>
public sealed class ClientSettingsTests
{
    [Theory]
    [InlineData("eu-west-1", "", "https://sts.eu-west-1.amazonaws.com/")]
    [InlineData("us-gov-west-1", "", "https://sts.us-gov-west-1.amazonaws.com/")]
    [InlineData("cn-north-1", "", "https://sts.cn-north-1.amazonaws.com.cn/")]
    [InlineData("eusc-de-east-1", "", "https://sts.eusc-de-east-1.amazonaws.eu/")]
    [InlineData("us-iso-east-1", "", "https://sts.us-iso-east-1.c2s.ic.gov/")]
    [InlineData("us-east-1", "AWS_USE_FIPS_ENDPOINT=true", "https://sts-fips.us-east-1.amazonaws.com/")]
    [InlineData("us-east-1", "use_fips_endpoint=true", "https://sts-fips.us-east-1.amazonaws.com/")]
    [InlineData("eu-west-1", "AWS_USE_DUALSTACK_ENDPOINT=true", "https://sts.eu-west-1.api.aws/")]
    [InlineData("eu-west-1", "AWS_ENDPOINT_URL=http://all:1", "http://all:1/")]
    [InlineData("eu-west-1", "AWS_ENDPOINT_URL_STS=http://sts:1 AWS_ENDPOINT_URL=http://all:1", "http://sts:1/")]
    [InlineData("eu-west-1", "AWS_ENDPOINT_URL_STS=http://sts:1 AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true", "https://sts.eu-west-1.amazonaws.com/")]
    [InlineData("eu-west-1", "endpoint_url=http://profile:1", "http://profile:1/")]
    [InlineData("eu-west-1", "endpoint_url=http://profile:1 services=mine", "http://services:1/")]
    [InlineData("eu-west-1", "endpoint_url=http://profile:1 services=mine AWS_ENDPOINT_URL=http://all:1", "http://all:1/")]
    [InlineData("eu-west-1", "endpoint_url=http://profile:1 ignore_configured_endpoint_urls=true", "https://sts.eu-west-1.amazonaws.com/")]
    [InlineData("eu-west-1", "ignore_configured_endpoint_urls=true AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=false endpoint_url=http://profile:1", "http://profile:1/")]
    [InlineData("eu-west-1", "-EndpointUrl=http://given:1 AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true", "http://given:1/")]
    [InlineData("eu-west-1", "use_dualstack_endpoint=true", "https://sts.eu-west-1.api.aws/")]
    [InlineData("us-east-1", "use_fips_endpoint=true AWS_USE_FIPS_ENDPOINT=false", "https://sts.us-east-1.amazonaws.com/")]
    [InlineData("eu-west-1", "AWS_ENDPOINT_URL_S3=http://s3:1", "https://sts.eu-west-1.amazonaws.com/")]
    [InlineData("eu-west-1", "AWS_USE_FIPS_ENDPOINT=true AWS_ENDPOINT_URL=http://all:1", "http://all:1/")]
    [InlineData("eu-west-1", "-EndpointUrl=http://given:1 AWS_ENDPOINT_URL_STS=http://sts:1", "http://given:1/")]
    public void Endpoints(string region, string given, string url)
    {
        using var place = new Place();
        place.Write("config", "[services mine]\nsts =\n  endpoint_url = http://services:1\ns3 =\n  endpoint_url = http://s3:1\n");
        var pairs = given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        foreach (var (name, value) in pairs.Where(pair => pair.Key.StartsWith("AWS_", StringComparison.Ordinal)))
        {
            place.Variables[name] = value;
        }

        var settings = new ClientSettings(place.Environment, new AwsProfile("p", pairs), ProfileStore.Read(place.Environment, null), pairs.GetValueOrDefault("-EndpointUrl"));
        using var clients = new AwsClients(new BasicAWSCredentials("A", "s"), region, settings);
        var client = clients.SecurityToken();
        Assert.Equal(url, client.DetermineServiceOperationEndpoint(new GetCallerIdentityRequest()).URL.TrimEnd('/') + "/");
        Assert.Same(client, clients.SecurityToken(region));
        Assert.NotSame(client, clients.SecurityToken("eu-west-2"));
    }

    [Theory]
    [InlineData("CLOUDTRAIL")]
    [InlineData("CLOUDWATCH")]
    [InlineData("CLOUDWATCH_LOGS")]
    [InlineData("EVENTBRIDGE")]
    [InlineData("IAM")]
    [InlineData("KMS")]
    [InlineData("S3")]
    [InlineData("STS")]
    public void Each_service_has_its_own_variable(string service)
    {
        using var place = new Place();
        place.Variables[$"AWS_ENDPOINT_URL_{service}"] = "http://own:1";
        using var clients = new AwsClients(new BasicAWSCredentials("A", "s"), "eu-west-1", new ClientSettings(place.Environment, null, null, null));
        var urls = new (string Name, IClientConfig Config)[]
        {
            ("CLOUDTRAIL", clients.CloudTrail().Config),
            ("CLOUDWATCH", clients.Json<CloudWatch>().Config),
            ("CLOUDWATCH_LOGS", clients.Json<CloudWatchLogs>().Config),
            ("EVENTBRIDGE", clients.Json<EventBridge>().Config),
            ("IAM", clients.IdentityManagement().Config),
            ("KMS", clients.KeyManagementService().Config),
            ("S3", clients.S3().Config),
            ("STS", clients.SecurityToken().Config),
        };
        Assert.All(urls, url => Assert.Equal(url.Name == service ? "http://own:1" : null, url.Config.ServiceURL?.TrimEnd('/')));
        Assert.All(urls, url => Assert.Equal("eu-west-1", url.Config.AuthenticationRegion ?? url.Config.RegionEndpoint.SystemName));
    }

    // Whose credentials they are and whose settings are two questions.
    [Theory]
    [InlineData("", "https://sts-fips.us-west-2.amazonaws.com/")]
    [InlineData("AWS_PROFILE=plain", "https://sts.us-west-2.amazonaws.com/")]
    [InlineData("-ProfileName=dual AWS_PROFILE=plain", "https://sts.us-west-2.api.aws/")]
    public async Task Who_brings_keys_still_has_the_settings_of_a_profile(string given, string url)
    {
        using var place = new Place();
        place.Write("config", "[default]\nuse_fips_endpoint=true\n[profile plain]\noutput=json\n[profile dual]\nuse_dualstack_endpoint=true\n");
        var pairs = given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        if (pairs.TryGetValue("AWS_PROFILE", out var variable))
        {
            place.Variables["AWS_PROFILE"] = variable;
        }

        using var connection = await place.OpenAsync(new() { AccessKey = "A", SecretKey = "s", Region = "us-west-2", ProfileName = pairs.GetValueOrDefault("-ProfileName") });
        Assert.Equal(url, connection.Clients.SecurityToken().DetermineServiceOperationEndpoint(new GetCallerIdentityRequest()).URL.TrimEnd('/') + "/");
    }

    [Theory]
    [InlineData("", 5, RequestRetryMode.Standard)]
    [InlineData("AWS_MAX_ATTEMPTS=1", 0, RequestRetryMode.Standard)]
    [InlineData("max_attempts=9 retry_mode=adaptive", 8, RequestRetryMode.Adaptive)]
    [InlineData("AWS_MAX_ATTEMPTS=2 max_attempts=9", 1, RequestRetryMode.Standard)]
    [InlineData("AWS_RETRY_MODE=adaptive", 5, RequestRetryMode.Adaptive)]
    [InlineData("AWS_RETRY_MODE=standard retry_mode=adaptive", 5, RequestRetryMode.Standard)]
    [InlineData("AWS_MAX_ATTEMPTS=many", 5, RequestRetryMode.Standard)]
    public void Retries(string given, int retries, RequestRetryMode mode)
    {
        using var place = new Place();
        var pairs = given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        foreach (var (name, value) in pairs.Where(pair => pair.Key.StartsWith("AWS_", StringComparison.Ordinal)))
        {
            place.Variables[name] = value;
        }

        using var clients = new AwsClients(new BasicAWSCredentials("A", "s"), "eu-west-1", new ClientSettings(place.Environment, new AwsProfile("p", pairs), null, null));
        var config = (ClientConfig)clients.SecurityToken().Config;
        Assert.Equal((retries, mode), (config.MaxErrorRetry, config.RetryMode));
    }

    // A bad secret key that AWS refuses must not make the SDK's clients ask for credentials elsewhere.
    [Fact]
    public async Task A_call_is_signed_with_what_was_given_for_the_region()
    {
        using var service = new Responder(_ => Sts.Identity());
        using var place = new Place();
        place.Variables["AWS_ACCESS_KEY_ID"] = "AKIDOTHER";
        place.Variables["AWS_SECRET_ACCESS_KEY"] = "s";
        using var connection = await place.OpenAsync(new() { AccessKey = "AKIDGIVEN", SecretKey = "s", SessionToken = "t", Region = "eusc-de-east-1", EndpointUrl = service.Url });
        var identity = await CallerIdentity.GetAsync(connection.Clients, null, TestContext.Current.CancellationToken);
        Assert.Equal("111122223333", identity.Account);
        var asked = service.Requests.Single();
        Assert.Equal(("AKIDGIVEN", "eusc-de-east-1", "t"), (asked.AccessKey, asked.SigningRegion, asked.Headers["X-Amz-Security-Token"]));
    }

    [Fact]
    public async Task An_expired_session_is_fetched_anew_after_AWS_says_so()
    {
        using var place = new Place();
        var sessions = 0;
        using var sts = new Responder(_ => Sts.Session($"ASIA{++sessions}"));
        using var service = new Responder(asked => asked.AccessKey == "ASIA1" ? Sts.Error(403, "ExpiredToken", "expired") : Sts.Identity());
        place.Variables["AWS_ENDPOINT_URL_STS"] = sts.Url;
        place.Write("config", "[profile once]\nrole_arn=arn:aws:iam::111122223333:role/once\nsource_profile=base\n");
        place.Write("credentials", "[base]\naws_access_key_id=A\naws_secret_access_key=s\n");
        using var connection = await place.OpenAsync(new() { ProfileName = "once", Region = "eu-west-1", EndpointUrl = service.Url });
        var stop = TestContext.Current.CancellationToken;
        var first = await Record.ExceptionAsync(() => CallerIdentity.GetAsync(connection.Clients, null, stop));
        Assert.True(first is null || AwsFailure.Of(first).Kind == AwsFailureKind.ExpiredToken);
        Assert.Equal("111122223333", (await CallerIdentity.GetAsync(connection.Clients, null, stop)).Account);
        Assert.Equal(2, sessions);
    }

    [Fact]
    public void Options_have_no_text()
    {
        var options = new ConnectionOptions { AccessKey = "AKID", SecretKey = "secret", SessionToken = "token" };
        Assert.Equal("ConnectionOptions", options.ToString());
        Assert.Equal(options, options with { });
    }
}
