using System.Globalization;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

internal static class TrailReading
{
    private const int TrailsPerPage = 100;

    public static JsonObject Describe(Call call)
    {
        var names = call.Json.Texts("trailNameList");
        var trails = TrailNames.Seen(call).Where(trail => call.Json.Flag("includeShadowTrails") != false || trail.HomeRegion == call.Region);
        if (names.Count > 0)
        {
            // ARNs also reach trails of other regions.
            trails = names.Select(name => TrailNames.ByArn(call, name.StartsWith("arn:", StringComparison.Ordinal) ? name : TrailNames.Arn(call, name)))
                .OfType<Trail>();
        }

        return new JsonObject { ["trailList"] = new JsonArray([.. trails.Select(trail => Write(trail, isWhole: true))]) };
    }

    public static JsonObject List(Call call)
    {
        var start = call.Json.Text("NextToken") is not { } token ? 0
            : int.TryParse(token, CultureInfo.InvariantCulture, out var number) ? number
            : throw new AwsException("InvalidNextTokenException", "Invalid NextToken.");
        var trails = TrailNames.Seen(call).ToList();
        JsonObject answer = new()
        {
            ["Trails"] = new JsonArray([.. trails.Skip(start).Take(TrailsPerPage)
                .Select(trail => new JsonObject { ["TrailARN"] = trail.Arn, ["Name"] = trail.Name, ["HomeRegion"] = trail.HomeRegion })]),
        };
        if (start + TrailsPerPage < trails.Count)
        {
            answer["NextToken"] = (start + TrailsPerPage).ToString(CultureInfo.InvariantCulture);
        }

        return answer;
    }

    public static JsonObject Get(Call call) => new() { ["Trail"] = Write(TrailNames.Find(call), isWhole: true) };

    public static JsonObject Status(Call call)
    {
        var trail = TrailNames.Find(call);
        JsonObject status = new() { ["IsLogging"] = trail.IsLogging };
        Set("LatestDeliveryTime", trail.LastDelivery);
        Set("StartLoggingTime", trail.Started);
        Set("StopLoggingTime", trail.Stopped);
        Set("LatestDigestDeliveryTime", trail.LastDigest);
        Set("LatestCloudWatchLogsDeliveryTime", trail.LastGroupDelivery);
        if (trail.LastDeliveryError is { } error)
        {
            status["LatestDeliveryError"] = error;
        }

        if (trail.LastGroupError is { } groupError)
        {
            status["LatestCloudWatchLogsDeliveryError"] = groupError;
        }

        if (trail.LastDigestError is { } digestError)
        {
            status["LatestDigestDeliveryError"] = digestError;
        }

        // Strings that AWS still sends, and says it doesn't use.
        status["LatestDeliveryAttemptTime"] = Text(trail.LastDelivery);
        status["LatestNotificationAttemptTime"] = "";
        status["LatestNotificationAttemptSucceeded"] = "";
        status["LatestDeliveryAttemptSucceeded"] = Text(trail.LastDelivery);
        status["TimeLoggingStarted"] = Text(trail.Started);
        status["TimeLoggingStopped"] = Text(trail.Stopped);
        return status;

        void Set(string name, DateTimeOffset? time)
        {
            if (time is { } known)
            {
                status[name] = JsonBody.Seconds(known);
            }
        }

        string Text(DateTimeOffset? time) => time is { } known ? RequestContext.Time(known) : "";
    }

    /// <summary>A trail as answers show it.</summary>
    /// <param name="trail">The trail.</param>
    /// <param name="isWhole">Whether with what only reading shows.</param>
    public static JsonObject Write(Trail trail, bool isWhole)
    {
        var settings = trail.Settings;
        JsonObject written = new() { ["Name"] = trail.Name, ["S3BucketName"] = settings.Bucket };
        Set("S3KeyPrefix", settings.Prefix);
        if (settings.SnsTopic is { } topic)
        {
            written["SnsTopicName"] = topic[(topic.LastIndexOf(':') + 1)..];
            written["SnsTopicARN"] = topic;
        }

        written["IncludeGlobalServiceEvents"] = settings.IncludesGlobalEvents;
        written["IsMultiRegionTrail"] = settings.IsMultiRegion;
        if (isWhole)
        {
            written["HomeRegion"] = trail.HomeRegion;
        }

        written["TrailARN"] = trail.Arn;
        written["LogFileValidationEnabled"] = settings.HasValidation;
        Set("CloudWatchLogsLogGroupArn", settings.LogGroup);
        Set("CloudWatchLogsRoleArn", settings.LogRole);
        Set("KmsKeyId", settings.Key);
        if (isWhole)
        {
            written["HasCustomEventSelectors"] = trail.EventSelectors is not null || trail.AdvancedEventSelectors is not null;
            written["HasInsightSelectors"] = trail.InsightSelectors is { Count: > 0 };
        }

        written["IsOrganizationTrail"] = settings.IsOrganization;
        return written;

        void Set(string name, string? value)
        {
            if (value is not null)
            {
                written[name] = value;
            }
        }
    }
}
