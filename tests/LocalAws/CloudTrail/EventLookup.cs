using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Events;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>LookupEvents: management events of the last ninety days, newest first, once they are visible.</summary>
internal static class EventLookup
{
    private const int MaxResults = 50;
    private const int MaxAttributeLength = 2_000;
    private const int RequestsPerSecond = 2;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public static JsonObject Run(Call call)
    {
        Throttle(call);
        var body = call.Json;
        var count = body.Number("MaxResults") ?? MaxResults;
        if (count is < 1 or > MaxResults)
        {
            throw new AwsException("InvalidMaxResultsException", $"A maximum results value of {count} is invalid. Specify max results between 1 and 50.");
        }

        var start = body.Time("StartTime");
        var end = body.Time("EndTime");
        if (start > end)
        {
            throw new AwsException("InvalidTimeRangeException", "Invalid time range specified. Start time is after end time.");
        }

        var category = body.Text("EventCategory");
        if (category is not (null or "insight"))
        {
            throw new AwsException("InvalidEventCategoryException", "The EventCategory parameter must be insight.");
        }

        var matches = Attribute(body);
        var query = Fingerprint(body);
        var after = body.Text("NextToken") is { } token ? ReadToken(token, query) : null;
        var found = call.World.Events.All
            .Where(recorded => recorded.Account == call.Account.Id && recorded.Region == call.Region
                && recorded.Category == (category is null ? "Management" : "Insight")
                && recorded.Time + call.World.Options.EventHistoryDelay <= call.Now && recorded.Time > call.Now - Kept
                && (start is null || recorded.Time >= start) && (end is null || recorded.Time <= end)
                && matches(recorded))
            .OrderByDescending(recorded => recorded.Time).ThenByDescending(recorded => recorded.Number)
            .Where(recorded => after is not { } last || recorded.Time < last.Time || (recorded.Time == last.Time && recorded.Number < last.Number))
            .Take(count + 1).ToList();

        JsonObject answer = new() { ["Events"] = new JsonArray([.. found.Take(count).Select(Write)]) };
        if (found.Count > count)
        {
            answer["NextToken"] = WriteToken(found[count - 1], query);
        }

        return answer;
    }

    private static void Throttle(Call call)
    {
        if (!call.World.Options.ThrottleLookupEvents)
        {
            return;
        }

        var recent = call.World.RecentLookups(call.Account.Id, call.Region);
        recent.RemoveAll(time => call.Now - time >= TimeSpan.FromSeconds(1));
        if (recent.Count >= RequestsPerSecond)
        {
            throw call.Service.Throttled();
        }

        recent.Add(call.Now);
    }

    private static Func<RecordedEvent, bool> Attribute(JsonObject body)
    {
        var attributes = body.Structures("LookupAttributes").ToList();
        if (attributes.Count == 0)
        {
            return _ => true;
        }

        if (attributes.Count > 1)
        {
            throw new AwsException("InvalidLookupAttributesException", "You can specify only one lookup attribute.");
        }

        var value = attributes[0].Text("AttributeValue") ?? "";
        if (value.Length == 0 || value.Sum(character => character is '_' or ' ' or ',' or '\n' ? 2 : 1) > MaxAttributeLength)
        {
            throw new AwsException("InvalidLookupAttributesException", "The attribute value must have 1 to 2000 characters.");
        }

        return attributes[0].Text("AttributeKey") switch
        {
            "EventId" => recorded => recorded.Id == value,
            "EventName" => recorded => recorded.Name == value,
            "EventSource" => recorded => recorded.Source == value,
            "ReadOnly" => recorded => (recorded.IsReadOnly ? "true" : "false") == value,
            "Username" => recorded => recorded.Username == value,
            "AccessKeyId" => recorded => recorded.AccessKeyId == value,
            "ResourceName" => recorded => recorded.Resources.Any(resource => resource.Name == value),
            "ResourceType" => recorded => recorded.Resources.Any(resource => resource.Type == value),
            var key => throw new AwsException("InvalidLookupAttributesException", $"The attribute key {key} is not valid."),
        };
    }

    private static JsonObject Write(RecordedEvent recorded)
    {
        JsonObject written = new()
        {
            ["EventId"] = recorded.Id,
            ["EventName"] = recorded.Name,
            ["ReadOnly"] = recorded.IsReadOnly ? "true" : "false",
            ["EventTime"] = JsonBody.Seconds(recorded.Time),
            ["EventSource"] = recorded.Source,
        };
        if (recorded.AccessKeyId is not null)
        {
            written["AccessKeyId"] = recorded.AccessKeyId;
        }

        if (recorded.Username is not null)
        {
            written["Username"] = recorded.Username;
        }

        written["Resources"] = new JsonArray([.. recorded.Resources.Select(resource => new JsonObject { ["ResourceType"] = resource.Type, ["ResourceName"] = resource.Name })]);
        written["CloudTrailEvent"] = recorded.Record;
        return written;
    }

    // A token goes with the parameters that it was given for; the size of the page may differ.
    private static string Fingerprint(JsonObject body)
    {
        var rest = (JsonObject)body.DeepClone();
        rest.Remove("NextToken");
        rest.Remove("MaxResults");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rest.ToJsonString())))[..16];
    }

    private static string WriteToken(RecordedEvent last, string query) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{query}:{last.Time.UtcTicks}:{last.Number}")));

    private static (DateTimeOffset Time, int Number)? ReadToken(string token, string query)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':') is [var asked, var ticks, var number] && asked == query
            ? (new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), int.Parse(number, CultureInfo.InvariantCulture))
            : throw new AwsException("InvalidNextTokenException", "Invalid NextToken: the token is not valid, or was given for other parameters.");
    }
}
