using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using AwsClients.Tests.Harness;

namespace AwsClients.Tests.CloudTrail;

/// <summary>The bytes of every operation's request.</summary>
public class CloudTrailRequestTests
{
    private const string Trail = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit";
    private static readonly DateTime Nine = new(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, (Func<IAmazonCloudTrail, Task> Call, string Body)> Cases = new()
    {
        ["LookupEvents"] = (c => c.LookupEventsAsync(new LookupEventsRequest
        {
            LookupAttributes = [new LookupAttribute { AttributeKey = LookupAttributeKey.Username, AttributeValue = "Zoë \"tf\" <&>+\u2028" }],
            StartTime = Nine,
            EndTime = Nine.AddMilliseconds(1500),
            EventCategory = EventCategory.Insight,
            MaxResults = 50,
            NextToken = "t0/+=",
        }),
            """{"EndTime":1767603601.5,"EventCategory":"insight","LookupAttributes":[{"AttributeKey":"Username","AttributeValue":"Zoë \"tf\" <&>+\u2028"}],"MaxResults":50,"NextToken":"t0/+=","StartTime":1767603600}"""),
        ["CreateTrail"] = (c => c.CreateTrailAsync(new CreateTrailRequest
        {
            Name = "audit",
            S3BucketName = "logs",
            S3KeyPrefix = "a/b",
            SnsTopicName = "told",
            IncludeGlobalServiceEvents = true,
            IsMultiRegionTrail = true,
            EnableLogFileValidation = true,
            CloudWatchLogsLogGroupArn = "arn:aws:logs:eu-west-1:111122223333:log-group:g:*",
            CloudWatchLogsRoleArn = "arn:aws:iam::111122223333:role/r",
            KmsKeyId = "alias/k",
            IsOrganizationTrail = false,
            TagsList = [new Tag { Key = "team", Value = "platform" }, new Tag { Key = "empty", Value = "" }, new Tag { Key = "bare" }],
        }),
            """{"CloudWatchLogsLogGroupArn":"arn:aws:logs:eu-west-1:111122223333:log-group:g:*","CloudWatchLogsRoleArn":"arn:aws:iam::111122223333:role/r","EnableLogFileValidation":true,"IncludeGlobalServiceEvents":true,"IsMultiRegionTrail":true,"IsOrganizationTrail":false,"KmsKeyId":"alias/k","Name":"audit","S3BucketName":"logs","S3KeyPrefix":"a/b","SnsTopicName":"told","TagsList":[{"Key":"team","Value":"platform"},{"Key":"empty","Value":""},{"Key":"bare"}]}"""),
        ["UpdateTrail"] = (c => c.UpdateTrailAsync(new UpdateTrailRequest
        {
            Name = Trail,
            S3BucketName = "logs2",
            S3KeyPrefix = "",
            SnsTopicName = "",
            IncludeGlobalServiceEvents = false,
            IsMultiRegionTrail = false,
            EnableLogFileValidation = false,
            CloudWatchLogsLogGroupArn = "",
            CloudWatchLogsRoleArn = "",
            KmsKeyId = "",
            IsOrganizationTrail = true,
        }),
            """{"CloudWatchLogsLogGroupArn":"","CloudWatchLogsRoleArn":"","EnableLogFileValidation":false,"IncludeGlobalServiceEvents":false,"IsMultiRegionTrail":false,"IsOrganizationTrail":true,"KmsKeyId":"","Name":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit","S3BucketName":"logs2","S3KeyPrefix":"","SnsTopicName":""}"""),
        ["DeleteTrail"] = (c => c.DeleteTrailAsync(new DeleteTrailRequest { Name = "audit" }), """{"Name":"audit"}"""),
        ["DescribeTrails"] = (c => c.DescribeTrailsAsync(new DescribeTrailsRequest { TrailNameList = ["audit", Trail], IncludeShadowTrails = false }),
            """{"includeShadowTrails":false,"trailNameList":["audit","arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit"]}"""),
        ["GetTrail"] = (c => c.GetTrailAsync(new GetTrailRequest { Name = "audit" }), """{"Name":"audit"}"""),
        ["GetTrailStatus"] = (c => c.GetTrailStatusAsync(new GetTrailStatusRequest { Name = Trail }), """{"Name":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit"}"""),
        ["ListTrails"] = (c => c.ListTrailsAsync(new ListTrailsRequest { NextToken = "n" }), """{"NextToken":"n"}"""),
        ["StartLogging"] = (c => c.StartLoggingAsync(new StartLoggingRequest { Name = "audit" }), """{"Name":"audit"}"""),
        ["StopLogging"] = (c => c.StopLoggingAsync(new StopLoggingRequest { Name = "audit" }), """{"Name":"audit"}"""),
        ["PutEventSelectors"] = (c => c.PutEventSelectorsAsync(new PutEventSelectorsRequest
        {
            TrailName = "audit",
            EventSelectors =
            [
                new EventSelector
                {
                    ReadWriteType = ReadWriteType.WriteOnly,
                    IncludeManagementEvents = true,
                    DataResources = [new DataResource { Type = "AWS::S3::Object", Values = ["arn:aws:s3:::b/", "arn:aws:s3"] }, new DataResource { Type = "AWS::Lambda::Function", Values = [] }],
                    ExcludeManagementEventSources = ["kms.amazonaws.com"],
                },
                new EventSelector(),
            ],
            AdvancedEventSelectors =
            [
                new AdvancedEventSelector
                {
                    Name = "data",
                    FieldSelectors =
                    [
                        new AdvancedFieldSelector { Field = "eventCategory", Equals = ["Data"] },
                        new AdvancedFieldSelector
                        {
                            Field = "resources.ARN", StartsWith = ["a"], EndsWith = ["b", "c"], NotEquals = ["d"], NotStartsWith = ["e"], NotEndsWith = ["f"],
                        },
                    ],
                },
            ],
        }),
            """{"AdvancedEventSelectors":[{"FieldSelectors":[{"Equals":["Data"],"Field":"eventCategory"},{"EndsWith":["b","c"],"Field":"resources.ARN","NotEndsWith":["f"],"NotEquals":["d"],"NotStartsWith":["e"],"StartsWith":["a"]}],"Name":"data"}],"EventSelectors":[{"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3:::b/","arn:aws:s3"]},{"Type":"AWS::Lambda::Function","Values":[]}],"ExcludeManagementEventSources":["kms.amazonaws.com"],"IncludeManagementEvents":true,"ReadWriteType":"WriteOnly"},{}],"TrailName":"audit"}"""),
        ["GetEventSelectors"] = (c => c.GetEventSelectorsAsync(new GetEventSelectorsRequest { TrailName = "audit" }), """{"TrailName":"audit"}"""),
        ["ListPublicKeys"] = (c => c.ListPublicKeysAsync(new ListPublicKeysRequest { StartTime = Nine, EndTime = Nine.AddHours(1), NextToken = "n" }),
            """{"EndTime":1767607200,"NextToken":"n","StartTime":1767603600}"""),
        ["AddTags"] = (c => c.AddTagsAsync(new AddTagsRequest { ResourceId = Trail, TagsList = [new Tag { Key = "k", Value = "v" }] }),
            """{"ResourceId":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit","TagsList":[{"Key":"k","Value":"v"}]}"""),
        ["RemoveTags"] = (c => c.RemoveTagsAsync(new RemoveTagsRequest { ResourceId = Trail, TagsList = [new Tag { Key = "k" }] }),
            """{"ResourceId":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit","TagsList":[{"Key":"k"}]}"""),
        ["ListTags"] = (c => c.ListTagsAsync(new ListTagsRequest { ResourceIdList = [Trail], NextToken = "n" }),
            """{"NextToken":"n","ResourceIdList":["arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit"]}"""),
        ["GetEventDataStore"] = (c => c.GetEventDataStoreAsync(new GetEventDataStoreRequest { EventDataStore = "3f2d" }), """{"EventDataStore":"3f2d"}"""),
        ["ListEventDataStores"] = (c => c.ListEventDataStoresAsync(new ListEventDataStoresRequest { MaxResults = 25, NextToken = "more" }), """{"MaxResults":25,"NextToken":"more"}"""),
        ["GetInsightSelectors"] = (c => c.GetInsightSelectorsAsync(new GetInsightSelectorsRequest { TrailName = "audit", EventDataStore = "eds" }),
            """{"EventDataStore":"eds","TrailName":"audit"}"""),
        ["PutInsightSelectors"] = (c => c.PutInsightSelectorsAsync(new PutInsightSelectorsRequest
        {
            TrailName = "audit",
            EventDataStore = "eds",
            InsightsDestination = "eds2",
            InsightSelectors = [new InsightSelector { InsightType = InsightType.ApiErrorRateInsight, EventCategories = ["Management", "Data"] }, new InsightSelector { InsightType = "NewerThanThis" }],
        }),
            """{"EventDataStore":"eds","InsightsDestination":"eds2","InsightSelectors":[{"EventCategories":["Management","Data"],"InsightType":"ApiErrorRateInsight"},{"InsightType":"NewerThanThis"}],"TrailName":"audit"}"""),
    };

    public static TheoryData<string> Operations => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Everything_set_is_sent(string operation)
    {
        await using var server = new LoopbackServer(Reply.Json("{}"));
        using var client = Clients.CloudTrail(server);
        await Cases[operation].Call(client);
        var request = server.Request;
        Assert.Equal("POST", request.Method);
        Assert.Equal("/", request.Target);
        Assert.Equal("cloudtrail.eu-west-1.amazonaws.com", request["Host"]);
        Assert.Equal("application/x-amz-json-1.1", request["Content-Type"]);
        Assert.Equal("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101." + operation, request["X-Amz-Target"]);
        Assert.Equal("2013-11-01", request["x-amz-api-version"]);
        Assert.Equal(Cases[operation].Body, request.Text);
    }

    [Fact]
    public async Task Nothing_set_is_an_empty_object()
    {
        await using var server = new LoopbackServer(Reply.Json("{}"));
        using var client = Clients.CloudTrail(server);
        await client.LookupEventsAsync(new LookupEventsRequest(), TestContext.Current.CancellationToken);
        await client.DescribeTrailsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["{}", "{}"], server.Requests.Select(r => r.Text));
    }

    [Fact]
    public async Task A_local_time_is_sent_as_the_moment_it_is()
    {
        await using var server = new LoopbackServer(Reply.Json("{}"));
        using var client = Clients.CloudTrail(server);
        await client.LookupEventsAsync(new LookupEventsRequest { StartTime = Nine.ToLocalTime() }, TestContext.Current.CancellationToken);
        Assert.Equal("""{"StartTime":1767603600}""", server.Request.Text);
    }

    [Fact]
    public void Every_operation_is_here() =>
        Assert.Equal(typeof(IAmazonCloudTrail).GetMethods().Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal)).Select(m => m.Name[..^5]).Distinct().Order(), Cases.Keys.Order());
}
