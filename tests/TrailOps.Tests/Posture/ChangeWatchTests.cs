using TrailOps.Posture;
using TrailOps.Trails;

namespace TrailOps.Tests.Posture;

/// <summary>Which calls that change a trail a metric filter or a rule sees, by its pattern.</summary>
public sealed class ChangeWatchTests
{
    private const string Cis = "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }";
    private const string All = "CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging PutEventSelectors PutInsightSelectors";
    private static readonly TrailChange Change = new(new TrailDelivery("aws", "111122223333", "us-east-1", "evidence", "example-evidence", null));

    /// <summary>What is told as unclear stands behind a question mark.</summary>
    [Theory]
    [InlineData(Cis, "CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging")]
    [InlineData("{($.eventName=\"StopLogging\")||($.eventName=\"DeleteTrail\")}", "DeleteTrail StopLogging")]
    [InlineData("{ $.eventSource = cloudtrail.amazonaws.com && ($.eventName = Stop* || $.eventName = \"*Trail\") }", "CreateTrail UpdateTrail DeleteTrail StopLogging")]
    [InlineData("{ $.eventSource = \"cloudtrail.amazonaws.com\" && $.readOnly IS FALSE }", All)]
    [InlineData("{ $.readOnly IS TRUE }", "")]
    [InlineData("{ $.eventName = %^Stop|^Delete% }", "DeleteTrail StopLogging")]
    [InlineData("{ $.eventName != StopLogging }", "CreateTrail UpdateTrail DeleteTrail StartLogging PutEventSelectors PutInsightSelectors")]
    [InlineData("{ $.errorCode NOT EXISTS && $.eventName = StopLogging }", "StopLogging")]
    [InlineData("{ $.errorCode = AccessDenied && $.eventName = StopLogging }", "")]
    [InlineData("{ $.errorCode EXISTS }", "")]
    [InlineData("{ $.responseElements IS NULL }", "DeleteTrail StartLogging StopLogging")]

    // By whom: nobody knows, so that what takes somebody in leaves others out, of whom nobody is told.
    [InlineData("{ $.eventName = StopLogging && $.userIdentity.arn != \"arn:aws:iam::111122223333:role/terraform\" }", "StopLogging")]
    [InlineData("{ $.eventName = StopLogging && $.userIdentity.type = Root }", "")]
    [InlineData("{ $.eventName = StopLogging && $.userIdentity.type = AssumedRole }", "")]
    [InlineData("{ $.eventName = StopLogging && $.userIdentity.type != Root }", "")]
    [InlineData("{ $.eventName = StopLogging && $.userIdentity.sessionContext.sessionIssuer.arn = \"*:role/*\" }", "")]
    [InlineData("{ $.eventName = StopLogging && $.userIdentity.sessionContext.sessionIssuer.arn != \"*:role/terraform\" }", "?StopLogging")]
    [InlineData("{ $.eventName = StopLogging && $.userIdentity.sessionContext.attributes.mfaAuthenticated != \"true\" }", "")]
    [InlineData("{ $.eventName = StopLogging && $.userAgent = aws-cli* }", "")]
    [InlineData("{ $.eventName = StopLogging && $.sourceIPAddress = 198.51.* }", "")]
    [InlineData("{ $.eventName = StopLogging && $.requestParameters.name = \"arn:aws:cloudtrail:us-east-1:111122223333:trail/evidence\" }", "")]
    [InlineData("{ $.eventName = StopLogging && $.requestParameters.name = \"*evidence\" }", "StopLogging")]
    [InlineData("{ $['eventName'] = StopLogging }", "StopLogging")]
    [InlineData("{ $.recipientAccountId = 111122223333 && $.eventName = DeleteTrail }", "DeleteTrail")]
    [InlineData("{ $.recipientAccountId = 444455556666 && $.eventName = DeleteTrail }", "")]
    [InlineData("{ $.awsRegion = eu-* }", "")]

    // What the documentation does not say.
    [InlineData("{ $.errorCode != AccessDenied }", "?" + All)]
    [InlineData("{ $.errorCode != AccessDenied && $.eventName = StopLogging }", "?StopLogging")]
    [InlineData("{ $.errorCode != AccessDenied || $.eventName = StopLogging }", "StopLogging ?CreateTrail UpdateTrail DeleteTrail StartLogging PutEventSelectors PutInsightSelectors")]
    [InlineData("[ip, user, ...]", "?" + All)]
    [InlineData("{ $.eventName = StopLogging", "?" + All)]
    [InlineData("{ $.eventName == StopLogging ||| }", "?" + All)]
    [InlineData("{ eventName = StopLogging }", "?" + All)]
    [InlineData("{ }", "?" + All)]

