using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>The accounts that a trail is about: its own, and that of its bucket, which may be another.</summary>
/// <param name="Trail">The clients of the trail's account.</param>
/// <param name="Bucket">Those of the bucket's.</param>
/// <param name="Partition">The partition of both.</param>
/// <param name="TrailAccount">The trail's account.</param>
/// <param name="BucketAccount">The bucket's account.</param>
internal sealed record TrailAccounts(AwsClients Trail, AwsClients Bucket, string Partition, string TrailAccount, string BucketAccount)
{
    /// <summary>Asks STS who the credentials are.</summary>
    public static async Task<TrailAccounts> FindAsync(AwsClients trail, AwsClients? bucket, CancellationToken cancellationToken)
    {
        var own = CallerIdentity.GetAsync(trail, null, cancellationToken);
        var other = bucket is null ? own : CallerIdentity.GetAsync(bucket, null, cancellationToken);
        var (mine, theirs) = (await own.ConfigureAwait(false), await other.ConfigureAwait(false));
        return new TrailAccounts(trail, bucket ?? trail, mine.Arn.Split(':')[1], mine.Account, theirs.Account);
    }

    /// <summary>The clients to ask about a key: those of its account, where that is one of the two.</summary>
    public AwsClients OfKey(string key) => key.Split(':') is ["arn", _, _, _, { } account, ..] && account == BucketAccount && account != TrailAccount ? Bucket : Trail;
}
