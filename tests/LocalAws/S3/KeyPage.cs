using System.Globalization;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Signing;

namespace TrailOps.LocalAws.S3;

/// <summary>One page of keys and of what they have in common up to a delimiter.</summary>
internal sealed record KeyPage(IReadOnlyList<string> Keys, IReadOnlyList<string> CommonPrefixes, string? Last, bool IsTruncated)
{
    private const int MaxKeys = 1000;

    public int Count => Keys.Count + CommonPrefixes.Count;

    public static int Max(Call call) => call.Request.QueryValue("max-keys") is not { } text ? MaxKeys
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 0 ? Math.Min(number, MaxKeys)
        : throw S3Errors.InvalidArgument("Provided max-keys not an integer or within integer range");

    /// <summary>The page after a key (or after a common prefix, whose keys are then all behind).</summary>
    public static KeyPage Of(IEnumerable<string> all, string prefix, string delimiter, string after, int max)
    {
        List<string> keys = [];
        List<string> prefixes = [];
        string? last = null;
        foreach (var key in all.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0))
        {
            var cut = delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var common = cut < 0 ? null : key[..(cut + delimiter.Length)];
            if (common is not null && (common == last || (after.StartsWith(common, StringComparison.Ordinal) && after.EndsWith(delimiter, StringComparison.Ordinal) && after == common)))
            {
                continue;
            }

            if (keys.Count + prefixes.Count == max)
            {
                return new KeyPage(keys, prefixes, last, max > 0);
            }

            (common is null ? keys : prefixes).Add(common ?? key);
            last = common ?? key;
        }

        return new KeyPage(keys, prefixes, last, false);
    }

    /// <summary>Names in answers, encoded if the client asked for it.</summary>
    public static string Name(Call call, string name) => call.Request.QueryValue("encoding-type") == "url" ? SigV4.Encode(name, keepsSlashes: true) : name;
}
