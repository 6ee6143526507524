using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.EventBridge;

/// <summary>EventBridge: the rules of the default event bus, as they are set up. https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html</summary>
internal sealed class EventBridgeService : JsonService
{
    private const int Page = 100;

    public EventBridgeService()
        : base("events", "AWSEvents")
    {
        AddOnRule("PutRule", "Name", Put);
        AddOnRule("DeleteRule", "Name", Delete);
        AddOnRule("EnableRule", "Name", call => Turn(call, "ENABLED"));
        AddOnRule("DisableRule", "Name", call => Turn(call, "DISABLED"));
        AddOnRule("PutTargets", "Rule", PutTargets);
        AddOnRule("RemoveTargets", "Rule", RemoveTargets);
        AddOnRule("ListTargetsByRule", "Rule", call => Paged(call, "Targets", Rule(call, "Rule").Targets, target => target.DeepClone()));
        Add("ListRules", call => Paged(call, "Rules", RulesOf(call), Write), _ => [new Access("events:ListRules")]);
    }

    private void AddOnRule(string name, string member, Func<Call, JsonObject> run) => Add(name, run, call => [new Access($"events:{name}", ArnOf(call, Required(call, member)))]);

    private static JsonObject Put(Call call)
    {
        var (name, pattern, schedule) = (Required(call, "Name"), call.Json.Text("EventPattern"), call.Json.Text("ScheduleExpression"));
        if (pattern is null && schedule is null)
        {
            throw new AwsException("ValidationException", "Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }

        if (pattern is not null && !IsPattern(pattern))
        {
            throw new AwsException("InvalidEventPatternException", "Event pattern is not valid. Reason: not an object whose leaves are lists.");
        }

        var arn = ArnOf(call, name);
        var rule = call.Account.EventRules.GetValueOrDefault(arn) ?? (call.Account.EventRules[arn] = new EventRule(arn, name));
        (rule.Pattern, rule.Schedule, rule.State) = (pattern, schedule, call.Json.Text("State") ?? "ENABLED");
        return new JsonObject { ["RuleArn"] = arn };
    }

    private static JsonObject Delete(Call call)
    {
        if (call.Account.EventRules.GetValueOrDefault(ArnOf(call, Required(call, "Name")))?.Targets.Count > 0)
        {
            throw new AwsException("ValidationException", "Rule can't be deleted since it has targets.");
        }

        call.Account.EventRules.Remove(ArnOf(call, Required(call, "Name")));
        return [];
    }

    private static JsonObject Turn(Call call, string state)
    {
        Rule(call, "Name").State = state;
        return [];
    }

    private static JsonObject PutTargets(Call call)
    {
        var rule = Rule(call, "Rule");
        foreach (var target in call.Json.Structures("Targets"))
        {
            rule.Targets[target.Text("Id") ?? throw Missing("Id")] = target.DeepClone().AsObject();
        }

        return new JsonObject { ["FailedEntryCount"] = 0, ["FailedEntries"] = new JsonArray() };
    }

    private static JsonObject RemoveTargets(Call call)
    {
        var rule = Rule(call, "Rule");
        foreach (var id in call.Json.Texts("Ids"))
        {
            rule.Targets.Remove(id);
        }

        return new JsonObject { ["FailedEntryCount"] = 0, ["FailedEntries"] = new JsonArray() };
    }

    private static IEnumerable<KeyValuePair<string, EventRule>> RulesOf(Call call) => call.Account.EventRules.Values
        .Where(rule => rule.Arn.StartsWith(ArnOf(call, ""), StringComparison.Ordinal) && rule.Name.StartsWith(call.Json.Text("NamePrefix") ?? "", StringComparison.Ordinal))
        .OrderBy(rule => rule.Name, StringComparer.Ordinal).Select(rule => KeyValuePair.Create(rule.Name, rule));

    private static JsonNode Write(EventRule rule)
    {
        JsonObject written = new() { ["Name"] = rule.Name, ["Arn"] = rule.Arn, ["State"] = rule.State, ["EventBusName"] = "default" };
        foreach (var (member, value) in new[] { ("EventPattern", rule.Pattern), ("ScheduleExpression", rule.Schedule) })
        {
            if (value is not null)
            {
                written[member] = value;
            }
        }

        return written;
    }

    private static JsonObject Paged<T>(Call call, string member, IEnumerable<KeyValuePair<string, T>> all, Func<T, JsonNode> write)
    {
        var (limit, after) = (call.Json.Number("Limit") ?? Page, call.Json.Text("NextToken") ?? "");
        var rest = all.Where(item => string.CompareOrdinal(item.Key, after) > 0).ToList();
        JsonObject page = new() { [member] = new JsonArray([.. rest.Take(limit).Select(item => write(item.Value))]) };
        if (rest.Count > limit)
        {
            page["NextToken"] = rest[limit - 1].Key;
        }

        return page;
    }

    private static EventRule Rule(Call call, string member) => call.Account.EventRules.GetValueOrDefault(ArnOf(call, Required(call, member)))
        ?? throw new AwsException("ResourceNotFoundException", $"Rule {Required(call, member)} does not exist on EventBus default.");

    private static bool IsPattern(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject pattern && IsPattern(pattern);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsPattern(JsonObject pattern) => pattern.All(member => member.Value is JsonArray { Count: > 0 } || member.Value is JsonObject inner && IsPattern(inner));

    private static string ArnOf(Call call, string name) => $"arn:{call.Partition}:events:{call.Region}:{call.Account.Id}:rule/{name}";

    private static string Required(Call call, string member) => call.Json.Text(member) ?? throw Missing(member);

    private static AwsException Missing(string member) =>
        new("ValidationException", $"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null");
}
