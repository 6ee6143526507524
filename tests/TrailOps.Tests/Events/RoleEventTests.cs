using System.Text;

namespace TrailOps.Tests.Events;

/// <summary>What the properties of an event say, and which events a filter takes.</summary>
public class RoleEventTests
{
    private const string Identity =
        """ "userIdentity":{"type":"AssumedRole","principalId":"AROAX:from-principal","arn":"arn:aws:sts::111122223333:assumed-role/deployer/tf-1","accountId":"111122223333","accessKeyId":"ASIAX","invokedBy":"cloudformation.amazonaws.com","sessionContext":{"attributes":{"arn":"x"},"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/ci/deployer","userName":"deployer"}}} """;

    [Fact]
    public void Properties_are_those_of_the_record()
    {
        var json = "{" + Identity + """
            ,"eventTime":"2026-11-20T09:00:05Z","eventSource":"s3.amazonaws.com","eventName":"HeadBucket","eventID":"e","eventType":"AwsApiCall",
            "awsRegion":"eu-central-1","recipientAccountId":"444455556666","sourceIPAddress":"198.51.100.1","userAgent":"a\"b\u00e9","requestID":"r","readOnly":true,
            "errorCode":"NoSuchBucket","errorMessage":"gone","resources":[{"ARN":"arn:1"},{"arn":"arn:2"},{"ARNPrefix":"arn:3"},{"type":"x"},7]}
            """;
        var e = Only(json);
        Assert.Equal(new DateTime(2026, 11, 20, 9, 0, 5, DateTimeKind.Utc), e.EventTime);
        Assert.Equal(DateTimeKind.Utc, e.EventTime?.Kind);
        Assert.Equal(("s3.amazonaws.com", "HeadBucket", "e", "AwsApiCall"), (e.EventSource, e.EventName, e.EventId, e.EventType));
        Assert.Equal(("eu-central-1", "444455556666", "198.51.100.1", "a\"bé", "r"), (e.Region, e.AccountId, e.SourceIPAddress, e.UserAgent, e.RequestId));
        Assert.Equal(("arn:aws:iam::111122223333:role/ci/deployer", "deployer", "tf-1", "ASIAX"), (e.RoleArn, e.RoleName, e.SessionName, e.AccessKeyId));
        Assert.Equal((EventOutcome.Error, "NoSuchBucket", "gone", true), (e.Outcome, e.ErrorCode, e.ErrorMessage, e.ReadOnly));
        Assert.Equal(("cloudformation.amazonaws.com", "s3:ListBucket"), (e.InvokedBy, e.Action));
        Assert.Equal(["arn:1", "arn:2", "arn:3"], e.Resources);
        Assert.Equal(json.Trim(), e.Json);
    }

    [Fact]
    public void What_is_absent_null_or_of_another_type_is_null()
    {
        var e = Only("{" + Identity + ""","eventSource":"x","eventName":"y","eventTime":5,"awsRegion":null,"readOnly":"yes","errorCode":"","resources":{},"requestID":[]}""");
        Assert.Equal((null, null, null, null), (e.EventTime, e.Region, e.ReadOnly, e.RequestId));
        Assert.Equal((EventOutcome.Success, null, "111122223333"), (e.Outcome, e.Action, e.AccountId));
        Assert.Empty(e.Resources);
    }

    [Theory]
    [InlineData("\"eventName\":\"a\",\"eventName\":\"b\"", "b")]
    [InlineData("\"event\\u004eame\":\"a\"", "a")]
    [InlineData("\"eventName\":\"\\u0061\\ud83d\\ude00\"", "a😀")]
    [InlineData("\"eventName\":\"a\",\"requestParameters\":{\"eventName\":\"b\"}", "a")]
    public void Names_are_taken_as_JSON_means_them(string members, string expected) =>
        Assert.Equal(expected, Only("{" + Identity + ",\"eventSource\":\"x\"," + members + "}").EventName);

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_reported_and_the_event_comes_out()
    {
        var bytes = Encoding.UTF8.GetBytes("{" + Identity + ",\"eventSource\":\"x\",\"eventName\":\"y?\"}");
        bytes[^3] = 0xFF;
        var reading = Logs.Read(bytes);
        Assert.Equal("y\uFFFD", Assert.Single(reading.Events).EventName);
        Assert.Equal(LogDamageKind.InvalidJson, reading.Damage?.Kind);
    }

