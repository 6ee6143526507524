using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>Who watches trails: log groups with metric filters, alarms, rules. What the aws CLI makes of them is in ClientTests.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task Policies_bind_them_and_what_is_not_there_is_told()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        AwsCaller ann = new(server, server.World.Account.AddUser("ann", Policies.Allow("logs:CreateLogGroup")), "us-east-1");
        await ann.JsonAsync("logs", "CreateLogGroup", """{"logGroupName":"audit"}""");
        Assert.Equal("ResourceAlreadyExistsException", (await Assert.ThrowsAsync<AwsError>(() => ann.JsonAsync("logs", "CreateLogGroup", """{"logGroupName":"audit"}"""))).Code);
        foreach (var (service, operation, body, notThere) in new[]
        {
            ("logs", "DescribeMetricFilters", """{"logGroupName":"other"}""", "ResourceNotFoundException"),
            ("logs", "DeleteMetricFilter", """{"logGroupName":"audit","filterName":"f"}""", "ResourceNotFoundException"),
            ("logs", "DeleteLogStream", """{"logGroupName":"audit","logStreamName":"s"}""", "ResourceNotFoundException"),
            ("monitoring", "DeleteAlarms", """{"AlarmNames":["a"]}""", "ResourceNotFound"),
            ("monitoring", "PutMetricAlarm", """{"AlarmName":"a"}""", "ValidationError"),
            ("events", "ListTargetsByRule", """{"Rule":"r"}""", "ResourceNotFoundException"),
            ("events", "PutRule", """{"Name":"r"}""", "ValidationException"),
            ("events", "PutRule", """{"Name":"r","EventPattern":"[]"}""", "InvalidEventPatternException"),
        })
        {
            Assert.Equal((operation, notThere), (operation, (await Assert.ThrowsAsync<AwsError>(() => root.JsonAsync(service, operation, body))).Code));
            Assert.Equal((operation, "AccessDeniedException"), (operation, (await Assert.ThrowsAsync<AwsError>(() => ann.JsonAsync(service, operation, body))).Code));
        }

        // Each region has its own.
        await root.JsonAsync("monitoring", "PutMetricAlarm", """{"AlarmName":"a","Namespace":"n","MetricName":"m","ComparisonOperator":"GreaterThanThreshold"}""");
        AwsCaller elsewhere = new(server, server.RootKeys, "eu-west-1");
        Assert.Single((await root.JsonAsync("monitoring", "DescribeAlarms"))["MetricAlarms"]!.AsArray());
        Assert.Empty((await elsewhere.JsonAsync("monitoring", "DescribeAlarms"))["MetricAlarms"]!.AsArray());
        await root.JsonAsync("logs", "DeleteLogGroup", """{"logGroupName":"audit"}""");
        Assert.Equal("ResourceNotFoundException", (await Assert.ThrowsAsync<AwsError>(() => root.JsonAsync("logs", "DeleteLogGroup", """{"logGroupName":"audit"}"""))).Code);
    }
}
