using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Logs;

/// <summary>
/// CloudWatch Logs, as far as policies are judged: no log group is here.
/// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html
/// </summary>
internal sealed class LogsService : JsonService
{
    private const string GroupMember = "logGroupName";
    private const string StreamMember = "logStreamName";

    public LogsService()
        : base("logs", "Logs_20140328")
    {
        AddOnGroup("DeleteLogGroup");
        AddOnGroup("PutRetentionPolicy");
        AddOnGroup("DeleteRetentionPolicy");
        Add("DeleteLogStream", NotFound, call => [OnStream(call, "logs:DeleteLogStream", call.Json.Text(StreamMember) ?? throw Missing(StreamMember))]);
    }

    private void AddOnGroup(string name) => Add(name, NotFound, call => [OnStream(call, $"logs:{name}", "")]);

    // A group is asked for as the stream without a name: only patterns that go on after the group's name match it.
    private static Access OnStream(Call call, string action, string stream) =>
        new(action, $"arn:{call.Partition}:logs:{call.Region}:{call.Account.Id}:log-group:{call.Json.Text(GroupMember) ?? throw Missing(GroupMember)}:log-stream:{stream}");

    private static System.Text.Json.Nodes.JsonObject NotFound(Call call) => throw new AwsException("ResourceNotFoundException", "The specified log group does not exist.");

    private static AwsException Missing(string member) =>
        new("InvalidParameterException", $"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null");
}