    // Words.
    [InlineData("", All)]
    [InlineData("StopLogging", "StopLogging")]
    [InlineData("\"cloudtrail.amazonaws.com\" StopLogging", "StopLogging")]
    [InlineData("?StopLogging ?DeleteTrail", "DeleteTrail StopLogging")]
    [InlineData("cloudtrail -StopLogging", "CreateTrail UpdateTrail DeleteTrail StartLogging PutEventSelectors PutInsightSelectors")]
    [InlineData("%StopLogging|DeleteTrail%", "DeleteTrail StopLogging")]
    [InlineData("stoplogging", "")]

    // Whether a word within a longer one is one is not said; nor what a minus is within one, or beside a question mark.
    [InlineData("Trail", "?CreateTrail UpdateTrail DeleteTrail")]
    [InlineData("cloudtrail -Logging", "CreateTrail UpdateTrail DeleteTrail PutEventSelectors PutInsightSelectors ?StartLogging StopLogging")]
    [InlineData("cloudtrail-StopLogging", "?" + All)]
    [InlineData("?StopLogging ?DeleteTrail -ConsoleLogin", "?DeleteTrail StopLogging")]
    [InlineData("%Stop% %Logging%", "?" + All)]
    [InlineData("\"\\\"eventName\\\":\\\"StopLogging\\\"\"", "StopLogging")]
    public void Filters(string pattern, string sees) => Assert.Equal(sees, Seen(ChangeWatch.OfFilter("f", pattern, Change)));

    [Theory]
    [InlineData("""{"source":["aws.cloudtrail"],"detail-type":["AWS API Call via CloudTrail"],"detail":{"eventSource":["cloudtrail.amazonaws.com"],"eventName":["StopLogging","DeleteTrail","UpdateTrail"]}}""", "UpdateTrail DeleteTrail StopLogging")]
    [InlineData("""{"source":["aws.cloudtrail"]}""", All)]
    [InlineData("""{"source":["aws.iam"]}""", "")]
    [InlineData("""{"detail":{"eventName":[{"prefix":"Stop"},{"suffix":"Trail"}]}}""", "CreateTrail UpdateTrail DeleteTrail StopLogging")]
    [InlineData("""{"detail":{"eventName":[{"prefix":{"equals-ignore-case":"stop"}}]}}""", "StopLogging")]
    [InlineData("""{"detail":{"eventName":[{"wildcard":"*Log*"},{"equals-ignore-case":"deletetrail"}]}}""", "DeleteTrail StartLogging StopLogging")]
    [InlineData("""{"detail":{"eventName":[{"wildcard":"Stop\\*"}]}}""", "")]
    [InlineData("""{"detail":{"eventName":[{"anything-but":["StopLogging","StartLogging"]}],"eventSource":["cloudtrail.amazonaws.com"]}}""", "CreateTrail UpdateTrail DeleteTrail PutEventSelectors PutInsightSelectors")]
    [InlineData("""{"detail":{"eventName":[{"anything-but":{"prefix":["Put","St"]}}]}}""", "CreateTrail UpdateTrail DeleteTrail")]
    [InlineData("""{"detail":{"errorCode":[{"exists":false}],"eventName":["StopLogging"]}}""", "StopLogging")]
    [InlineData("""{"detail":{"errorCode":[{"exists":true}]}}""", "")]
    [InlineData("""{"detail":{"errorCode":[{"anything-but":"AccessDenied"}]}}""", "")]

    // An object is no leaf, and a list without items has none.
    [InlineData("""{"detail":{"userIdentity":[{"exists":true}]}}""", "")]
    [InlineData("""{"detail":{"userIdentity":[{"anything-but":"Root"}]}}""", "")]
    [InlineData("""{"resources":[{"anything-but":"x"}]}""", "")]
    [InlineData("""{"resources":[{"exists":true}]}""", "?" + All)]
    [InlineData("""{"detail":{"responseElements":[{"anything-but":"x"}]}}""", "?DeleteTrail StartLogging StopLogging")]
    [InlineData("""{"detail":{"userIdentity":{"type":["AssumedRole","Root"]}}}""", "")]
    [InlineData("""{"detail":{"userIdentity":{"sessionContext":{"sessionIssuer":{"userName":[{"anything-but":"terraform"}]}}}}}""", "")]
    [InlineData("""{"detail":{"userIdentity":{"arn":[{"anything-but":{"suffix":"role/terraform"}}]},"eventName":["StopLogging"]}}""", "StopLogging")]
    [InlineData("""{"detail":{"readOnly":[false],"eventName":["StopLogging"]}}""", "StopLogging")]
    [InlineData("""{"detail":{"readOnly":["false"]}}""", "")]
    [InlineData("""{"detail":{"responseElements":[null],"eventName":["StopLogging"]}}""", "StopLogging")]
    [InlineData("""{"$or":[{"detail":{"eventName":["StopLogging"]}},{"detail":{"eventName":["DeleteTrail"]}}]}""", "DeleteTrail StopLogging")]
    [InlineData("""{"account":["444455556666"]}""", "")]
    [InlineData("""{"detail":{"userIdentity":{"type":["Root"]}}}""", "")]
    [InlineData("""{"resources":["arn:aws:cloudtrail:us-east-1:111122223333:trail/evidence"]}""", "")]
    [InlineData("""{"detail":{"sourceIPAddress":[{"cidr":"10.0.0.0/8"}],"eventName":["StopLogging"]}}""", "?StopLogging")]
    [InlineData("""{"detail":{"eventName":"StopLogging"}}""", "?" + All)]
    [InlineData("not json", "?" + All)]
    [InlineData("[]", "?" + All)]
    public void Rules(string pattern, string sees) => Assert.Equal(sees, Seen(ChangeWatch.OfRule("r", pattern, Change)));

