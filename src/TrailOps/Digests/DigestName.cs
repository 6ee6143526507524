using System.Globalization;
using System.Text.RegularExpressions;

namespace TrailOps.Digests;

/// <summary>
/// How CloudTrail names digests: <c>[prefix/]AWSLogs/[o-…/]ACCOUNT/CloudTrail-Digest/REGION/yyyy/MM/dd/ACCOUNT_CloudTrail-Digest_REGION_TRAIL_HOME_yyyyMMddTHHmmssZ[_backfill].json.gz</c>.
/// A trail's name may hold underscores, so it is what is left between what stands before and behind it.
/// </summary>
/// <param name="Key">The object's key.</param>
/// <param name="Chain">The chain that the digest is of.</param>
/// <param name="EndTime">Where the digest's period ends.</param>
/// <param name="IsBackfill">Whether it lists logs that came late.</param>
internal sealed partial record DigestName(string Key, DigestChain Chain, DateTime EndTime, bool IsBackfill)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>What a key tells; null where it is none of a digest.</summary>
    public static DigestName? Parse(string key)
    {
        var match = Pattern().Match(key);
        return match.Success && Time(match.Groups["time"].ValueSpan) is { } end
            ? new DigestName(
                key,
                new DigestChain(new DigestFolder(match.Groups["root"].Value, match.Groups["account"].Value, match.Groups["region"].Value), match.Groups["trail"].Value, match.Groups["home"].Value),
                end,
                match.Groups["backfill"].Success)
            : null;
    }

    /// <summary>The key that stands before those of digests that end at a time or later. For a trail whose name stands first in the alphabet: no name is left out.</summary>
    public static string KeyBefore(DigestFolder folder, DateTime time)
    {
        var from = time.AddMinutes(-1);
        return string.Create(CultureInfo.InvariantCulture, $"{folder.Digests}{from:yyyy\\/MM\\/dd}/");
    }

    private static DateTime? Time(ReadOnlySpan<char> text) =>
        DateTime.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    [GeneratedRegex(
        @"^(?<root>(?:.+/)?AWSLogs/(?:o-[a-z0-9]{10,32}/)?)(?<account>[0-9]{12})/CloudTrail-Digest/(?<region>[a-z0-9-]+)/[0-9]{4}/[0-9]{2}/[0-9]{2}/\k<account>_CloudTrail-Digest_\k<region>_(?<trail>[^/]+)_(?<home>[a-z0-9-]+)_(?<time>[0-9]{8}T[0-9]{6}Z)(?<backfill>_backfill)?\.json\.gz\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

/// <summary>Where the logs and digests of an account's region lie.</summary>
/// <param name="Root">What stands before the account: <c>[prefix/]AWSLogs/[o-…/]</c>.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Region">The region.</param>
internal sealed record DigestFolder(string Root, string AccountId, string Region)
{
    public string Digests => $"{Root}{AccountId}/CloudTrail-Digest/{Region}/";

    public string Logs => $"{Root}{AccountId}/CloudTrail/{Region}/";
}

/// <summary>The digests of one trail in a region: each names the one before.</summary>
/// <param name="Folder">Where they lie.</param>
/// <param name="TrailName">The trail.</param>
/// <param name="HomeRegion">The trail's home region.</param>
internal sealed record DigestChain(DigestFolder Folder, string TrailName, string HomeRegion);
