using Amazon;

namespace TrailOps.Aws;

/// <summary>The regions that the AWS SDK knows.</summary>
internal static class AwsRegions
{
    /// <summary>The regions' names, such as <c>eu-central-1</c>, of all partitions.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName).Order(StringComparer.Ordinal)];
}
