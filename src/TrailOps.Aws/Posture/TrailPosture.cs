using Amazon.CloudTrail.Model;
using Amazon.KeyManagementService.Model;
using TrailOps.Aws.Connection;
using TrailOps.Aws.Posture;
using TrailOps.Posture;
using TrailOps.Trails;

namespace TrailOps.Aws;

/// <summary>Looks at trails, their buckets and keys as an auditor does, and judges them. Nothing is changed. What can't be read is said to be so, and the rest is looked at.</summary>
/// <param name="clients">Those of the trail's account.</param>
/// <param name="bucketClients">Those of the bucket's account; null: the same do.</param>
internal sealed class TrailPosture(AwsClients clients, AwsClients? bucketClients)
{
    /// <summary>The account of the bucket, where it is not that of the trail.</summary>
    public string? BucketAccountId { get; init; }

    /// <summary>Where trails should deliver.</summary>
    public string? BucketName { get; init; }

    /// <summary>For how many days logs have to be kept at least.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>All checks of a trail.</summary>
    public async Task<IReadOnlyList<AuditTrailCheck>> CheckAsync(AuditTrail trail, CancellationToken cancellationToken)
    {
        var delivery = new TrailDelivery(trail.TrailARN.Split(':')[1], trail.AccountId, trail.HomeRegion, trail.Name, trail.S3BucketName ?? "", string.IsNullOrEmpty(trail.S3KeyPrefix) ? null : trail.S3KeyPrefix.TrimEnd('/'));
        var bucketAccount = BucketAccountId ?? (bucketClients is null ? trail.AccountId : (await CallerIdentity.GetAsync(bucketClients, null, cancellationToken).ConfigureAwait(false)).Account);
        var bucket = new BucketReader(bucketClients ?? clients, delivery, bucketAccount, RetentionDays).ReadAsync(cancellationToken);
        var key = KeyAsync(trail, bucketAccount, cancellationToken);
        var tags = TagsAsync(trail, cancellationToken);
        var foreign = await ForeignAsync(trail, cancellationToken).ConfigureAwait(false);
        var watches = new ChangeWatchReader(clients, trail, delivery);
        var filters = Own(watches.FiltersAsync);
        var rules = Own(watches.RulesAsync);
        var stores = Own(stop => new StoreReader(clients, trail.HomeRegion).ReadAsync(stop));
        await Task.WhenAll(bucket, key, tags, filters, rules, stores).ConfigureAwait(false);
        return
        [
            .. TrailJudge.Judge(new TrailFacts(trail, delivery, clients.Now)
            {
                Tags = await tags.ConfigureAwait(false),
                DataStores = await stores.ConfigureAwait(false),
                MetricFilters = await filters.ConfigureAwait(false),
                Rules = await rules.ConfigureAwait(false),
                Bucket = await bucket.ConfigureAwait(false),
                Key = await key.ConfigureAwait(false),
                ExpectedBucket = BucketName,
                RetentionDays = RetentionDays,
            }),
        ];

        Task<Seen<T>> Own<T>(Func<CancellationToken, Task<Seen<T>>> read) => foreign is null ? read(cancellationToken) : Task.FromResult(Seen.Not<T>(foreign));
    }

    /// <summary>Why nothing of what lies in the trail's account is told: a trail of an organisation is shown to its members too, and what they may list is their own. Null: it is the caller's.</summary>
    private async Task<string?> ForeignAsync(AuditTrail trail, CancellationToken cancellationToken)
    {
        if (!trail.IsOrganizationTrail)
        {
            return null;
        }

        var caller = await SeenAsync.Of(() => CallerIdentity.GetAsync(clients, null, cancellationToken), "sts:GetCallerIdentity", cancellationToken).ConfigureAwait(false);
        return caller.Why ?? (caller.Value.Account == trail.AccountId ? null : $"The trail is of {trail.AccountId}, and what is there is not told to {caller.Value.Account}");
    }

    private Task<Seen<int>> TagsAsync(AuditTrail trail, CancellationToken cancellationToken) => SeenAsync.Of(
        async () => (await clients.CloudTrail(trail.HomeRegion).ListTagsAsync(new ListTagsRequest { ResourceIdList = [trail.TrailARN] }, cancellationToken).ConfigureAwait(false)).ResourceTagList?.Sum(resource => resource.TagsList?.Count ?? 0) ?? 0,
        "cloudtrail:ListTags",
        cancellationToken);

    private async Task<KeyFacts?> KeyAsync(AuditTrail trail, string bucketAccount, CancellationToken cancellationToken)
    {
        if (trail.KmsKeyId is not { } id)
        {
            return null;
        }

        var parts = id.Split(':');
        var region = parts is ["arn", _, "kms", { Length: > 0 } told, ..] ? told : trail.HomeRegion;
        var kms = (bucketClients is not null && parts.Length > 4 && parts[4] == bucketAccount && bucketAccount != trail.AccountId ? bucketClients : clients).KeyManagementService(region);
        var description = SeenAsync.Of(
            async () => (await kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = id }, cancellationToken).ConfigureAwait(false)).KeyMetadata is var key
                ? (key.Arn, key.KeyState?.Value ?? "", key.KeyManager != Amazon.KeyManagementService.KeyManagerType.AWS)
                : default,
            "kms:DescribeKey",
            cancellationToken);
        var rotation = SeenAsync.Of(async () => (await kms.GetKeyRotationStatusAsync(new GetKeyRotationStatusRequest { KeyId = id }, cancellationToken).ConfigureAwait(false)).KeyRotationEnabled == true, "kms:GetKeyRotationStatus", cancellationToken);
        var policy = SeenAsync.Of(async () => (await kms.GetKeyPolicyAsync(new GetKeyPolicyRequest { KeyId = id, PolicyName = "default" }, cancellationToken).ConfigureAwait(false)).Policy, "kms:GetKeyPolicy", cancellationToken);
        return new KeyFacts(id)
        {
            Description = await description.ConfigureAwait(false),
            IsRotated = await rotation.ConfigureAwait(false),
            Policy = await policy.ConfigureAwait(false),
        };
    }
}
