using System.Text.RegularExpressions;

namespace TrailOps.Trails;

/// <summary>
/// How trails and their buckets may be called: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html,
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html.
/// </summary>
internal static partial class TrailNaming
{
    private const int ShortestName = 3;
    private const int LongestTrail = 128;
    private const int LongestBucket = 63;
    private const int LongestPrefix = 200;
    private static readonly string[] ReservedStarts = ["xn--", "sthree-", "amzn-s3-demo-"];
    private static readonly string[] ReservedEnds = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    /// <summary>What is wrong with a trail's name; null where nothing is.</summary>
    public static string? TrailProblem(string name) =>
        name.Length is < ShortestName or > LongestTrail ? $"it has {name.Length} characters; a trail's name has {ShortestName} to {LongestTrail}"
        : !TrailCharacters().IsMatch(name) ? "a trail's name has only ASCII letters, digits, periods, underscores and dashes"
        : !char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1]) ? "a trail's name begins and ends with a letter or a digit"
        : Adjacent().IsMatch(name) ? "a trail's name has no two of period, underscore and dash side by side"
        : Address().IsMatch(name) ? "a trail's name does not look like an IP address"
        : null;

    /// <summary>What is wrong with a bucket's name; null where nothing is.</summary>
    public static string? BucketProblem(string name) =>
        name.Length is < ShortestName or > LongestBucket ? $"it has {name.Length} characters; a bucket's name has {ShortestName} to {LongestBucket}"
        : !BucketCharacters().IsMatch(name) ? "a bucket's name has only lower-case ASCII letters, digits, periods and dashes"
        : !char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1]) ? "a bucket's name begins and ends with a letter or a digit"
        : name.Contains("..", StringComparison.Ordinal) ? "a bucket's name has no two periods side by side"
        : Address().IsMatch(name) ? "a bucket's name does not look like an IP address"
        : Array.Find(ReservedStarts, start => name.StartsWith(start, StringComparison.Ordinal)) is { } start ? $"names that begin with {start} are reserved"
        : Array.Find(ReservedEnds, end => name.EndsWith(end, StringComparison.Ordinal)) is { } end ? $"names that end with {end} are reserved"
        : null;

    /// <summary>What is wrong with a key prefix; null where nothing is.</summary>
    public static string? PrefixProblem(string prefix) =>
        prefix.Length > LongestPrefix ? $"it has {prefix.Length} characters; a trail's prefix has at most {LongestPrefix}"
        : prefix.Contains("AWSLogs", StringComparison.Ordinal) ? "CloudTrail takes no prefix with AWSLogs in it, which it adds itself"
        : prefix.Contains("//", StringComparison.Ordinal) ? "it has an empty folder: two slashes side by side"
        : !PrefixCharacters().IsMatch(prefix) ? "it has characters that the bucket's policy could not name: stay with letters, digits and -_./!'()=+,:@"
        : null;

    /// <summary>The bucket of a trail for which nobody named one: the account in it keeps names of different accounts apart.</summary>
    public static string DefaultBucket(string trail, string account, string region) => $"cloudtrail-{account}-{region}-{NotOfBuckets().Replace(trail.ToLowerInvariant(), "-")}";

    [GeneratedRegex(@"\A[A-Za-z0-9._-]+\z")]
    private static partial Regex TrailCharacters();

    [GeneratedRegex(@"\A[a-z0-9.-]+\z")]
    private static partial Regex BucketCharacters();

    [GeneratedRegex(@"\A[A-Za-z0-9!_.'()/:@=+,-]*\z")]
    private static partial Regex PrefixCharacters();

    [GeneratedRegex("[^a-z0-9-]")]
    private static partial Regex NotOfBuckets();

    [GeneratedRegex("[._-]{2}")]
    private static partial Regex Adjacent();

    [GeneratedRegex(@"\A[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+\z")]
    private static partial Regex Address();
}
