using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using TrailOps.Aws.Connection;
using TrailOps.Aws.Events;

namespace TrailOps.Aws;

/// <summary>A bucket as it is set up. What is null was never set.</summary>
/// <param name="Region">Where it is.</param>
internal sealed record TrailBucketState(string Region)
{
    public string? Policy { get; private init; }

    /// <summary>Whether the policy lets everyone in, as far as that was asked.</summary>
    public bool IsPublic { get; private init; }

    public PublicAccessBlockConfiguration? PublicAccess { get; private init; }

    public string? Ownership { get; private init; }

    /// <summary>Whether its access control list lets in others than its owner, as far as that was asked.</summary>
    public bool HasGrants { get; private init; }

    /// <summary>Enabled or Suspended.</summary>
    public string? Versioning { get; private init; }

    public ServerSideEncryptionRule? Encryption { get; private init; }

    public ObjectLockConfiguration? Lock { get; private init; }

    public LifecycleConfiguration? Lifecycle { get; private init; }

    /// <summary>Looks at a bucket; null where there is none of that name.</summary>
    /// <param name="clients">Those of the account that the bucket is to be of.</param>
    /// <param name="name">The bucket's name.</param>
    /// <param name="account">That account: a bucket of another is not touched.</param>
    /// <param name="isMinimal">Whether only what the plain recipe sets is of interest.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="TrailException">It is of another account, or can't be seen.</exception>
    public static async Task<TrailBucketState?> LookAsync(AwsClients clients, string name, string account, bool isMinimal, CancellationToken cancellationToken)
    {
        if (await FindRegionAsync(clients, name, account, clients.Region, cancellationToken).ConfigureAwait(false) is not { } region)
        {
            return null;
        }

        var s3 = clients.S3(region);
        var policy = GetPolicyAsync(s3, name, account, cancellationToken);
        var access = OrAbsentAsync(async () => (await s3.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)).PublicAccessBlockConfiguration);
        var state = new TrailBucketState(region)
        {
            Policy = await policy.ConfigureAwait(false),
            PublicAccess = await access.ConfigureAwait(false),
        };
        if (state.Policy is not null)
        {
            // Where public access is blocked a public policy lets nobody in, and S3 takes it in no form again: nothing could be added to it.
            var status = await s3.GetBucketPolicyStatusAsync(new GetBucketPolicyStatusRequest { BucketName = name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false);
            state = state with { IsPublic = status.PolicyStatus?.IsPublic == true };
        }

        return isMinimal ? state : await state.WithRestAsync(s3, name, account, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A bucket's policy; null where it has none. The SDK takes that answer for success, and may show the error's XML as the policy.</summary>
    public static async Task<string?> GetPolicyAsync(IAmazonS3 s3, string name, string account, CancellationToken cancellationToken)
    {
        var request = new GetBucketPolicyRequest { BucketName = name, ExpectedBucketOwner = account };
        var policy = await OrAbsentAsync(async () => (await s3.GetBucketPolicyAsync(request, cancellationToken).ConfigureAwait(false)).Policy).ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(policy) || policy.TrimStart().StartsWith('<') ? null : policy;
    }

    /// <summary>A bucket's life cycle rules, with what goes with them and is lost where it is not put back; null where there are none.</summary>
    public static Task<GetLifecycleConfigurationResponse?> GetLifecycleAsync(IAmazonS3 s3, string name, string account, CancellationToken cancellationToken) =>
        OrAbsentAsync<GetLifecycleConfigurationResponse>(async () => await s3.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false));

    /// <summary>Whether nobody from outside gets in.</summary>
    public static bool IsBlocked(PublicAccessBlockConfiguration? access) =>
        access is { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

    private async Task<TrailBucketState> WithRestAsync(IAmazonS3 s3, string name, string account, CancellationToken cancellationToken)
    {
        var ownership = OrAbsentAsync(async () => (await s3.GetBucketOwnershipControlsAsync(new GetBucketOwnershipControlsRequest { BucketName = name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)).OwnershipControls?.Rules?.FirstOrDefault()?.ObjectOwnership?.Value);
        var versioning = s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = name, ExpectedBucketOwner = account }, cancellationToken);
        var encryption = OrAbsentAsync(async () => (await s3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)).ServerSideEncryptionConfiguration?.ServerSideEncryptionRules?.FirstOrDefault());
        var locked = OrAbsentAsync(async () => (await s3.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)).ObjectLockConfiguration);
        var lifecycle = GetLifecycleAsync(s3, name, account, cancellationToken);
        await Task.WhenAll(ownership, versioning, encryption, locked, lifecycle).ConfigureAwait(false);
        var grants = await ownership.ConfigureAwait(false) is null && (await s3.GetBucketAclAsync(new GetBucketAclRequest { BucketName = name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false)) is { } acl
            && acl.Grants?.Exists(grant => grant.Grantee?.CanonicalUser != acl.Owner?.Id) == true;
        return this with
        {
            HasGrants = grants,
            Ownership = await ownership.ConfigureAwait(false),
            Versioning = (await versioning.ConfigureAwait(false)).VersioningConfig?.Status?.Value is var status && status is "Enabled" or "Suspended" ? status : null,
            Encryption = await encryption.ConfigureAwait(false),
            Lock = await locked.ConfigureAwait(false) is { ObjectLockEnabled: not null } present ? present : null,
            Lifecycle = (await lifecycle.ConfigureAwait(false))?.Configuration is { Rules.Count: > 0 } configuration ? configuration : null,
        };
    }

    private static async Task<string?> FindRegionAsync(AwsClients clients, string name, string account, string region, CancellationToken cancellationToken)
    {
        try
        {
            var head = await clients.S3(region).HeadBucketAsync(new HeadBucketRequest { BucketName = name, ExpectedBucketOwner = account }, cancellationToken).ConfigureAwait(false);
            return head.BucketRegion is { Length: > 0 } told ? told : region;
        }
        catch (AmazonServiceException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (AmazonServiceException e) when (e.StatusCode != HttpStatusCode.Forbidden && LogBucket.RegionIn(e) is { } told && told != region)
        {
            return await FindRegionAsync(clients, name, account, told, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            throw Foreign(name, account, e);
        }
    }

    /// <summary>An answer to HEAD says no more than that it is refused.</summary>
    public static TrailException Foreign(string name, string account, Exception cause) => new(
        TrailProblem.AuditTrailBucketForeign,
        $"The bucket '{name}' is not one that the account {account} can see: it is of another account, or the credentials lack s3:ListBucket on it. Nothing was changed. Give another -BucketName, or the credentials of the bucket's own account with -BucketProfileName or -BucketCredential.",
        cause);

    /// <summary>What S3 calls an error where something was never set: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.</summary>
    public static async Task<T?> OrAbsentAsync<T>(Func<Task<T?>> get)
        where T : class
    {
        try
        {
            return await get().ConfigureAwait(false);
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "NoSuchBucketPolicy" or "NoSuchPublicAccessBlockConfiguration" or "OwnershipControlsNotFoundError"
            or "ServerSideEncryptionConfigurationNotFoundError" or "NoSuchLifecycleConfiguration" or "ObjectLockConfigurationNotFoundError")
        {
            return null;
        }
    }
}
