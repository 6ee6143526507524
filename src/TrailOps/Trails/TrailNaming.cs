using System.Text.RegularExpressions;

namespace TrailOps.Trails;

/// <summary>
/// How trails may be called (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html), and what belongs to them.
/// </summary>
internal static partial class TrailNaming
{
    private const int ShortestName = 3;
    private const int LongestTrail = 128;
    private const int LongestPrefix = 200;

    /// <summary>What is wrong with a trail's name; null where nothing is.</summary>
    public static string? TrailProblem(string name) =>
        name.Length is < ShortestName or > LongestTrail ? $"it has {name.Length} characters; a trail's name has {ShortestName} to {LongestTrail}"
        : !TrailCharacters().IsMatch(name) ? "a trail's name has only ASCII letters, digits, periods, underscores and dashes"
        : !char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1]) ? "a trail's name begins and ends with a letter or a digit"
        : Adjacent().IsMatch(name) ? "a trail's name has no two of period, underscore and dash side by side"
        : Address().IsMatch(name) ? "a trail's name does not look like an IP address"
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

    [GeneratedRegex(@"\A[A-Za-z0-9!_.'()/:@=+,-]*\z")]
    private static partial Regex PrefixCharacters();

    [GeneratedRegex("[^a-z0-9-]")]
    private static partial Regex NotOfBuckets();

    [GeneratedRegex("[._-]{2}")]
    private static partial Regex Adjacent();

    [GeneratedRegex(@"\A[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+\z")]
    private static partial Regex Address();
}