    [Fact]
    public void Nothing_that_is_nested_deeply_or_odd_breaks_it()
    {
        foreach (var pattern in new[] { new string('a', 3_000) + "!", "{" + new string('(', 100_000) + "}", "{ $.a = %[% }", "%[%", "{ $.a[99999999999] = 1 }", "{ $.eventName = \"\\\\ }", "{ $ = 1 }", "\"", "-", "?", "{ $.eventName = %a }", "%" + string.Concat(Enumerable.Repeat("[a-z]{1,500}", 80)) + "Z%", "{ $.eventName = %" + string.Concat(Enumerable.Repeat(".*a", 300)) + "% }", "{ $.eventName = \"" + string.Concat(Enumerable.Repeat("*a", 2_000)) + "\" }" })
        {
            Assert.All(ChangeWatch.OfFilter("f", pattern, Change).Sees.Values, sees => Assert.NotEqual(true, sees));
        }

        foreach (var pattern in new[] { new string('[', 5_000), "{\"a\":" + string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "[1]" + new string('}', 61), """{"detail":{"eventName":[{"wildcard":"("}]}}""", """{"detail":{"eventName":[{}]}}""", """{"detail":{"eventName":[{"prefix":1}]}}""", """{"$or":1}""", """{"detail":{"eventName":["\ud800"]}}""", """{"detail":{"\ud800":["StopLogging"]}}""", """{"detail":{"eventName":[{"prefix":"\ud800"}]}}""", """{"detail":{"readOnly":[1e999]}}""", "{\"detail\":{\"eventName\":[{\"wildcard\":\"" + string.Concat(Enumerable.Repeat("*a", 1_000)) + "\"}]}}" })
        {
            Assert.All(ChangeWatch.OfRule("r", pattern, Change).Sees.Values, sees => Assert.NotEqual(true, sees));
        }
    }

    [Theory]
    [InlineData("Sum", "GreaterThanOrEqualToThreshold", 1, 1, null, true)]
    [InlineData("Maximum", "GreaterThanThreshold", 0, 1, "notBreaching", true)]
    [InlineData("SampleCount", "GreaterThanOrEqualToThreshold", 1, 1, "ignore", true)]
    [InlineData("Average", "GreaterThanOrEqualToThreshold", 1, 1, null, true)]
    [InlineData("Sum", "GreaterThanThreshold", 1, 1, null, false)]
    [InlineData("Sum", "GreaterThanOrEqualToThreshold", 1000, 1, null, false)]
    [InlineData("Sum", "GreaterThanOrEqualToThreshold", 1, 1, "breaching", false)]
    [InlineData("Sum", "GreaterThanOrEqualToThreshold", 1, 3, null, null)]
    [InlineData("Sum", "LessThanThreshold", 5, 1, null, null)]
    [InlineData(null, "GreaterThanOrEqualToThreshold", 1, 1, null, null)]
    public void Alarms(string? statistic, string comparison, double threshold, int periods, string? missing, bool? tells)
    {
        MetricAlarm alarm = new("A", true) { Statistic = statistic, Comparison = comparison, Threshold = threshold, Periods = periods, Missing = missing };
        MetricCount counted = new(1, null, "None");
        Assert.Equal(tells, alarm.Judge(counted).Tells);
        Assert.Equal(tells == true, alarm.Judge(counted).Why is null);
        Assert.Equal(false, (alarm with { Acts = false }).Judge(counted).Tells);
        Assert.Equal(false, (alarm with { Unit = "Bytes" }).Judge(counted).Tells);
        Assert.Equal(statistic == "SampleCount" && tells == true, alarm.Judge(counted with { Value = null }).Tells == true);
        Assert.Equal((false, "A is in alarm all the time"), (alarm with { Comparison = "GreaterThanThreshold", Threshold = -1 }).Judge(counted with { Default = 0 }));
    }

    private static string Seen(ChangeWatch watch)
    {
        string Calls(bool? sees) => string.Join(' ', watch.Sees.Where(call => call.Value == sees).Select(call => call.Key));
        return $"{Calls(true)} {(Calls(null) is { Length: > 0 } unclear ? "?" + unclear : "")}".Trim();
    }
}
