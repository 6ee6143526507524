using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using Amazon.Runtime;
using AwsClients.Tests.Harness;

namespace AwsClients.Tests.CloudTrail;

/// <summary>What is made of every operation's answer.</summary>
public class CloudTrailResponseTests
{
    private static readonly Dictionary<string, (Func<IAmazonCloudTrail, Task<AmazonWebServiceResponse>> Call, string Answer, string Expected)> Cases = new()
    {
        ["LookupEvents"] = (async c => await c.LookupEventsAsync(new LookupEventsRequest()),
            """
            {"Events":[{"EventId":"e1","EventName":"AssumeRole","ReadOnly":"true","AccessKeyId":"AKIA1","EventTime":1767603600.123,"EventSource":"sts.amazonaws.com","Username":"tf",
              "Resources":[{"ResourceType":"AWS::IAM::Role","ResourceName":"arn:aws:iam::111122223333:role/r"},{"ResourceType":null,"ResourceName":"x"}],
              "CloudTrailEvent":"{\"eventVersion\":\"1.08\",\"sourceIPAddress\":\"\\u00e9\",\"n\":\"\u00eb\n\"}","NewMember":{"a":[1,{"b":2}]}},
             {"EventId":"e2","EventTime":1.7676036E9,"Resources":[]}],"NextToken":"more=="}
            """,
            """(Events=[(AccessKeyId='AKIA1', CloudTrailEvent='{"eventVersion":"1.08","sourceIPAddress":"\u00e9","n":"ë⏎"}', EventId='e1', EventName='AssumeRole', EventSource='sts.amazonaws.com', EventTime=2026-01-05T09:00:00.123Z, ReadOnly='true', Resources=[(ResourceName='arn:aws:iam::111122223333:role/r', ResourceType='AWS::IAM::Role'), (ResourceName='x')], Username='tf'), (EventId='e2', EventTime=2026-01-05T09:00:00Z, Resources=[])], NextToken='more==')"""),
        ["CreateTrail"] = (async c => await c.CreateTrailAsync(new CreateTrailRequest()), TrailJson, $"({TrailMembers})"),
        ["UpdateTrail"] = (async c => await c.UpdateTrailAsync(new UpdateTrailRequest()), TrailJson, $"({TrailMembers})"),
        ["DeleteTrail"] = (async c => await c.DeleteTrailAsync(new DeleteTrailRequest()), "{}", "()"),
        ["DescribeTrails"] = (async c => await c.DescribeTrailsAsync(new DescribeTrailsRequest()),
            """{"trailList":[{"Name":"audit","HomeRegion":"eu-west-1","HasCustomEventSelectors":true,"HasInsightSelectors":false,"IsMultiRegionTrail":true},{}]}""",
            "(TrailList=[(HasCustomEventSelectors=true, HasInsightSelectors=false, HomeRegion='eu-west-1', IsMultiRegionTrail=true, Name='audit'), ()])"),
        ["GetTrail"] = (async c => await c.GetTrailAsync(new GetTrailRequest()), $$"""{"Trail":{{TrailJson}}}""", $"(Trail=({TrailMembers}))"),
        ["GetTrailStatus"] = (async c => await c.GetTrailStatusAsync(new GetTrailStatusRequest()),
            """
            {"IsLogging":true,"LatestDeliveryError":"AccessDenied","LatestNotificationError":"","LatestDeliveryTime":1767603600,"LatestNotificationTime":1767603601,"StartLoggingTime":1767603602,
             "StopLoggingTime":1767603603,"LatestCloudWatchLogsDeliveryError":"e","LatestCloudWatchLogsDeliveryTime":1767603604,"LatestDigestDeliveryTime":1767603605,"LatestDigestDeliveryError":"d",
             "LatestDeliveryAttemptTime":"","LatestNotificationAttemptTime":"2026-01-05T09:00:00Z","LatestNotificationAttemptSucceeded":"s","LatestDeliveryAttemptSucceeded":"t","TimeLoggingStarted":"u","TimeLoggingStopped":"v"}
            """,
            "(IsLogging=true, LatestCloudWatchLogsDeliveryError='e', LatestCloudWatchLogsDeliveryTime=2026-01-05T09:00:04Z, LatestDeliveryAttemptSucceeded='t', LatestDeliveryAttemptTime='', LatestDeliveryError='AccessDenied', LatestDeliveryTime=2026-01-05T09:00:00Z, LatestDigestDeliveryError='d', LatestDigestDeliveryTime=2026-01-05T09:00:05Z, LatestNotificationAttemptSucceeded='s', LatestNotificationAttemptTime='2026-01-05T09:00:00Z', LatestNotificationError='', LatestNotificationTime=2026-01-05T09:00:01Z, StartLoggingTime=2026-01-05T09:00:02Z, StopLoggingTime=2026-01-05T09:00:03Z, TimeLoggingStarted='u', TimeLoggingStopped='v')"),
        ["ListTrails"] = (async c => await c.ListTrailsAsync(new ListTrailsRequest()),
            """{"Trails":[{"TrailARN":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit","Name":"audit","HomeRegion":"eu-west-1"}],"NextToken":null}""",
            "(Trails=[(HomeRegion='eu-west-1', Name='audit', TrailARN='arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit')])"),
        ["StartLogging"] = (async c => await c.StartLoggingAsync(new StartLoggingRequest()), "{}", "()"),
        ["StopLogging"] = (async c => await c.StopLoggingAsync(new StopLoggingRequest()), "{}", "()"),
        ["PutEventSelectors"] = (async c => await c.PutEventSelectorsAsync(new PutEventSelectorsRequest()), SelectorsJson, SelectorsText),
        ["GetEventSelectors"] = (async c => await c.GetEventSelectorsAsync(new GetEventSelectorsRequest()), SelectorsJson, SelectorsText),
        ["ListPublicKeys"] = (async c => await c.ListPublicKeysAsync(new ListPublicKeysRequest()),
            """{"PublicKeyList":[{"Value":"MIIBCgKCAQE=","ValidityStartTime":1767603600,"ValidityEndTime":"2026-01-05T10:00:00Z","Fingerprint":"f0"}],"NextToken":"n"}""",
            "(NextToken='n', PublicKeyList=[(Fingerprint='f0', ValidityEndTime=2026-01-05T10:00:00Z, ValidityStartTime=2026-01-05T09:00:00Z, Value=3082010A02820101)])"),
        ["AddTags"] = (async c => await c.AddTagsAsync(new AddTagsRequest()), "{}", "()"),
        ["RemoveTags"] = (async c => await c.RemoveTagsAsync(new RemoveTagsRequest()), "{}", "()"),
        ["ListTags"] = (async c => await c.ListTagsAsync(new ListTagsRequest()),
            """{"ResourceTagList":[{"ResourceId":"r","TagsList":[{"Key":"k","Value":"v"},{"Key":"bare"}]},{"ResourceId":"s","TagsList":[]}],"NextToken":"n"}""",
            "(NextToken='n', ResourceTagList=[(ResourceId='r', TagsList=[(Key='k', Value='v'), (Key='bare')]), (ResourceId='s', TagsList=[])])"),
        ["GetEventDataStore"] = (async c => await c.GetEventDataStoreAsync(new GetEventDataStoreRequest()),
            """
            {"EventDataStoreArn":"arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/3f2d","Name":"lake","Status":"ENABLED","AdvancedEventSelectors":[{"Name":"all","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}],
             "MultiRegionEnabled":true,"OrganizationEnabled":false,"RetentionPeriod":2557,"TerminationProtectionEnabled":true,"CreatedTimestamp":1767603600.5,"UpdatedTimestamp":1767603601,
             "KmsKeyId":"arn:aws:kms:eu-west-1:111122223333:key/k","BillingMode":"FIXED_RETENTION_PRICING","FederationStatus":"ENABLING","FederationRoleArn":"r","PartitionKeys":[{"Name":"calendarday","Type":"string"},{}]}
            """,
            "(AdvancedEventSelectors=[(FieldSelectors=[(Equals=['Management'], Field='eventCategory')], Name='all')], BillingMode=FIXED_RETENTION_PRICING, CreatedTimestamp=2026-01-05T09:00:00.5Z, EventDataStoreArn='arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/3f2d', FederationRoleArn='r', FederationStatus=ENABLING, KmsKeyId='arn:aws:kms:eu-west-1:111122223333:key/k', MultiRegionEnabled=true, Name='lake', OrganizationEnabled=false, PartitionKeys=[(Name='calendarday', Type='string'), ()], RetentionPeriod=2557, Status=ENABLED, TerminationProtectionEnabled=true, UpdatedTimestamp=2026-01-05T09:00:01Z)"),
        ["ListEventDataStores"] = (async c => await c.ListEventDataStoresAsync(new ListEventDataStoresRequest()),
            """
            {"EventDataStores":[{"EventDataStoreArn":"a","Name":"lake"},{"EventDataStoreArn":"b","Name":"old","TerminationProtectionEnabled":false,"Status":"PENDING_DELETION","AdvancedEventSelectors":[],
             "MultiRegionEnabled":false,"OrganizationEnabled":true,"RetentionPeriod":7,"CreatedTimestamp":1767603600,"UpdatedTimestamp":1767603601}],"NextToken":"n"}
            """,
            "(EventDataStores=[(EventDataStoreArn='a', Name='lake'), (AdvancedEventSelectors=[], CreatedTimestamp=2026-01-05T09:00:00Z, EventDataStoreArn='b', MultiRegionEnabled=false, Name='old', OrganizationEnabled=true, RetentionPeriod=7, Status=PENDING_DELETION, TerminationProtectionEnabled=false, UpdatedTimestamp=2026-01-05T09:00:01Z)], NextToken='n')"),
        ["GetInsightSelectors"] = (async c => await c.GetInsightSelectorsAsync(new GetInsightSelectorsRequest()), InsightJson, InsightText),
        ["PutInsightSelectors"] = (async c => await c.PutInsightSelectorsAsync(new PutInsightSelectorsRequest()), InsightJson, InsightText),
    };

