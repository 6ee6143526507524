using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudWatch;

/// <summary>
/// CloudWatch's alarms of metrics, as they are set up: nothing is measured. The protocol is the JSON one, which the aws CLI takes too.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html
/// </summary>
internal sealed class CloudWatchService : JsonService
{
    private static readonly string[] Kept =
    [
        "AlarmName", "MetricName", "Namespace", "Statistic", "Period", "EvaluationPeriods", "Threshold", "ComparisonOperator", "TreatMissingData", "AlarmActions", "OKActions",
        "InsufficientDataActions", "AlarmDescription", "Dimensions", "DatapointsToAlarm", "ExtendedStatistic", "Unit",
    ];

    public CloudWatchService()
        : base("monitoring", "GraniteServiceVersion20100801")
    {
        Add("PutMetricAlarm", Put, call => [OnAlarm(call, "PutMetricAlarm", Required(call, "AlarmName"))]);
        Add("DescribeAlarms", call => Found(call, alarm => !call.Json.ContainsKey("AlarmNames") || call.Json.Texts("AlarmNames").Contains((string)alarm["AlarmName"]!)), call => [OnAlarm(call, "DescribeAlarms", "*")]);
        Add("DescribeAlarmsForMetric", call => Found(call, alarm => Has(alarm, "MetricName", Required(call, "MetricName")) && Has(alarm, "Namespace", Required(call, "Namespace")) && DimensionsOf(alarm).SetEquals(DimensionsOf(call.Json))), _ => [new Access("cloudwatch:DescribeAlarmsForMetric")]);
        AddOnAlarms("DeleteAlarms", (call, arn) => call.Account.Alarms.Remove(arn));
        AddOnAlarms("DisableAlarmActions", (call, arn) => Turn(call, arn, isOn: false));
        AddOnAlarms("EnableAlarmActions", (call, arn) => Turn(call, arn, isOn: true));
    }

    protected override string Protocol => "1.0";

    private void AddOnAlarms(string name, Func<Call, string, bool> act) => Add(
        name,
        call =>
        {
            foreach (var alarm in call.Json.Texts("AlarmNames"))
            {
                // Names that there are not are passed over, but by DeleteAlarms.
                if (!act(call, ArnOf(call, alarm)) && name == "DeleteAlarms")
                {
                    throw new AwsException("ResourceNotFound", $"Alarm {alarm} does not exist", 404);
                }
            }

            return [];
        },
        call => [.. call.Json.Texts("AlarmNames").Select(alarm => OnAlarm(call, name, alarm))]);

    private static JsonObject Put(Call call)
    {
        foreach (var member in new[] { "MetricName", "Namespace", "ComparisonOperator" })
        {
            Required(call, member);
        }

        var arn = ArnOf(call, Required(call, "AlarmName"));
        JsonObject alarm = new() { ["AlarmArn"] = arn, ["ActionsEnabled"] = call.Json.Flag("ActionsEnabled") ?? true, ["StateValue"] = "INSUFFICIENT_DATA" };
        foreach (var member in Kept.Where(call.Json.ContainsKey))
        {
            alarm[member] = call.Json[member]!.DeepClone();
        }

        call.Account.Alarms[arn] = alarm;
        return [];
    }

    private static JsonObject Found(Call call, Func<JsonObject, bool> isMeant) => new()
    {
        ["MetricAlarms"] = new JsonArray([.. call.Account.Alarms.Where(alarm => alarm.Key.StartsWith(ArnOf(call, ""), StringComparison.Ordinal) && isMeant(alarm.Value)).Select(alarm => alarm.Value.DeepClone())]),
    };

    private static bool Turn(Call call, string arn, bool isOn)
    {
        if (call.Account.Alarms.TryGetValue(arn, out var alarm))
        {
            alarm["ActionsEnabled"] = isOn;
        }

        return alarm is not null;
    }

    private static bool Has(JsonObject alarm, string member, string value) => (string?)alarm[member] == value;

    // A metric with dimensions is another one than that without.
    private static HashSet<string> DimensionsOf(JsonObject owner) => [.. owner.Structures("Dimensions").Select(dimension => $"{dimension.Text("Name")}={dimension.Text("Value")}")];

    private static Access OnAlarm(Call call, string action, string name) => new($"cloudwatch:{action}", ArnOf(call, name));

    private static string ArnOf(Call call, string name) => $"arn:{call.Partition}:cloudwatch:{call.Region}:{call.Account.Id}:alarm:{name}";

    private static string Required(Call call, string member) =>
        call.Json.Text(member) is { Length: > 0 } text ? text : throw new AwsException("ValidationError", $"The parameter {member} is required");
}
