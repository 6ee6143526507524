using System.Net;
using Amazon.Runtime;
using Amazon.S3.Model;
using TrailOps.Aws.Connection;
using TrailOps.Aws.Events;
using TrailOps.Posture;
using TrailOps.Trails;

namespace TrailOps.Aws.Posture;

/// <summary>Reads how a trail's bucket is set up. Each setting has a permission of its own, and is refused by itself.</summary>
/// <param name="clients">Those of the bucket's account.</param>
/// <param name="delivery">The trail, and the bucket's name.</param>
/// <param name="account">The account that the bucket should be of: of another's nothing is read.</param>
/// <param name="retentionDays">For how many days logs have to be kept at least.</param>
internal sealed class BucketReader(AwsClients clients, TrailDelivery delivery, string account, int retentionDays)
{
    private const int DaysOfYear = 365;
    private static readonly string[] PublicGroups = ["http://acs.amazonaws.com/groups/global/AllUsers", "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"];

    private string Name => delivery.Bucket;

    /// <summary>All of it, side by side.</summary>
    public async Task<BucketFacts> ReadAsync(CancellationToken cancellationToken)
    {
        var (presence, region) = await FindAsync(cancellationToken).ConfigureAwait(false);
        var s3 = clients.S3(region);
        var policy = Read("s3:GetBucketPolicy", () => TrailBucketState.GetPolicyAsync(s3, Name, account, cancellationToken));
        var status = Read("s3:GetBucketPolicyStatus", async () => (await OrNone(async () => (await s3.GetBucketPolicyStatusAsync(new GetBucketPolicyStatusRequest { BucketName = Name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)).PolicyStatus).ConfigureAwait(false))?.IsPublic == true);
        var grants = Read("s3:GetBucketAcl", async () => PublicGrantsOf(await s3.GetBucketAclAsync(new GetBucketAclRequest { BucketName = Name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)));
        var blocked = Read("s3:GetBucketPublicAccessBlock", async () => NotSet(await OrNone(async () => (await s3.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = Name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)).PublicAccessBlockConfiguration).ConfigureAwait(false)));
        var ownership = Read("s3:GetBucketOwnershipControls", () => OrNone(async () => (await s3.GetBucketOwnershipControlsAsync(new GetBucketOwnershipControlsRequest { BucketName = Name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)).OwnershipControls?.Rules?.FirstOrDefault()?.ObjectOwnership?.Value));
        var versioning = Read("s3:GetBucketVersioning", async () => VersioningOf((await s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = Name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)).VersioningConfig));
        var locked = Read("s3:GetBucketObjectLockConfiguration", async () => LockOf(await OrNone(async () => (await s3.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = Name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)).ObjectLockConfiguration).ConfigureAwait(false)));
        var rules = Read("s3:GetLifecycleConfiguration", async () => RulesOf((await TrailBucketState.GetLifecycleAsync(s3, Name, account, cancellationToken).ConfigureAwait(false))?.Configuration?.Rules ?? []));
        var encryption = Read("s3:GetEncryptionConfiguration", async () => EncryptionOf(await OrNone(async () => (await s3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = Name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)).ServerSideEncryptionConfiguration?.ServerSideEncryptionRules?.FirstOrDefault()).ConfigureAwait(false)));
        var logging = Read("s3:GetBucketLogging", async () => (await s3.GetBucketLoggingAsync(new GetBucketLoggingRequest { BucketName = Name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)).BucketLoggingConfig?.TargetBucketName is { Length: > 0 } target ? target : null);
        await Task.WhenAll(policy, status, grants, blocked, ownership, versioning, locked, rules, encryption, logging).ConfigureAwait(false);
        return new BucketFacts(account)
        {
            Presence = presence,
            Policy = await policy.ConfigureAwait(false),
            IsPolicyPublic = await status.ConfigureAwait(false),
            PublicGrants = await grants.ConfigureAwait(false),
            NotBlocked = await blocked.ConfigureAwait(false),
            Ownership = await ownership.ConfigureAwait(false),
            Versioning = await versioning.ConfigureAwait(false),
            Lock = await locked.ConfigureAwait(false),
            Rules = await rules.ConfigureAwait(false),
            Encryption = await encryption.ConfigureAwait(false),
            LoggingTarget = await logging.ConfigureAwait(false),
        };

        Task<Seen<T>> Read<T>(string permission, Func<Task<T>> read) => SeenAsync.Of(read, permission, cancellationToken);

        static Task<T?> OrNone<T>(Func<Task<T?>> read)
            where T : class => TrailBucketState.OrAbsentAsync(read);
    }

