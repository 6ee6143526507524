using System.Management.Automation;
using System.Text.Json.Nodes;
using TrailOps.LocalAws;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>Whether somebody is told of a trail's changes: by alarms, of which AuditTrailAttackTests has the attacks, and by rules of EventBridge.</summary>
public sealed class ChangeAlarmTests
{
    private const string Rule = "TrailOpsTrailChanges";

    [Fact]
    public async Task A_rule_does_where_the_trail_has_no_log_group()
    {
        await using var aws = await Evidence.StartAsync();
        using AwsCli cli = new(aws.Url, ("default", aws.Server.RootKeys));
        var check = Check(aws);
        Assert.Equal((false, "No alarm of a metric filter and no rule of EventBridge tells of DeleteTrail, StopLogging, UpdateTrail."), (check.Value("Passed"), check.Value("Evidence")));
        var remedy = ((string)check.Value("Remedy")!).Replace("<topic ARN>", "arn:aws:sns:us-east-1:111122223333:audit", StringComparison.Ordinal);
        Passes("The rule TrailOpsTrailChanges tells of DeleteTrail, StopLogging, UpdateTrail.");

        // Each is an attack, and ends with the remedy.
        await AskAsync("DisableRule", $$"""{"Name":"{{Rule}}"}""");
        Fails("The rule TrailOpsTrailChanges: it is disabled.");
        await AskAsync("RemoveTargets", $$"""{"Rule":"{{Rule}}","Ids":["topic"]}""");
        Fails("The rule TrailOpsTrailChanges: it has no target.");
        await PutRuleAsync(aws, Rule, """{"detail":{"eventName":["StopLogging","DeleteTrail"]}}""");
        Assert.Equal("No alarm of a metric filter and no rule of EventBridge tells of UpdateTrail.", Check(aws).Value("Evidence"));
        Assert.Equal(0, Assert.Single(cli.Run("us-east-1", $"aws events put-rule --name {Rule} --schedule-expression 'rate(1 day)'")).Code);
        Fails("no rule of EventBridge tells of DeleteTrail, StopLogging, UpdateTrail");

        // What can't be told by the pattern is neither.
        await PutRuleAsync(aws, Rule, """{"source":["aws.cloudtrail"],"detail":{"sourceIPAddress":[{"cidr":"198.51.100.0/24"}]}}""");
        check = Check(aws);
        Assert.Null(check.Value("Passed"));
        Assert.StartsWith("Whether the rule TrailOpsTrailChanges sees DeleteTrail, StopLogging, UpdateTrail can't be told by its pattern, {", (string)check.Value("Evidence")!, StringComparison.Ordinal);

        // Two do it together, though one is behind many others.
        await PutRuleAsync(aws, Rule, """{"detail":{"eventName":["StopLogging","DeleteTrail"]}}""");
        for (var i = 0; i < 101; i++)
        {
            await PutRuleAsync(aws, $"Other{i:d3}", """{"source":["aws.ec2"]}""");
        }

        await PutRuleAsync(aws, "Updates", """{"source":["aws.cloudtrail"],"detail":{"eventName":[{"prefix":"Update"}]}}""");
        await PutTargetAsync(aws, "Updates");
        check = Check(aws);
        Assert.Equal((true, "The rule TrailOpsTrailChanges, the rule Updates tell of DeleteTrail, StopLogging, UpdateTrail, but not of PutEventSelectors and PutInsightSelectors."), (check.Value("Passed"), check.Value("Evidence")));

        Assert.Equal(2, aws.Requests.Reverse().TakeWhile(request => request.Operation != "DescribeTrails").Count(request => request.Operation == "ListRules"));

        void Passes(string evidence)
        {
            Assert.All(cli.Run("us-east-1", remedy.Split("; ")), run => Assert.True(run.Code == 0, run.Errors));
            var mended = Check(aws);
            Assert.Equal((true, evidence, null), (mended.Value("Passed"), mended.Value("Evidence"), mended.Value("Remedy")));
        }

        void Fails(string evidence)
        {
            var found = Check(aws);
            Assert.Equal(false, found.Value("Passed"));
            Assert.Contains(evidence, (string)found.Value("Evidence")!, StringComparison.Ordinal);
            Passes("The rule TrailOpsTrailChanges tells of DeleteTrail, StopLogging, UpdateTrail.");
        }

        Task AskAsync(string operation, string body) => aws.Root().JsonAsync("events", operation, body);
    }

