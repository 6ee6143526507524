namespace TrailOps.LocalAws.S3;

/// <summary>A bucket's policy at one time.</summary>
internal sealed record BucketPolicy(string? Document)
{
    public static BucketPolicy None { get; } = new((string?)null);
}
