using System.Text;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>Members that stand twice, that are of the wrong type, or whose text is none.</summary>
public class RecordParserTests
{
    private const string Issuer = """ "sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/a"} """;

    /// <summary>A lone half of a surrogate pair, in names longer and shorter than those that are looked for.</summary>
    private const string Lone = "\\ud800";

    [Theory]
    [InlineData(Issuer, "a")]
    [InlineData(""" "sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/b"},""" + Issuer, "a")]
    [InlineData(Issuer + ""","sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/b"} """, "b")]
    [InlineData(Issuer + ""","sessionIssuer":null""", "session")]
    [InlineData(Issuer + ""","sessionIssuer":"x" """, "session")]
    [InlineData(Issuer + ""","sessionIssuer":{}""", "session")]
    [InlineData(""" "sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/b","arn":"arn:aws:iam::111122223333:role/a"} """, "a")]
    [InlineData(""" "sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/b","arn":7} """, "session")]
    [InlineData(""" "session\u0049ssuer":{"\u0061rn":"arn:aws:iam::111122223333:role/a"} """, "a")]
    [InlineData(""" "attributes":{"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/b"}},""" + Issuer, "a")]
    public void Of_issuers_that_stand_twice_the_last_counts(string context, string role) =>
        Assert.Equal(role, RoleOf("""{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/session/s","sessionContext":{""" + context + "}}"));

    [Theory]
    [InlineData(""" {"type":"IAMUser"},"userIdentity":@ """, "a")]
    [InlineData(""" @,"userIdentity":{"type":"AssumedRole"} """, "")]
    [InlineData(""" @,"userIdentity":null """, "")]
    [InlineData(""" @,"userIdentity":"x" """, "")]
    [InlineData(""" @,"userIdentity":[@] """, "")]
    [InlineData(""" @,"user\u0049dentity":{} """, "")]
    [InlineData(""" @,"x":{"userIdentity":null} """, "a")]
    public void Of_identities_that_stand_twice_the_last_counts(string identities, string role) =>
        Assert.Equal(role, RoleOf(identities.Replace("@", "{\"type\":\"AssumedRole\",\"sessionContext\":{" + Issuer + "}}", StringComparison.Ordinal)));

    [Theory]
    [InlineData(""" "sessionContext":{},"sessionContext":{@} """, "a")]
    [InlineData(""" "sessionContext":{@},"sessionContext":{} """, "")]
    [InlineData(""" "sessionContext":{@},"sessionContext":null """, "")]
    [InlineData(""" "sessionContext":[{@}] """, "")]
    [InlineData(""" "type":"IAMUser","sessionContext":{@} """, "")]
    [InlineData(""" "type":null,"sessionContext":{@} """, "")]
    [InlineData(""" "type":"","sessionContext":{@} """, "")]
    public void Of_session_contexts_that_stand_twice_the_last_counts(string members, string role) =>
        Assert.Equal(role, RoleOf("{\"type\":\"AssumedRole\"," + members.Replace("@", Issuer, StringComparison.Ordinal) + "}"));

    [Theory]
    [InlineData("\"", "\":1,")]
    [InlineData("\"userIdentity\":{\"", "\":1,")]
    [InlineData("\"userIdentity\":{\"sessionContext\":{\"", "\":1,")]
    [InlineData("\"userIdentity\":{\"sessionContext\":{\"sessionIssuer\":{\"", "\":1,")]
    public void Names_that_are_no_text_disturb_nothing(string before, string after)
    {
        for (var count = 1; count < 16; count++)
        {
            foreach (var tail in new[] { "", "x", "Records", "\\udc00\\ud800" })
            {
                var name = string.Concat(Enumerable.Repeat(Lone, count)) + tail;
                var close = new string('}', before.Count(c => c == '{'));
                var bad = before + name + after.TrimEnd(',') + close + ",";
                var text = Logs.Record("a") + "\n{" + bad + Logs.Record("b")[1..] + "\n" + Logs.Record("c");
                var reading = Logs.Read(text);
                Assert.Equal(("a b c", null), (reading.Ids, reading.Damage?.Detail));

                // As the first member of a document, too.
                reading = Logs.Read("{\"" + name + "\":1,\"Records\":[" + Logs.Record("a") + "]}");
                Assert.Equal(("a", null), (reading.Ids, reading.Damage?.Detail));
            }
        }
    }

