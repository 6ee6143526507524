using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.Aws.Connection;
using TrailOps.Posture;
using TrailOps.Trails;

namespace TrailOps.Aws.Posture;

/// <summary>Looks for what tells somebody of a trail's changes: metric filters with alarms in the trail's log group, rules of EventBridge in its region.</summary>
/// <param name="clients">Those of the trail's account.</param>
/// <param name="trail">The trail.</param>
/// <param name="delivery">The trail, as it delivers.</param>
internal sealed class ChangeWatchReader(AwsClients clients, AuditTrail trail, TrailDelivery delivery)
{
    private readonly TrailChange _change = new(delivery);

    /// <summary>The metric filters that are about trails. Those of a trail without a log group are none.</summary>
    public async Task<Seen<IReadOnlyList<ChangeWatch>>> FiltersAsync(CancellationToken cancellationToken)
    {
        if (trail.CloudWatchLogsLogGroupArn?.Split(':') is not [_, _, _, var region, var account, _, var group, ..])
        {
            return Seen.Of<IReadOnlyList<ChangeWatch>>([]);
        }

        if (account != delivery.AccountId)
        {
            return Seen.Not<IReadOnlyList<ChangeWatch>>($"Its log group is of {account}: what looks at it is for credentials of that account to see");
        }

        var filters = await SeenAsync.Of(
            async () =>
            {
                List<(ChangeWatch Watch, IReadOnlyList<(string Namespace, string Name)> Metrics)> found = [];
                await foreach (var filter in clients.Json<CloudWatchLogs>(region).ListAsync("DescribeMetricFilters", new JsonObject { ["logGroupName"] = group }, "metricFilters", "nextToken", cancellationToken).ConfigureAwait(false))
                {
                    found.Add((
                        ChangeWatch.OfFilter(filter.Text("filterName") ?? "", filter.Text("filterPattern") ?? "", _change),
                        [.. filter.List("metricTransformations").Select(metric => (metric.Text("metricNamespace") ?? "", metric.Text("metricName") ?? ""))]));
                }

                return found.FindAll(filter => filter.Watch.IsAboutTrails);
            },
            "logs:DescribeMetricFilters",
            cancellationToken).ConfigureAwait(false);
        return filters.Why is { } unseen ? Seen.Not<IReadOnlyList<ChangeWatch>>(unseen) : await SeenAsync.Of<IReadOnlyList<ChangeWatch>>(
            async () => [.. await Task.WhenAll(filters.Value.Select(async filter => filter.Watch with { Silence = await SilenceAsync(filter.Metrics, region, cancellationToken).ConfigureAwait(false) })).ConfigureAwait(false)],
            "cloudwatch:DescribeAlarmsForMetric",
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The rules of the default event bus that are about trails: there CloudTrail's own events go, and a trail is changed in its home region alone.</summary>
    public async Task<Seen<IReadOnlyList<ChangeWatch>>> RulesAsync(CancellationToken cancellationToken)
    {
        var events = clients.Json<EventBridge>(trail.HomeRegion);
        var rules = await SeenAsync.Of(
            async () =>
            {
                List<(ChangeWatch Watch, string Name)> found = [];
                await foreach (var rule in events.ListAsync("ListRules", [], "Rules", "NextToken", cancellationToken).ConfigureAwait(false))
                {
                    if (rule.Text("EventPattern") is { } pattern)
                    {
                        var name = rule.Text("Name") ?? "";
                        var watch = ChangeWatch.OfRule(name, pattern, _change);
                        found.Add((rule.Text("State") == "DISABLED" ? watch with { Silence = "it is disabled" } : watch, name));
                    }
                }

                return found.FindAll(rule => rule.Watch.IsAboutTrails);
            },
            "events:ListRules",
            cancellationToken).ConfigureAwait(false);
        return rules.Why is { } unseen ? Seen.Not<IReadOnlyList<ChangeWatch>>(unseen) : await SeenAsync.Of<IReadOnlyList<ChangeWatch>>(
            async () => [.. await Task.WhenAll(rules.Value.Select(async rule => rule.Watch.Silence is null && !await HasTargetAsync(events, rule.Name, cancellationToken).ConfigureAwait(false) ? rule.Watch with { Silence = "it has no target" } : rule.Watch)).ConfigureAwait(false)],
            "events:ListTargetsByRule",
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> HasTargetAsync(JsonClient<EventBridge> events, string rule, CancellationToken cancellationToken) =>
        (await events.AskAsync("ListTargetsByRule", new JsonObject { ["Rule"] = rule, ["Limit"] = 1 }, cancellationToken).ConfigureAwait(false)).List("Targets").Count > 0;

    /// <summary>Why no alarm tells of what a filter counts; null where one does.</summary>
    private async Task<string?> SilenceAsync(IReadOnlyList<(string Namespace, string Name)> metrics, string region, CancellationToken cancellationToken)
    {
        List<JsonElement> alarms = [];
        foreach (var (space, name) in metrics)
        {
            alarms.AddRange((await clients.Json<CloudWatch>(region).AskAsync("DescribeAlarmsForMetric", new JsonObject { ["Namespace"] = space, ["MetricName"] = name }, cancellationToken).ConfigureAwait(false)).List("MetricAlarms"));
        }

        return alarms.Count == 0 ? "no alarm looks at what it counts"
            : alarms.Exists(alarm => alarm.TryGetProperty("ActionsEnabled", out var enabled) && enabled.ValueKind == JsonValueKind.True && alarm.List("AlarmActions").Count > 0) ? null
            : $"the actions of {string.Join(", ", alarms.Select(alarm => alarm.Text("AlarmName")))} are off, or it has none";
    }
}
