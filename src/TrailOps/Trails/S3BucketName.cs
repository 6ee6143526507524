using System.Net;
using System.Text.RegularExpressions;

namespace TrailOps.Trails;

/// <summary>The names of Amazon S3's buckets: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html</summary>
internal static partial class S3BucketName
{
    private const int MinLength = 3;
    private const int MaxLength = 63;
    private static readonly string[] ReservedBeginnings = ["xn--", "sthree-", "amzn-s3-demo-"];
    private static readonly string[] ReservedEnds = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    /// <summary>What is wrong with a name, to follow its mention; null for nothing.</summary>
    public static string? Problem(string name) => name switch
    {
        { Length: < MinLength or > MaxLength } => $"has {name.Length} characters, and a bucket's name has {MinLength} to {MaxLength}",
        _ when Foreign().Match(name) is { Success: true } foreign => $"has '{foreign.Value}', and a bucket's name has small letters, digits, dots and hyphens",
        _ when !char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1]) => "begins or ends with a dot or a hyphen, and a bucket's name with a letter or a digit",
        _ when name.Contains("..", StringComparison.Ordinal) => "has two dots in a row",
        _ when name.Count(c => c == '.') == 3 && IPAddress.TryParse(name, out _) => "looks like an IP address",
        _ when Array.Find(ReservedBeginnings, part => name.StartsWith(part, StringComparison.Ordinal)) is { } beginning => $"begins with {beginning}, which Amazon S3 keeps to itself",
        _ when name.EndsWith("--x-s3", StringComparison.Ordinal) => "is a directory bucket: give -ResourceType AWS::S3Express::Object and its ARN",
        _ when Array.Find(ReservedEnds, part => name.EndsWith(part, StringComparison.Ordinal)) is { } end => $"ends with {end}, as no bucket's name does",
        _ => null,
    };

    [GeneratedRegex("[^a-z0-9.-]", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();
}
