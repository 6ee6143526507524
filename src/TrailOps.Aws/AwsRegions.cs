using Amazon;

namespace TrailOps.Aws;

/// <summary>The regions that the AWS SDK knows.</summary>
internal static class AwsRegions
{
    /// <summary>The regions' names, such as <c>eu-central-1</c>, of all partitions. (us-east-1-regional is an endpoint of S3, and no region.)</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName).Where(IsRegion).Order(StringComparer.Ordinal)];

    /// <summary>The regions of a region's own partition.</summary>
    public static IReadOnlyList<string> OfPartitionOf(string region) => [.. Names.Where(name => PartitionOf(name) == PartitionOf(region))];

    /// <summary>Where the events of global services go, such as IAM's and those of STS's global endpoint: where the partition has its IAM.</summary>
    /// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events</remarks>
    public static string GlobalOf(string region) => PartitionOf(region) switch
    {
        "aws" => "us-east-1",
        "aws-cn" => "cn-north-1",
        "aws-us-gov" => "us-gov-west-1",
        "aws-iso" => "us-iso-east-1",
        "aws-iso-b" => "us-isob-east-1",
        "aws-iso-e" => "eu-isoe-west-1",
        "aws-iso-f" => "us-isof-south-1",
        "aws-eusc" => "eusc-de-east-1",
        _ => region,
    };

    private static string PartitionOf(string region) => RegionEndpoint.GetBySystemName(region).PartitionName;

    private static bool IsRegion(string name) => !name.EndsWith("-regional", StringComparison.Ordinal);
}
