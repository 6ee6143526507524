using System.Text.Json.Nodes;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using BotocoreHarness;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

/// <summary>The client of services that have no package here: where it asks, what it sends, what it makes of answers.</summary>
public sealed class JsonClientTests
{
    // Evaluates the rule set of each service for each region of each partition.
    private const string RuleSets =
        """
        from botocore.loaders import Loader
        from botocore.endpoint_provider import EndpointProvider
        loader = Loader()
        partitions = loader.load_data('partitions')
        regions = [r for p in partitions['partitions'] for r in p['regions'] if not r.endswith('-global')]
        for service in ('logs', 'cloudwatch', 'events'):
            provider = EndpointProvider(loader.load_service_model(service, 'endpoint-rule-set-1'), partitions)
            for region in regions:
                for fips in (False, True):
                    for dual in (False, True):
                        print(service, region, fips, dual, provider.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual).url)
        """;

    [Theory]
    [InlineData("logs", "eu-west-1", false, false, "https://logs.eu-west-1.amazonaws.com/")]
    [InlineData("logs", "us-gov-west-1", true, false, "https://logs.us-gov-west-1.amazonaws.com/")]
    [InlineData("logs", "us-gov-west-1", true, true, "https://logs-fips.us-gov-west-1.api.aws/")]
    [InlineData("cloudwatch", "cn-north-1", false, false, "https://monitoring.cn-north-1.amazonaws.com.cn/")]
    [InlineData("cloudwatch", "us-gov-east-1", true, true, "https://monitoring.us-gov-east-1.api.aws/")]
    [InlineData("events", "us-east-2", true, false, "https://events-fips.us-east-2.amazonaws.com/")]
    [InlineData("events", "eusc-de-east-1", false, false, "https://events.eusc-de-east-1.amazonaws.eu/")]
    public void Endpoints(string service, string region, bool fips, bool dualStack, string url) => Assert.Equal(url, Url(service, region, fips, dualStack));

    [Fact]
    public void Every_region_as_the_rule_sets_have_it()
    {
        var rows = Botocore.Python(RuleSets).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(' ')).ToList();
        Assert.InRange(rows.Count, 300, int.MaxValue);
        Assert.All(rows, row => Assert.Equal(row[4] + "/", Url(row[0], row[1], row[2] == "True", row[3] == "True")));
    }

    [Fact]
    public async Task A_list_comes_in_pages()
    {
        using var server = new Responder(asked => Json(200, asked.Body.Contains("NextToken", StringComparison.Ordinal) ? """{"Rules":[{"Name":"c"}]}""" : """{"Rules":[{"Name":"a"},{"Name":"b"}],"NextToken":"t"}"""));
        using var clients = Clients(server);
        List<string?> names = [];
        await foreach (var rule in clients.Json<EventBridge>("eu-west-2").ListAsync("ListRules", new JsonObject { ["Limit"] = 2 }, "Rules", "NextToken", TestContext.Current.CancellationToken))
        {
            names.Add(rule.Text("Name"));
        }

        Assert.Equal(["a", "b", "c"], names);
        Assert.Equal(["""{"Limit":2}""", """{"Limit":2,"NextToken":"t"}"""], server.Requests.Select(request => request.Body));
        Assert.All(server.Requests, request =>
        {
            Assert.Equal(("POST", "AWSEvents.ListRules", "application/x-amz-json-1.1"), (request.Method, request.Headers["X-Amz-Target"], request.Headers["Content-Type"]));
            Assert.Contains("/eu-west-2/events/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
            Assert.Contains("TrailOps/", request.Headers["User-Agent"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Errors_have_their_code_and_throttling_is_tried_again()
    {
        var asked = 0;
        using var server = new Responder(_ => asked++ < 2 ? Json(400, """{"__type":"com.amazonaws.logs#ThrottlingException","message":"Rate exceeded"}""") : Json(400, """{"__type":"AccessDeniedException","Message":"not you"}"""));
        using var clients = Clients(server);
        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => clients.Json<CloudWatchLogs>().AskAsync("DescribeMetricFilters", [], TestContext.Current.CancellationToken));
        Assert.Equal(("AccessDeniedException", "not you", 3), (error.ErrorCode, error.Message, asked));
        Assert.Equal(AwsFailureKind.AccessDenied, AwsFailure.Of(error)!.Kind);
    }

    [Fact]
    public async Task A_proxy_s_page_is_quoted()
    {
        using var server = new Responder(_ => new Answer(403, "<html>blocked by policy</html>", "text/html"));
        using var clients = Clients(server);
        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => clients.Json<CloudWatch>().AskAsync("DescribeAlarmsForMetric", [], TestContext.Current.CancellationToken));
        Assert.Contains("blocked by policy", error.Message, StringComparison.Ordinal);
    }

    private static Answer Json(int status, string body) => new(status, body, "application/x-amz-json-1.1");

    private static AwsClients Clients(Responder server)
    {
        using var place = new Place();
        return new(new BasicAWSCredentials("A", "s"), "eu-west-1", new ClientSettings(place.Environment, null, null, server.Url));
    }

    private static string Url(string service, string region, bool fips, bool dualStack) => service switch
    {
        "logs" => Of(new JsonClientConfig<CloudWatchLogs>(), region, fips, dualStack),
        "cloudwatch" => Of(new JsonClientConfig<CloudWatch>(), region, fips, dualStack),
        _ => Of(new JsonClientConfig<EventBridge>(), region, fips, dualStack),
    };

    private static string Of(ClientConfig config, string region, bool fips, bool dualStack)
    {
        (config.RegionEndpoint, config.UseFIPSEndpoint, config.UseDualstackEndpoint) = (RegionEndpoint.GetBySystemName(region), fips, dualStack);
        return config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new JsonRequest("Any", []))).URL;
    }
}
