namespace TrailOps.LocalAws.World;

/// <summary>What differs between the partitions.</summary>
internal static class Partition
{
    /// <summary>The partition of a region, by its name.</summary>
    public static string Of(string region) => region.Split('-') switch
    {
        ["cn", ..] => "aws-cn",
        ["us", "gov", ..] => "aws-us-gov",
        ["us", "iso", ..] => "aws-iso",
        ["us", "isob", ..] => "aws-iso-b",
        ["eusc", ..] => "aws-eusc",
        _ => "aws",
    };

    /// <summary>The region in which IAM lives and CloudTrail records its events.</summary>
    public static string GlobalRegion(string partition) => partition switch
    {
        "aws-cn" => "cn-north-1",
        "aws-us-gov" => "us-gov-west-1",
        "aws-iso" => "us-iso-east-1",
        "aws-iso-b" => "us-isob-east-1",
        "aws-eusc" => "eusc-de-east-1",
        _ => "us-east-1",
    };

    /// <summary>The domain of its endpoints.</summary>
    public static string DnsSuffix(string partition) => partition switch
    {
        "aws-cn" => "amazonaws.com.cn",
        "aws-eusc" => "amazonaws.eu",
        "aws-iso" => "c2s.ic.gov",
        "aws-iso-b" => "sc2s.sgov.gov",
        _ => "amazonaws.com",
    };

    /// <summary>Regions that are on; the partition's first is its global one.</summary>
    public static IReadOnlyList<string> Regions(string partition) => partition switch
    {
        "aws-cn" => ["cn-north-1", "cn-northwest-1"],
        "aws-us-gov" => ["us-gov-west-1", "us-gov-east-1"],
        "aws" =>
        [
            "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1",
            "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1",
        ],
        _ => [GlobalRegion(partition)],
    };

    /// <summary>Regions that are there, and that no account here has switched on.</summary>
    public static IReadOnlyList<string> NotEnabled(string partition) => partition != "aws" ? [] :
    [
        "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1",
        "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "me-west-1", "mx-central-1", "sa-west-1",
    ];
}