    [Theory]
    [InlineData("2026-11-20T09:00:05Z", 5.0)]
    [InlineData("2026-11-20T09:00:05.250Z", 5.25)]
    [InlineData("2026-11-20T10:00:05+01:00", 5.0)]
    [InlineData("2026-11-20T09:00:05", 5.0)]
    [InlineData("soon", null)]
    public void Times_are_UTC(string text, double? seconds) =>
        Assert.Equal(
            seconds is null ? null : new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc).AddSeconds(seconds.Value),
            Only("{" + Identity + $",\"eventSource\":\"x\",\"eventName\":\"y\",\"eventTime\":\"{text}\"}}").EventTime);

    [Theory]
    [InlineData("AccessDenied", EventOutcome.AccessDenied)]
    [InlineData("Client.UnauthorizedOperation", EventOutcome.AccessDenied)]
    [InlineData("AccessDeniedException", EventOutcome.AccessDenied)]
    [InlineData("ThrottlingException", EventOutcome.Error)]
    public void Outcome_goes_by_the_code(string code, EventOutcome expected) =>
        Assert.Equal(expected, Only("{" + Identity + $",\"eventSource\":\"x\",\"eventName\":\"y\",\"errorCode\":\"{code}\"}}").Outcome);

    [Fact]
    public void Borders_belong_to_the_window_and_an_event_without_time_is_reported()
    {
        var time = new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);
        var text = Logs.Record("a") + "\n" + Logs.Record("b").Replace("\"2026-11-20T09:00:00Z\"", "null", StringComparison.Ordinal);
        Assert.Equal("a", Read(text, new RoleEventFilter { StartTime = time, EndTime = time }).Ids);
        Assert.NotNull(Read(text, new RoleEventFilter { StartTime = time }).Damage);
        Assert.Equal("", Read(text, new RoleEventFilter { StartTime = time.AddSeconds(1) }).Ids);
        Assert.Equal("", Read(text, new RoleEventFilter { EndTime = time.AddSeconds(-1) }).Ids);
        Assert.Equal("a b", Read(text, new RoleEventFilter()).Ids);
    }

    [Fact]
    public void Each_filter_takes_what_it_names()
    {
        var text = "{" + Identity + ""","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"eu-west-1","recipientAccountId":"1","readOnly":false}""";
        Assert.Single(Read(text, new RoleEventFilter { EventName = n => n == "GetObject", EventSource = s => s == "s3.amazonaws.com", SessionName = s => s == "tf-1" }).Events);
        Assert.Single(Read(text, new RoleEventFilter { AccessKeyIds = ["ASIAX"], Regions = ["EU-WEST-1"], AccountIds = ["2", "1"], Outcomes = [EventOutcome.Success], ReadOnly = false }).Events);
        Assert.Empty(Read(text, new RoleEventFilter { EventName = _ => false }).Events);
        Assert.Empty(Read(text, new RoleEventFilter { EventSource = _ => false }).Events);
        Assert.Empty(Read(text, new RoleEventFilter { SessionName = _ => false }).Events);
        Assert.Empty(Read(text, new RoleEventFilter { AccessKeyIds = ["x"] }).Events);
        Assert.Empty(Read(text, new RoleEventFilter { Regions = ["us-east-1"] }).Events);
        Assert.Empty(Read(text, new RoleEventFilter { AccountIds = ["2"] }).Events);
        Assert.Empty(Read(text, new RoleEventFilter { Outcomes = [EventOutcome.Error, EventOutcome.AccessDenied] }).Events);
        Assert.Empty(Read(text, new RoleEventFilter { ReadOnly = true }).Events);
    }

    private static RoleEvent Only(string json) => Assert.Single(Logs.Read(json).Events);

    private static Logs.Reading Read(string text, RoleEventFilter filter) => Logs.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), filter);
}
