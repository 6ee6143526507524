namespace TrailOps.Trails;

/// <summary>Which trail delivers where.</summary>
/// <param name="Partition">The partition: aws, aws-cn, aws-us-gov, …</param>
/// <param name="AccountId">The account of the trail, which its bucket need not be in.</param>
/// <param name="Region">The trail's home region.</param>
/// <param name="TrailName">The trail's name.</param>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Prefix">What keys begin with, without a slash at the end; null for nothing.</param>
internal sealed record TrailDelivery(string Partition, string AccountId, string Region, string TrailName, string Bucket, string? Prefix)
{
    public string TrailArn => ArnOf(Partition, Region, AccountId, TrailName);

    public string BucketArn => $"arn:{Partition}:s3:::{Bucket}";

    /// <summary>The folder of all that the trail delivers, with a slash at the end.</summary>
    public string Folder => $"{(Prefix is null ? "" : Prefix + "/")}AWSLogs/{AccountId}/";

    /// <summary>The ARN of a trail: it is known before the trail is made.</summary>
    public static string ArnOf(string partition, string region, string account, string name) => $"arn:{partition}:cloudtrail:{region}:{account}:trail/{name}";
}