    private const string TrailJson =
        """
        {"Name":"audit","S3BucketName":"logs","S3KeyPrefix":"p","SnsTopicName":"t","SnsTopicARN":"arn:aws:sns:eu-west-1:111122223333:t","IncludeGlobalServiceEvents":true,"IsMultiRegionTrail":false,
         "TrailARN":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit","LogFileValidationEnabled":true,"CloudWatchLogsLogGroupArn":"g","CloudWatchLogsRoleArn":"r","KmsKeyId":"k","IsOrganizationTrail":false}
        """;

    private const string TrailMembers =
        "CloudWatchLogsLogGroupArn='g', CloudWatchLogsRoleArn='r', IncludeGlobalServiceEvents=true, IsMultiRegionTrail=false, IsOrganizationTrail=false, KmsKeyId='k', LogFileValidationEnabled=true, Name='audit', S3BucketName='logs', S3KeyPrefix='p', SnsTopicARN='arn:aws:sns:eu-west-1:111122223333:t', SnsTopicName='t', TrailARN='arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit'";

    private const string SelectorsJson =
        """
        {"TrailARN":"a","EventSelectors":[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3"]}],"ExcludeManagementEventSources":[]}],
         "AdvancedEventSelectors":[{"Name":"n","FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"f","StartsWith":["1"],"EndsWith":["2"],"NotEquals":["3"],"NotStartsWith":["4"],"NotEndsWith":["5"]}]}]}
        """;