    [Theory]
    [InlineData("\"eventTime\":\"2026-11-20T09:00:00Z\",", null)]
    [InlineData("\"eventTime\":\"2026-11-20T09\\u003a00:00Z\",", "2026-11-20T09:00:00.0000000Z")]
    [InlineData("\"eventTime\":\"2026-11-20T09:00:00.1234567Z\",", "2026-11-20T09:00:00.1234567Z")]
    [InlineData("\"eventTime\":\"2026-11-20T09:00:00-11:30\",", "2026-11-20T20:30:00.0000000Z")]
    [InlineData("\"eventTime\":\"9999-12-31T23:59:59-14:00\",", "")]
    [InlineData("\"eventTime\":\"2026-02-29T00:00:00Z\",", "")]
    [InlineData("\"eventTime\":\"2024-02-29T00:00:00Z\",", "2024-02-29T00:00:00.0000000Z")]
    [InlineData("\"eventTime\":\"2026-11-20T23:59:60Z\",", "")]
    [InlineData("\"eventTime\":\"10:00\",", "")]
    [InlineData("\"eventTime\":\"11/20/2026\",", "")]
    [InlineData("\"eventTime\":\"2026-11\",", "")]
    [InlineData("\"eventTime\":\"Nov 20 2026\",", "")]
    [InlineData("\"eventTime\":\"\",", "")]
    [InlineData("\"eventTime\":null,", "")]
    [InlineData("\"eventTime\":1795165200,", "")]
    [InlineData("\"eventTime\":\"２０２６-11-20T09:00:00Z\",", "")]
    public void Times_are_ISO_8601_or_none(string member, string? expected)
    {
        var json = Logs.Record("a").Replace("\"eventTime\":\"2026-11-20T09:00:00Z\",", member, StringComparison.Ordinal);
        var time = Assert.Single(Logs.Read(json).Events).EventTime;
        Assert.Equal(expected ?? "2026-11-20T09:00:00.0000000Z", time?.ToString("O") ?? "");
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("[{\"ARN\":\"a\"}]", "a")]
    [InlineData("[{\"arn\":\"a\"},{\"ARNPrefix\":\"b\"},{\"Arn\":\"c\"}]", "a b")]
    [InlineData("[{\"ARN\":null,\"arn\":\"a\"}]", "a")]
    [InlineData("[{\"ARN\":\"a\",\"ARN\":\"b\"}]", "b")]
    [InlineData("[{\"\\u0041RN\":\"\\u0061\\/\"}]", "a/")]
    [InlineData("[{\"x\":{\"ARN\":\"a\"}},[{\"ARN\":\"a\"}],\"a\",null,7]", "")]
    [InlineData("{\"ARN\":\"a\"}", "")]
    [InlineData("\"a\"", "")]
    [InlineData("null", "")]
    [InlineData("[{\"ARN\":\"x\\ud800y\"},{\"ARN\":\"b\"}]", "x\\ud800y b")]
    [InlineData("[{\"\\ud800ARN\":\"x\",\"ARN\":\"b\"}]", "b")]
    [InlineData("[{\"ARN\":\"\"},{\"ARN\":\"b\"}]", "b")]
    public void Resources_are_the_ARNs_that_are_texts(string resources, string expected) =>
        Assert.Equal(expected, string.Join(" ", Assert.Single(Logs.Read(Logs.Record("a", extra: ",\"resources\":" + resources)).Events).Resources));

    [Theory]
    [InlineData("{\"service\":\"x\\ud800\"}", "x\\ud800")]
    [InlineData("{\"service\":\"application-autoscaling\"}", "application-autoscaling")]
    [InlineData("{\"service\":\"a\",\"service\":\"b\"}", "b")]
    [InlineData("{\"service\":7}", null)]
    [InlineData("{\"x\":{\"service\":\"a\"}}", null)]
    [InlineData("{\"\\ud800rvice\":1,\"ser\\u0076ice\":\"a\"}", "a")]
    [InlineData("\"service\"", null)]
    [InlineData("\"{\\\"service\\\":\\\"a\\\"}\"", null)]
    [InlineData("[\"service\"]", null)]
    [InlineData("null", null)]
    public void The_called_service_is_a_text_right_inside(string data, string? expected)
    {
        var json = Logs.Record("a", extra: ",\"additionalEventData\":" + data).Replace("s3.amazonaws.com", "autoscaling.amazonaws.com", StringComparison.Ordinal);
        Assert.Equal(expected, Assert.Single(Logs.Read(json).Events).CalledService);
    }

    [Fact]
    public void Properties_of_bytes_that_are_no_text_do_not_throw()
    {
        var text = Encoding.UTF8.GetBytes(Logs.Record(
            "a?",
            extra: ",\"resources\":[{\"ARN\":\"?\"},{\"?\":\"x\"}],\"additionalEventData\":{\"service\":\"?\",\"?\":\"\"},\"errorCode\":\"?\",\"userAgent\":\"?\\ud800\",\"requestParameters\":{\"?\":\"\\udc00\"}")
            .Replace("s3.amazonaws.com", "autoscaling.amazonaws.com", StringComparison.Ordinal));
        var bytes = text.Select(b => b == '?' ? (byte)0xFF : b).ToArray();
        var e = Assert.Single(Logs.Read(bytes).Events);
        foreach (var property in typeof(RoleEvent).GetProperties())
        {
            property.GetValue(e);
        }

        Assert.Equal(("a\uFFFD", "\uFFFD", EventOutcome.Error), (e.EventId, e.CalledService, e.Outcome));
        Assert.Equal(["\uFFFD"], e.Resources);
    }

    private static string RoleOf(string identity)
    {
        var record = Encoding.UTF8.GetBytes($$"""{"eventSource":"s","eventName":"n","userIdentity":{{identity}}}""");
        return Encoding.UTF8.GetString(RoleAttribution.Of(record, RecordParser.Parse(record)).Name);
    }
}
