using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Logs;

/// <summary>
/// CloudWatch Logs: groups and their metric filters. Streams and what is in them are not here.
/// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html
/// </summary>
internal sealed class LogsService : JsonService
{
    private const string GroupMember = "logGroupName";
    private const string StreamMember = "logStreamName";
    private const string FilterMember = "filterName";
    private const int FilterPage = 50;
    private static readonly string[] Optional = ["applyOnTransformedLogs", "fieldSelectionCriteria", "emitSystemFieldDimensions"];

    public LogsService()
        : base("logs", "Logs_20140328")
    {
        AddOnGroup("CreateLogGroup", Create);
        AddOnGroup("DeleteLogGroup", Delete);
        AddOnGroup("PutRetentionPolicy", Retention);
        AddOnGroup("DeleteRetentionPolicy", Retention);
        AddOnGroup("PutMetricFilter", PutFilter);
        AddOnGroup("DescribeMetricFilters", DescribeFilters);
        AddOnGroup("DeleteMetricFilter", call => Group(call).Filters.Remove(Required(call, FilterMember)) ? [] : throw NotFound("metric filter"));
        Add("DeleteLogStream", call => throw NotFound(call.Account.LogGroups.ContainsKey(ArnOf(call)) ? "log stream" : "log group"), call => [OnStream(call, "logs:DeleteLogStream", Required(call, StreamMember))]);
    }

    private void AddOnGroup(string name, Func<Call, JsonObject> run) => Add(name, run, call => [OnStream(call, $"logs:{name}", "")]);

    // A group is asked for as the stream without a name: only patterns that go on after the group's name match it.
    private static Access OnStream(Call call, string action, string stream) => new(action, $"{ArnOf(call)}:log-stream:{stream}");

    private static string ArnOf(Call call) => LogGroup.ArnOf(call.Partition, call.Region, call.Account.Id, Required(call, GroupMember));

    private static LogGroup Group(Call call) => call.Account.LogGroups.GetValueOrDefault(ArnOf(call)) ?? throw NotFound("log group");

    private static JsonObject Create(Call call) => call.Account.LogGroups.TryAdd(ArnOf(call), new LogGroup(ArnOf(call), Required(call, GroupMember)))
        ? []
        : throw new AwsException("ResourceAlreadyExistsException", "The specified log group already exists");

    private static JsonObject Delete(Call call)
    {
        call.Account.LogGroups.Remove(Group(call).Arn);
        return [];
    }

    // Nothing is kept, so nothing ends.
    private static JsonObject Retention(Call call) => Group(call) is not null ? [] : throw NotFound("log group");

    private static JsonObject PutFilter(Call call)
    {
        var metrics = call.Json.Structures("metricTransformations").ToList();
        if (metrics.Count != 1 || metrics[0].Text("metricName") is null || metrics[0].Text("metricNamespace") is null || metrics[0].Text("metricValue") is null)
        {
            throw Missing("metricTransformations");
        }

        var group = Group(call);
        JsonObject filter = new()
        {
            ["filterName"] = Required(call, FilterMember),
            ["filterPattern"] = call.Json.Text("filterPattern") ?? throw Missing("filterPattern"),
            ["metricTransformations"] = new JsonArray(metrics[0].DeepClone()),
            ["creationTime"] = call.Now.ToUnixTimeMilliseconds(),
            ["logGroupName"] = group.Name,
        };
        foreach (var member in Optional.Where(call.Json.ContainsKey))
        {
            filter[member] = call.Json[member]!.DeepClone();
        }

        group.Filters[Required(call, FilterMember)] = filter;
        return [];
    }

    private static JsonObject DescribeFilters(Call call)
    {
        var limit = call.Json.Number("limit") ?? FilterPage;
        var after = call.Json.Text("nextToken") ?? "";
        var rest = Group(call).Filters.Where(filter => string.CompareOrdinal(filter.Key, after) > 0).ToList();
        JsonObject page = new() { ["metricFilters"] = new JsonArray([.. rest.Take(limit).Select(filter => filter.Value.DeepClone())]) };
        if (rest.Count > limit)
        {
            page["nextToken"] = rest[limit - 1].Key;
        }

        return page;
    }

    private static string Required(Call call, string member) => call.Json.Text(member) ?? throw Missing(member);

    private static AwsException NotFound(string what) => new("ResourceNotFoundException", $"The specified {what} does not exist.");

    private static AwsException Missing(string member) =>
        new("InvalidParameterException", $"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null");
}