    private const string SelectorsText =
        "(AdvancedEventSelectors=[(FieldSelectors=[(Equals=['Data'], Field='eventCategory'), (EndsWith=['2'], Field='f', NotEndsWith=['5'], NotEquals=['3'], NotStartsWith=['4'], StartsWith=['1'])], Name='n')], EventSelectors=[(DataResources=[(Type='AWS::S3::Object', Values=['arn:aws:s3'])], ExcludeManagementEventSources=[], IncludeManagementEvents=true, ReadWriteType=All)], TrailARN='a')";

    private const string InsightJson =
        """{"TrailARN":"a","InsightSelectors":[{"InsightType":"ApiCallRateInsight","EventCategories":["Management"]},{"InsightType":"NewerThanThis"}],"EventDataStoreArn":"e","InsightsDestination":"d"}""";

    private const string InsightText =
        "(EventDataStoreArn='e', InsightSelectors=[(EventCategories=['Management'], InsightType=ApiCallRateInsight), (InsightType=NewerThanThis)], InsightsDestination='d', TrailARN='a')";

    public static TheoryData<string> Operations => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_member_is_read(string operation)
    {
        await using var server = new LoopbackServer(Reply.Json(Cases[operation].Answer));
        using var client = Clients.CloudTrail(server);
        var response = await Cases[operation].Call(client);
        Assert.Equal(Cases[operation].Expected, ObjectText.Of(response).Replace('\n', '⏎'));
        Assert.Equal(Reply.RequestId, response.ResponseMetadata.RequestId);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.HttpStatusCode);
    }

    [Fact]
    public async Task What_is_not_answered_is_null()
    {
        await using var server = new LoopbackServer(Reply.Json("""{"Events":null}"""));
        using var client = Clients.CloudTrail(server);
        var response = await client.LookupEventsAsync(new LookupEventsRequest(), TestContext.Current.CancellationToken);
        Assert.Null(response.Events);
        Assert.Null(response.NextToken);
    }

    [Fact]
    public async Task An_empty_body_is_an_empty_answer()
    {
        await using var server = new LoopbackServer(Reply.Json(""));
        using var client = Clients.CloudTrail(server);
        Assert.Equal("()", ObjectText.Of(await client.StopLoggingAsync(new StopLoggingRequest(), TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(64 * 1024)]
    [InlineData(1024 * 1024)]
    public async Task An_answer_that_does_not_say_how_long_it_is(int length)
    {
        var name = new string('x', length);
        await using var server = new LoopbackServer(Reply.Json($$"""{"Trails":[{"Name":"{{name}}"}]}""") with { Unsized = true });
        using var client = Clients.CloudTrail(server);
        Assert.Equal(name, Assert.Single((await client.ListTrailsAsync(new ListTrailsRequest(), TestContext.Current.CancellationToken)).Trails!).Name);
    }

    [Theory]
    [InlineData("<html>login</html>")]
    [InlineData("[]")]
    [InlineData("""{"Events":[{"EventId":"e1"},""")]
    [InlineData("""{"Events":{"EventId":"e1"}}""")]
    [InlineData("""{"Events":[{"EventTime":"yesterday"}]}""")]
    [InlineData("""{"Events":[{"EventId":5}]}""")]
    public async Task An_answer_that_is_none_is_an_error_and_no_empty_page(string body)
    {
        await using var server = new LoopbackServer(Reply.Json(body));
        using var client = Clients.CloudTrail(server);
        var error = await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.LookupEventsAsync(new LookupEventsRequest(), TestContext.Current.CancellationToken));
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public void Every_operation_is_here() =>
        Assert.Equal(typeof(IAmazonCloudTrail).GetMethods().Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal)).Select(m => m.Name[..^5]).Distinct().Order(), Cases.Keys.Order());
}
