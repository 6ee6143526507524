using Amazon;

namespace TrailOps.Aws;

/// <summary>The regions that the AWS SDK knows.</summary>
internal static class AwsRegions
{
    /// <summary>The regions' names, such as <c>eu-central-1</c>, of all partitions. (us-east-1-regional is an endpoint of S3, and no region.)</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName).Where(name => !name.EndsWith("-regional", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