    /// <summary>Whose the bucket is. An answer to HEAD says no more than that it is refused: whether it is of another account is seen where that lets us in.</summary>
    private async Task<(Seen<BucketPresence> Presence, string Region)> FindAsync(CancellationToken cancellationToken)
    {
        var region = delivery.Region;
        var own = await SeenAsync.Of(() => HeadAsync(account), "", cancellationToken).ConfigureAwait(false);
        if (own.Why is null)
        {
            return (Seen.Of(own.Value), region);
        }

        var any = await SeenAsync.Of(() => HeadAsync(null), "", cancellationToken).ConfigureAwait(false);
        if (any is not { Why: null, Value: BucketPresence.Own })
        {
            var why = own.Why.StartsWith("Forbidden", StringComparison.Ordinal) ? "AccessDenied, without a word more" : own.Why.Replace(" ()", "", StringComparison.Ordinal);
            return (Seen.Not<BucketPresence>($"{why}: it takes s3:ListBucket on {Name}, or it is of another account than {account}"), region);
        }

        // A refusal of HEAD has no words: it may have been one of this machine's clock, which the SDK knows by now.
        own = await SeenAsync.Of(() => HeadAsync(account), "", cancellationToken).ConfigureAwait(false);
        return (Seen.Of(own.Why is null ? own.Value : BucketPresence.Foreign), region);

        async Task<BucketPresence> HeadAsync(string? owner, bool isAgain = false)
        {
            try
            {
                var head = await clients.S3(region).HeadBucketAsync(new HeadBucketRequest { BucketName = Name, ExpectedBucketOwner = owner }, cancellationToken).ConfigureAwait(false);
                region = head.BucketRegion is { Length: > 0 } told ? told : region;
                return BucketPresence.Own;
            }
            catch (AmazonServiceException e) when (e.StatusCode == HttpStatusCode.NotFound)
            {
                return BucketPresence.Missing;
            }
            catch (AmazonServiceException e) when (!isAgain && LogBucket.RegionIn(e) is { } told && told != region)
            {
                region = told;
                return await HeadAsync(owner, isAgain: true).ConfigureAwait(false);
            }
        }
    }

    private static IReadOnlyList<string> PublicGrantsOf(GetBucketAclResponse acl) =>
        [.. (acl.Grants ?? []).Where(grant => PublicGroups.Contains(grant.Grantee?.URI, StringComparer.Ordinal)).Select(grant => $"{grant.Grantee!.URI[(grant.Grantee.URI.LastIndexOf('/') + 1)..]} ({grant.Permission})")];

    private static IReadOnlyList<string> NotSet(PublicAccessBlockConfiguration? access) =>
    [
        .. access?.BlockPublicAcls == true ? Array.Empty<string>() : ["BlockPublicAcls"],
        .. access?.IgnorePublicAcls == true ? Array.Empty<string>() : ["IgnorePublicAcls"],
        .. access?.BlockPublicPolicy == true ? Array.Empty<string>() : ["BlockPublicPolicy"],
        .. access?.RestrictPublicBuckets == true ? Array.Empty<string>() : ["RestrictPublicBuckets"],
    ];

    private static (string? Status, bool HasMfaDelete) VersioningOf(S3BucketVersioningConfig? versioning) =>
        (versioning?.Status?.Value is "Enabled" or "Suspended" ? versioning.Status.Value : null, versioning?.EnableMfaDelete == true);

    private static (string? Mode, int Days)? LockOf(ObjectLockConfiguration? present) => present?.ObjectLockEnabled is null
        ? null
        : present.Rule?.DefaultRetention is { } retention ? (retention.Mode?.Value, retention.Days is > 0 and { } days ? days : (retention.Years ?? 0) * DaysOfYear) : (null, 0);

    private (IReadOnlyList<(string Id, string Words)> Early, int Count) RulesOf(List<LifecycleRule> rules) => ([.. TrailBucketLifecycle.TooEarly(rules, delivery, retentionDays)], rules.Count);

    private static (string Algorithm, string? Key, bool HasBucketKey)? EncryptionOf(ServerSideEncryptionRule? rule) => rule?.ServerSideEncryptionByDefault is { } present
        ? (present.ServerSideEncryptionAlgorithm?.Value ?? "", present.ServerSideEncryptionKeyManagementServiceKeyId is { Length: > 0 } key ? key : null, rule.BucketKeyEnabled == true)
        : null;
}
