using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>ListPublicKeys: each region has its own keys. Without a period it is the present one.</summary>
internal static class PublicKeys
{
    public static JsonObject List(Call call)
    {
        var (start, end) = (call.Json.Time("StartTime"), call.Json.Time("EndTime"));
        return start > end
            ? throw new AwsException("InvalidTimeRangeException", "The start time is after the end time.")
            : Write(call.World.DigestKeys.Between(call.Region, start ?? end ?? call.Now, end ?? call.Now), JsonBody.Seconds);
    }

    /// <summary>The keys as an answer.</summary>
    /// <param name="keys">Which.</param>
    /// <param name="time">How times are written.</param>
    public static JsonObject Write(IEnumerable<DigestKey> keys, Func<DateTimeOffset, JsonNode?> time) => new()
    {
        ["PublicKeyList"] = new JsonArray([.. keys.Select(key => new JsonObject
        {
            ["Value"] = Convert.ToBase64String(key.Value),
            ["ValidityStartTime"] = time(key.From),
            ["ValidityEndTime"] = time(key.To),
            ["Fingerprint"] = key.Fingerprint,
        })]),
    };

    private static JsonObject Write(IEnumerable<DigestKey> keys, Func<DateTimeOffset, double> seconds) => Write(keys, time => (JsonNode?)seconds(time));
}