    [Fact]
    public async Task What_may_not_be_read_is_told_where_nothing_else_does()
    {
        await using var aws = await Evidence.StartAsync();
        await PutRuleAsync(aws, Rule, """{"source":["aws.cloudtrail"]}""");
        await PutTargetAsync(aws, Rule);
        Assert.Equal(true, Check(aws).Value("Passed"));
        foreach (var action in new[] { "events:ListRules", "events:ListTargetsByRule" })
        {
            var keys = aws.Server.World.Account.AddUser($"without-{action.Replace(':', '-')}", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"{{action}}","Resource":"*"}]}""");
            aws.SetKeys(keys);
            var check = Check(aws);
            Assert.Null(check.Value("Passed"));
            Assert.Contains("AccessDenied", (string)check.Value("Evidence")!, StringComparison.Ordinal);
            Assert.EndsWith($"({action}).", (string)check.Value("Evidence")!, StringComparison.Ordinal);
        }

        // With an alarm there is nothing to look for in rules that may not be read.
        aws.SetKeys(aws.Server.RootKeys);
        await AddAlarmAsync(aws, """["arn:aws:sns:us-east-1:111122223333:audit"]""");
        aws.SetKeys(aws.Server.World.Account.AddUser("reader", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"events:*","Resource":"*"}]}"""));
        Assert.Equal((true, "The metric filter Changes tells of DeleteTrail, StopLogging, UpdateTrail, but not of PutInsightSelectors."), (Check(aws).Value("Passed"), Check(aws).Value("Evidence")));
    }

    [Fact]
    public async Task An_alarm_that_does_nothing_tells_nobody()
    {
        await using var aws = await Evidence.StartAsync();
        await AddAlarmAsync(aws, "[]");
        Assert.Equal(
            (false, "No alarm of a metric filter and no rule of EventBridge tells of DeleteTrail, StopLogging, UpdateTrail. The metric filter Changes: the actions of Alarm are off, or it has none."),
            (Check(aws).Value("Passed"), Check(aws).Value("Evidence")));

        // Another alarm of the same metric does, behind a page of other filters.
        for (var i = 0; i < 51; i++)
        {
            await aws.Root().JsonAsync("logs", "PutMetricFilter", $$"""{"logGroupName":"audit","filterName":"A{{i:d3}}","filterPattern":"{ $.eventName = ConsoleLogin }","metricTransformations":[{"metricName":"Logins","metricNamespace":"Audit","metricValue":"1"}]}""");
        }

        await aws.Root().JsonAsync("monitoring", "PutMetricAlarm", """{"AlarmName":"Second","Namespace":"Audit","MetricName":"Changes","Statistic":"Sum","Threshold":1,"EvaluationPeriods":1,"ComparisonOperator":"GreaterThanOrEqualToThreshold","AlarmActions":["arn:aws:sns:us-east-1:111122223333:audit"]}""");
        aws.Server.Log.Clear();
        Assert.Equal(true, Check(aws).Value("Passed"));
        Assert.Equal((2, 1), (aws.Requests.Count(request => request.Operation == "DescribeMetricFilters"), aws.Requests.Count(request => request.Operation == "DescribeAlarmsForMetric")));
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task An_alarm_that_one_call_does_not_set_off_tells_nobody_and_neither_does_one_that_hears_nothing()
    {
        await using var aws = await Evidence.StartAsync();
        await AddAlarmAsync(aws, """["arn:aws:sns:us-east-1:111122223333:audit"]""");
        Assert.Equal(true, Check(aws).Value("Passed"));
        const string Filter = """{"logGroupName":"audit","filterName":"Changes","filterPattern":"{ $.eventSource = cloudtrail.amazonaws.com }","metricTransformations":[{"metricName":"Changes","metricNamespace":"Audit","metricValue":"1"}]}""";
        const string Alarm = """{"AlarmName":"Alarm","Namespace":"Audit","MetricName":"Changes","Statistic":"Sum","Threshold":1,"EvaluationPeriods":1,"ComparisonOperator":"GreaterThanOrEqualToThreshold","AlarmActions":["arn:aws:sns:us-east-1:111122223333:audit"]}""";
        foreach (var (service, operation, whole, old, changed, passed, evidence) in new (string, string, string, string, string, bool?, string)[]
        {
            ("monitoring", "PutMetricAlarm", Alarm, "\"Threshold\":1", "\"Threshold\":50", false, "one call does not set off Alarm."),
            ("monitoring", "PutMetricAlarm", Alarm, "\"EvaluationPeriods\":1", "\"EvaluationPeriods\":5", null, "Alarm waits for 5 periods."),
            ("monitoring", "PutMetricAlarm", Alarm, "\"Statistic\"", "\"TreatMissingData\":\"breaching\",\"Statistic\"", false, "Alarm is in alarm all the time."),
            ("monitoring", "PutMetricAlarm", Alarm, "\"Statistic\"", "\"Dimensions\":[{\"Name\":\"Who\",\"Value\":\"nobody\"}],\"Statistic\"", false, "no alarm looks at what it counts."),
            ("logs", "PutMetricFilter", Filter, "\"metricValue\":\"1\"", "\"metricValue\":\"0\"", false, "one call does not set off Alarm."),
            ("logs", "PutMetricFilter", Filter, "\"metricValue\":\"1\"", "\"metricValue\":\"1\",\"dimensions\":{\"Who\":\"$.userIdentity.arn\"}", null, "it counts by dimensions"),
            ("logs", "PutMetricFilter", Filter, "\"filterName\"", "\"fieldSelectionCriteria\":\"@aws.region = \\\"eu-west-1\\\"\",\"filterName\"", null, "it looks at transformed or selected events alone."),
        })
        {
            await aws.Root().JsonAsync(service, operation, whole.Replace(old, changed, StringComparison.Ordinal));
            var check = Check(aws);
            Assert.Equal((passed, changed), (check.Value("Passed"), changed));
            Assert.Contains(evidence, (string)check.Value("Evidence")!, StringComparison.Ordinal);
            await aws.Root().JsonAsync(service, operation, whole);
            Assert.Equal((true, changed), (Check(aws).Value("Passed"), changed));
        }

        // A rule hears of calls by other trails too, and one that sees something else is not named.
        await aws.Root().JsonAsync("logs", "PutMetricFilter", Filter.Replace("Changes\"", "Others\"", StringComparison.Ordinal).Replace("$.eventSource = cloudtrail.amazonaws.com", "$.eventName = CreateTrail", StringComparison.Ordinal));
        Assert.StartsWith("The metric filter Changes tells of", (string)Check(aws).Value("Evidence")!, StringComparison.Ordinal);
        await aws.Root().TrailAsync("StopLogging", """{"Name":"evidence"}""");
        Assert.Equal((false, true), (Check(aws).Value("Passed"), ((string)Check(aws).Value("Remedy")!).StartsWith("Start-AuditTrail ", StringComparison.Ordinal)));
        await PutRuleAsync(aws, Rule, """{"source":["aws.cloudtrail"]}""");
        await PutTargetAsync(aws, Rule);
        Assert.Equal((null, "Whether the rule TrailOpsTrailChanges sees DeleteTrail, StopLogging, UpdateTrail can't be told: the trail is not logging."), (Check(aws).Value("Passed"), Check(aws).Value("Evidence")));

        // What looked at a group that is deleted is gone with it.
        await aws.Root().JsonAsync("events", "DisableRule", $$"""{"Name":"{{Rule}}"}""");
        await aws.Root().TrailAsync("StartLogging", """{"Name":"evidence"}""");
        await aws.Root().JsonAsync("logs", "DeleteLogGroup", """{"logGroupName":"audit"}""");
        Assert.Equal(false, Check(aws).Value("Passed"));
    }

    [Fact]
    public async Task A_member_does_not_see_who_watches_its_organisation_s_trail()
    {
        await using var aws = await LocalAwsSession.StartAsync(new LocalAwsOptions { Accounts = [("111122223333", "aws"), ("444455556666", "aws")] });
        var (management, member) = (aws.Server.World.Accounts.Last(), aws.Server.World.Account);
        aws.Server.World.AddOrganization("o-a1b2c3d4e5", management, member);
        var arn = management.AddTrail("whole", "logs-of-all", isOrganization: true);

        // The member's own rule is not about that trail.
        await PutRuleAsync(aws, Rule, """{"source":["aws.cloudtrail"]}""");
        await PutTargetAsync(aws, Rule);
        var check = Assert.Single(aws.Run("Test-AuditTrail $arn -Id ChangeAlarm @aws", new { arn }).Clean());
        Assert.Null(check.Value("Passed"));
        Assert.Contains("of 444455556666, and what is there is not told to 111122223333", (string)check.Value("Evidence")!, StringComparison.Ordinal);
    }

    private static Task PutRuleAsync(LocalAwsSession aws, string name, string pattern) =>
        aws.Root().JsonAsync("events", "PutRule", new JsonObject { ["Name"] = name, ["EventPattern"] = pattern }.ToJsonString());

    private static Task PutTargetAsync(LocalAwsSession aws, string rule) =>
        aws.Root().JsonAsync("events", "PutTargets", $$"""{"Rule":"{{rule}}","Targets":[{"Id":"1","Arn":"arn:aws:sns:us-east-1:111122223333:audit"}]}""");

    private static PSObject Check(LocalAwsSession aws) => Assert.Single(aws.Run("Test-AuditTrail evidence -Id ChangeAlarm @aws").Clean());

    private static async Task AddAlarmAsync(LocalAwsSession aws, string actions)
    {
        var account = aws.Server.World.Account;
        await aws.Root().TrailAsync("UpdateTrail", $$"""{"Name":"evidence","CloudWatchLogsLogGroupArn":"{{account.AddLogGroup("us-east-1", "audit")}}","CloudWatchLogsRoleArn":"{{account.AddRole("ToCloudWatch")}}"}""");
        await aws.Root().JsonAsync("logs", "PutMetricFilter", """{"logGroupName":"audit","filterName":"Changes","filterPattern":"{ $.eventSource = cloudtrail.amazonaws.com && $.eventName != PutInsightSelectors }","metricTransformations":[{"metricName":"Changes","metricNamespace":"Audit","metricValue":"1"}]}""");
        await aws.Root().JsonAsync("monitoring", "PutMetricAlarm", $$"""{"AlarmName":"Alarm","Namespace":"Audit","MetricName":"Changes","Statistic":"Sum","Threshold":1,"EvaluationPeriods":1,"ComparisonOperator":"GreaterThanOrEqualToThreshold","AlarmActions":{{actions}}}""");
    }
}
