using System.Globalization;
using System.Text.RegularExpressions;

namespace TrailOps.Events;

/// <summary>
/// How CloudTrail names what it delivers: <c>AWSLogs/[o-…/]ACCOUNT/CloudTrail/REGION/yyyy/MM/dd/ACCOUNT_CloudTrail_REGION_yyyyMMddTHHmmZ_UNIQUE.json.gz</c>
/// (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html). The time is that of delivery.
/// </summary>
internal static partial class LogFileName
{
    /// <summary>The region that the file's name tells.</summary>
    public static string? Region(string fileName) =>
        NamePattern().Match(fileName) is { Success: true } match ? match.Groups["region"].Value : null;

    /// <summary>When the file was delivered, by its name; to the minute, in UTC.</summary>
    public static DateTime? Delivered(string fileName) =>
        NamePattern().Match(fileName) is { Success: true } match
            && DateTime.TryParseExact(match.Groups["time"].ValueSpan, "yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>
    /// When a file was delivered, where its name is the one that CloudTrail gives in its folder: by such names alone keys are in the order of time. Whoever may write to the bucket can put any
    /// other among them, and nothing may end there. Null for those.
    /// </summary>
    public static DateTime? InOrder(string key)
    {
        var parts = key.Split('/');
        return parts is [.., var account, var kind, var region, var year, var month, var day, var name] && name.StartsWith($"{account}_{kind}_{region}_{year}{month}{day}T", StringComparison.Ordinal)
            ? Delivered(name)
            : null;
    }

    /// <summary>The day whose folder a key is in; null where it is in none.</summary>
    public static DateTime? DayOf(string key) =>
        key.Split('/') is [.., var year, var month, var day, _] && DateTime.TryParseExact($"{year}{month}{day}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;

    /// <summary>Whether the name is that of a digest or of an Insights file.</summary>
    public static bool IsDigestOrInsight(string fileName) =>
        fileName.Contains("_CloudTrail-Digest_", StringComparison.Ordinal) || fileName.Contains("_CloudTrail-Insight_", StringComparison.Ordinal);

    /// <summary>Whether the folder holds digests or Insights files.</summary>
    public static bool IsDigestOrInsightFolder(string folderName) => folderName is "CloudTrail-Digest" or "CloudTrail-Insight";

    /// <summary>Whether the name ends as a log's does.</summary>
    public static bool IsLog(string fileName) =>
        fileName.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".jsonl.gz", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".ndjson.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether what lies in a date folder (<c>…/CloudTrail/REGION/yyyy[/MM[/dd]]</c>) can hold an event of the window. A file holds events
    /// from before its delivery, so folders from the window's first day on count, up to the day after its last for what came late.
    /// </summary>
    public static bool CanHold(string folder, DateTime? start, DateTime? end)
    {
        var match = DateFolderPattern().Match(folder);
        if (!match.Success || !TryGetSpan(match, out var first, out var last))
        {
            return true;
        }

        return (start is null || last >= start.Value.Date) && (end is null || first - end.Value.Date <= TimeSpan.FromDays(1));
    }

    private static bool TryGetSpan(Match match, out DateTime first, out DateTime last)
    {
        var year = int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        var month = match.Groups["m"] is { Success: true } m ? int.Parse(m.ValueSpan, CultureInfo.InvariantCulture) : 0;
        var day = match.Groups["d"] is { Success: true } d ? int.Parse(d.ValueSpan, CultureInfo.InvariantCulture) : 0;
        first = last = default;
        if (year == 0 || month > 12 || (match.Groups["m"].Success && month == 0)
            || (match.Groups["d"].Success && (day == 0 || day > DateTime.DaysInMonth(year, month))))
        {
            return false;
        }

        first = new DateTime(year, Math.Max(month, 1), Math.Max(day, 1), 0, 0, 0, DateTimeKind.Utc);
        var lastMonth = month == 0 ? 12 : month;
        last = new DateTime(year, lastMonth, day == 0 ? DateTime.DaysInMonth(year, lastMonth) : day, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    [GeneratedRegex(@"^[0-9]{12}_CloudTrail[A-Za-z-]*_(?<region>[a-z0-9-]+)_(?<time>[0-9]{8}T[0-9]{4}Z)_?[A-Za-z0-9]+\.json(\.gz)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"[\\/]CloudTrail(-[A-Za-z]+)?[\\/][a-z0-9-]+[\\/](?<y>[0-9]{4})([\\/](?<m>[0-9]{2})([\\/](?<d>[0-9]{2}))?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DateFolderPattern();
}
