using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>ListPublicKeys: each region has its own key.</summary>
internal static class PublicKeys
{
    private const int ValidDays = 365;

    public static JsonObject List(Call call)
    {
        if (call.Json.Time("StartTime") is { } start && call.Json.Time("EndTime") is { } end && start > end)
        {
            throw new AwsException("InvalidTimeRangeException", "The start time is after the end time.");
        }

        return new JsonObject
        {
            ["PublicKeyList"] = new JsonArray(new JsonObject
            {
                ["Value"] = Convert.ToBase64String(call.World.DigestKeys.Public(call.Region)),
                ["Fingerprint"] = call.World.DigestKeys.Fingerprint(call.Region),
                ["ValidityStartTime"] = JsonBody.Seconds(call.Now.AddDays(-ValidDays)),
                ["ValidityEndTime"] = JsonBody.Seconds(call.Now.AddDays(ValidDays)),
            }),
        };
    }
}
