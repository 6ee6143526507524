using System.Text.RegularExpressions;

namespace TrailOps.LocalAws.S3;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html</summary>
internal static partial class BucketNames
{
    /// <summary>Null: a good name.</summary>
    public static string? Problem(string name) =>
        name.Length is >= 3 and <= 63 && Allowed().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal) && !Address().IsMatch(name)
        && !Reserved().IsMatch(name)
            ? null
            : "The specified bucket is not valid.";

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]*[a-z0-9]\z")]
    private static partial Regex Allowed();

    [GeneratedRegex(@"\A\d+\.\d+\.\d+\.\d+\z")]
    private static partial Regex Address();

    [GeneratedRegex(@"\A(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)\z")]
    private static partial Regex Reserved();
}
