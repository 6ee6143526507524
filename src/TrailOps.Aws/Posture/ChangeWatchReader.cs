using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
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
    private const int AtATime = 4;

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
                List<(ChangeWatch Watch, JsonElement Filter)> found = [];
                try
                {
                    await foreach (var filter in clients.Json<CloudWatchLogs>(region).ListAsync("DescribeMetricFilters", new JsonObject { ["logGroupName"] = group }, "metricFilters", "nextToken", cancellationToken).ConfigureAwait(false))
                    {
                        found.Add((ChangeWatch.OfFilter(filter.Text("filterName") ?? "", filter.Text("filterPattern") ?? "", _change), filter));
                    }
                }
                catch (AmazonServiceException e) when (e.ErrorCode == "ResourceNotFoundException")
                {
                    // The group is deleted, and what looked at it with it.
                }

                return found.FindAll(filter => filter.Watch.IsAboutTrails);
            },
            "logs:DescribeMetricFilters",
            cancellationToken).ConfigureAwait(false);
        return filters.Why is { } unseen ? Seen.Not<IReadOnlyList<ChangeWatch>>(unseen) : await SeenAsync.Of<IReadOnlyList<ChangeWatch>>(
            () => AllAsync(filters.Value, filter => HeardAsync(filter.Watch, filter.Filter, region, cancellationToken)),
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
            () => AllAsync(rules.Value, async rule => rule.Watch.Silence is null && !await HasTargetAsync(events, rule.Name, cancellationToken).ConfigureAwait(false) ? rule.Watch with { Silence = "it has no target" } : rule.Watch),
            "events:ListTargetsByRule",
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> HasTargetAsync(JsonClient<EventBridge> events, string rule, CancellationToken cancellationToken) =>
        (await events.AskAsync("ListTargetsByRule", new JsonObject { ["Rule"] = rule, ["Limit"] = 1 }, cancellationToken).ConfigureAwait(false)).List("Targets").Count > 0;

    /// <summary>A filter, with what its alarms make of what it counts.</summary>
    private async Task<ChangeWatch> HeardAsync(ChangeWatch watch, JsonElement filter, string region, CancellationToken cancellationToken)
    {
        if (filter.TryGetProperty("applyOnTransformedLogs", out var transformed) && transformed.ValueKind == JsonValueKind.True || filter.Text("fieldSelectionCriteria") is { Length: > 0 })
        {
            return watch with { Doubt = "it looks at transformed or selected events alone" };
        }

        List<(bool? Tells, string? Why)> alarms = [];
        foreach (var metric in filter.List("metricTransformations"))
        {
            if (filter.List("emitSystemFieldDimensions").Count > 0 || metric.TryGetProperty("dimensions", out var dimensions) && dimensions.ValueKind == JsonValueKind.Object && dimensions.EnumerateObject().Any())
            {
                alarms.Add((null, "it counts by dimensions, each of which has alarms of its own"));
                continue;
            }

            var counted = new MetricCount(
                double.TryParse(metric.Text("metricValue"), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null, Number(metric, "defaultValue"), metric.Text("unit") ?? "None");
            var asked = new JsonObject { ["Namespace"] = metric.Text("metricNamespace") ?? "", ["MetricName"] = metric.Text("metricName") ?? "" };
            alarms.AddRange((await clients.Json<CloudWatch>(region).AskAsync("DescribeAlarmsForMetric", asked, cancellationToken).ConfigureAwait(false)).List("MetricAlarms").Select(alarm => Alarm(alarm).Judge(counted)));
        }

        return alarms.Exists(alarm => alarm.Tells == true) ? watch
            : alarms.Find(alarm => alarm.Tells is null).Why is { } doubt ? watch with { Doubt = doubt }
            : watch with { Silence = alarms.Count == 0 ? "no alarm looks at what it counts" : string.Join(", ", alarms.Select(alarm => alarm.Why)) };
    }

    private static MetricAlarm Alarm(JsonElement alarm) => new(
        alarm.Text("AlarmName") ?? "",
        alarm.TryGetProperty("ActionsEnabled", out var enabled) && enabled.ValueKind == JsonValueKind.True && alarm.List("AlarmActions").Count > 0)
    {
        Statistic = alarm.Text("Statistic"),
        Comparison = alarm.Text("ComparisonOperator"),
        Threshold = Number(alarm, "Threshold"),
        Periods = (int)(Number(alarm, "DatapointsToAlarm") ?? Number(alarm, "EvaluationPeriods") ?? 1),
        Missing = alarm.Text("TreatMissingData"),
        Unit = alarm.Text("Unit"),
    };

    private static double? Number(JsonElement value, string name) => value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number ? member.GetDouble() : null;

    /// <summary>A few at a time: somebody may have made hundreds.</summary>
    private static async Task<IReadOnlyList<ChangeWatch>> AllAsync<T>(List<T> all, Func<T, Task<ChangeWatch>> read)
    {
        List<ChangeWatch> watches = [];
        foreach (var some in all.Chunk(AtATime))
        {
            watches.AddRange(await Task.WhenAll(some.Select(read)).ConfigureAwait(false));
        }

        return watches;
    }
}
