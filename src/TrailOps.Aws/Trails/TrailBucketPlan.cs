using Amazon.S3;
using Amazon.S3.Model;
using TrailOps.Aws.Connection;
using TrailOps.Trails;

namespace TrailOps.Aws;

/// <summary>
/// The steps from a bucket as it is, or none, to one for a trail, in the order in which no step leaves it open:
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html.
/// </summary>
/// <param name="clients">Those of the bucket's account.</param>
/// <param name="account">That account.</param>
/// <param name="delivery">The trail, and the bucket's name.</param>
/// <param name="wish">How the bucket is to be.</param>
internal sealed class TrailBucketPlan(AwsClients clients, string account, TrailDelivery delivery, TrailBucketWish wish)
{
    private const string Enforced = "BucketOwnerEnforced";

    private string Name => delivery.Bucket;

    private bool IsTlsOnly => !wish.IsMinimal && !wish.IsOwn;

    /// <summary>The steps; none where the bucket is as it is to be.</summary>
    /// <param name="state">The bucket as it is; null: it is not there.</param>
    /// <exception cref="TrailException">It is set up otherwise, or its policy is in the way.</exception>
    public IReadOnlyList<TrailStep> Steps(TrailBucketState? state)
    {
        if (!wish.IsOwn)
        {
            TrailBucketDifferences.Check(state, Name, delivery, wish);
            WarnOfRules(state);
        }

        var region = state?.Region ?? wish.Region;
        var s3 = clients.S3(region);
        var policy = CheckPolicy(state);
        List<TrailStep> steps = [];
        Add(state is null, $"Create the bucket in {region}{(wish.LockDays is null ? "" : ", with Object Lock")}", stop => CreateAsync(s3, region, stop), $"Remove-S3Bucket {Name}, which works while it is empty");
        Add(!wish.IsOwn && !TrailBucketState.IsBlocked(state?.PublicAccess), "Block public access", stop => s3.PutPublicAccessBlockAsync(PublicAccess(), stop));
        if (!wish.IsMinimal && !wish.IsOwn)
        {
            Add(state?.Ownership != Enforced, "Switch access control lists off (BucketOwnerEnforced)", stop => s3.PutBucketOwnershipControlsAsync(Ownership(), stop));
            Add(state?.Versioning != "Enabled" && !(state is null && wish.LockDays is not null), "Switch versioning on", stop => s3.PutBucketVersioningAsync(Versioning(), stop));
            Add(IsLockMissing(state), $"Lock what is delivered for {wish.LockDays} days ({wish.LockMode})", stop => s3.PutObjectLockConfigurationAsync(ObjectLock(state), stop));
        }

        Add(!wish.IsMinimal && (!wish.IsOwn || wish.IsRekeyed) && IsEncryptionMissing(state), wish.Key is { } key ? $"Encrypt with {key}" : "Encrypt with Amazon S3's keys", stop => s3.PutBucketEncryptionAsync(Encryption(state), stop));
        Add(
            TrailBucketLifecycle.IsMissing(state, delivery, wish),
            $"Hide logs after {wish.RetentionDays} days, and delete for good what has been hidden, deleted or written over for as long",
            stop => PutLifecycleAsync(s3, stop));
        var what = IsTlsOnly ? ", and nobody without TLS" : "";
        Add(policy is not null, state?.Policy is null ? $"Put the bucket policy: this trail may deliver{what}" : $"Add to the bucket policy: this trail may deliver{what}", stop => PutPolicyAsync(s3, stop));
        return steps;

        void Add<T>(bool isNeeded, string action, Func<CancellationToken, Task<T>> run, string? undo = null)
        {
            if (isNeeded)
            {
                steps.Add(new TrailStep(Name, action, stop => TrailWrites.RetryAsync(() => run(stop), stop)) { Undo = undo });
            }
        }
    }

    private string? CheckPolicy(TrailBucketState? state)
    {
        try
        {
            var completed = TrailBucketPolicy.Complete(state?.Policy, delivery, IsTlsOnly);
            if (completed is { Length: > TrailBucketPolicy.Limit })
            {
                throw new TrailException(
                    TrailProblem.AuditTrailBucketPolicyNotUsable,
                    $"The policy of the bucket '{Name}' would have {completed.Length:N0} characters with what the trail needs, and Amazon S3 takes {TrailBucketPolicy.Limit:N0}. Nothing was changed. Make room in it, or give the trail a bucket of its own.");
            }

            var policy = completed ?? state!.Policy!;
            if (TrailBucketPolicy.IsOpenToOthers(policy, delivery))
            {
                ConnectionUi.Current.Warning($"The policy of the bucket '{Name}' lets trails of other accounts deliver too: a statement for cloudtrail.amazonaws.com names no trail (aws:SourceArn). It is left as it is.");
            }

            if (TrailBucketPolicy.Obstacle(policy, delivery, account, wish.Key) is not { } obstacle)
            {
                return completed;
            }

            var refusal = $"The policy of the bucket '{Name}' keeps CloudTrail out: {obstacle}.";
            if (!wish.IsForced)
            {
                throw new TrailException(
                    TrailProblem.AuditTrailBucketRefuses,
                    $"{refusal} Nothing was changed. Let the statement leave out the service (\"Bool\": {{\"aws:PrincipalIsAWSService\": \"false\"}}), or give the trail another bucket.");
            }

            ConnectionUi.Current.Warning($"{refusal} With -Force it is tried all the same.");
            return completed;
        }
        catch (PolicyDocumentException e)
        {
            throw new TrailException(TrailProblem.AuditTrailBucketPolicyNotUsable, $"The policy of the bucket '{Name}' can't be read, so nothing was added to it and nothing was changed: {e.Message}", e);
        }
    }

    private bool IsLockMissing(TrailBucketState? state) => wish.LockDays is { } days && !TrailBucketDifferences.IsLockedFor(state?.Lock, days, wish.LockMode);

    private bool IsEncryptionMissing(TrailBucketState? state) => wish.Key is { } key
        ? state?.Encryption is not { ServerSideEncryptionByDefault: { ServerSideEncryptionAlgorithm.Value: "aws:kms" or "aws:kms:dsse" } present, BucketKeyEnabled: true } || !TrailBucketDifferences.IsKey(present.ServerSideEncryptionKeyManagementServiceKeyId, key)
        : state?.Encryption is null || (wish is { IsRekeyed: true, FormerKey: { } former } && TrailBucketDifferences.IsKey(state.Encryption.ServerSideEncryptionByDefault?.ServerSideEncryptionKeyManagementServiceKeyId, former));

    private Task<PutBucketResponse> CreateAsync(IAmazonS3 s3, string region, CancellationToken stop) => CreateAsync(s3, new PutBucketRequest
    {
        BucketName = Name,

        // The SDK would take the region of the endpoint, which another endpoint does not tell, and of BucketRegionName it makes EU of eu-west-1. us-east-1 alone is not named.
        UseClientRegion = false,
        PutBucketConfiguration = region == "us-east-1" ? null : new PutBucketConfiguration { LocationConstraint = region },
        ObjectLockEnabledForBucket = wish.LockDays is not null,
        ObjectOwnership = wish.IsMinimal ? null : ObjectOwnership.BucketOwnerEnforced,
    }, stop);

    private async Task<PutBucketResponse> CreateAsync(IAmazonS3 s3, PutBucketRequest request, CancellationToken stop)
    {
        try
        {
            return await s3.PutBucketAsync(request, stop).ConfigureAwait(false);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "BucketAlreadyExists")
        {
            throw TrailBucketState.Foreign(Name, account, e);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "BucketAlreadyOwnedByYou")
        {
            // Somebody of the account was faster, or an answer was lost: the steps that follow make it what it is to be.
            return new PutBucketResponse();
        }
    }

    private PutPublicAccessBlockRequest PublicAccess() => new()
    {
        BucketName = Name,
        ExpectedBucketOwner = account,
        PublicAccessBlockConfiguration = new PublicAccessBlockConfiguration { BlockPublicAcls = true, IgnorePublicAcls = true, BlockPublicPolicy = true, RestrictPublicBuckets = true },
    };

    private PutBucketOwnershipControlsRequest Ownership() => new()
    {
        BucketName = Name,
        ExpectedBucketOwner = account,
        OwnershipControls = new OwnershipControls { Rules = [new OwnershipControlsRule { ObjectOwnership = ObjectOwnership.BucketOwnerEnforced }] },
    };

    private PutBucketVersioningRequest Versioning() => new() { BucketName = Name, ExpectedBucketOwner = account, VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled } };

    /// <summary>As long and as strict as what there is, at least.</summary>
    private PutObjectLockConfigurationRequest ObjectLock(TrailBucketState? state) => new()
    {
        BucketName = Name,
        ExpectedBucketOwner = account,
        ObjectLockConfiguration = new ObjectLockConfiguration
        {
            ObjectLockEnabled = ObjectLockEnabled.Enabled,
            Rule = new ObjectLockRule { DefaultRetention = TrailBucketDifferences.Stricter(state?.Lock?.Rule?.DefaultRetention, wish) },
        },
    };

    /// <summary>What else the bucket's rule says stays.</summary>
    private PutBucketEncryptionRequest Encryption(TrailBucketState? state)
    {
        var rule = state?.Encryption ?? new ServerSideEncryptionRule();
        var isDouble = wish.Key is not null && rule.ServerSideEncryptionByDefault?.ServerSideEncryptionAlgorithm == ServerSideEncryptionMethod.AWSKMSDSSE;
        rule.ServerSideEncryptionByDefault = new ServerSideEncryptionByDefault
        {
            ServerSideEncryptionAlgorithm = wish.Key is null ? ServerSideEncryptionMethod.AES256 : isDouble ? ServerSideEncryptionMethod.AWSKMSDSSE : ServerSideEncryptionMethod.AWSKMS,
            ServerSideEncryptionKeyManagementServiceKeyId = wish.Key,
        };

        // KMS is asked once for many logs, and not for each.
        rule.BucketKeyEnabled = wish.Key is not null;
        return new PutBucketEncryptionRequest
        {
            BucketName = Name,
            ExpectedBucketOwner = account,
            ServerSideEncryptionConfiguration = new ServerSideEncryptionConfiguration { ServerSideEncryptionRules = [rule] },
        };
    }

    /// <summary>The rules that are there now count, and not those that were there when the user was asked.</summary>
    private async Task<PutLifecycleConfigurationResponse> PutLifecycleAsync(IAmazonS3 s3, CancellationToken stop)
    {
        var present = await TrailBucketState.GetLifecycleAsync(s3, Name, account, stop).ConfigureAwait(false);
        return await s3.PutLifecycleConfigurationAsync(
            new PutLifecycleConfigurationRequest
            {
                BucketName = Name,
                ExpectedBucketOwner = account,
                Configuration = TrailBucketLifecycle.With(present?.Configuration, delivery, wish.RetentionDays!.Value),
                TransitionDefaultMinimumObjectSize = present?.TransitionDefaultMinimumObjectSize,
            },
            stop).ConfigureAwait(false);
    }

    /// <summary>Who names no retention wants the logs kept: what deletes them all the same has to be seen.</summary>
    private void WarnOfRules(TrailBucketState? state)
    {
        if (state is not null && wish.RetentionDays is null)
        {
            TrailBucketLifecycle.TooEarly(state, delivery, int.MaxValue).ToList().ForEach(rule => ConnectionUi.Current.Warning($"{Name}: {rule}."));
        }
    }

    /// <summary>What is there now counts, and not what was there when the user was asked.</summary>
    private async Task<PutBucketPolicyResponse> PutPolicyAsync(IAmazonS3 s3, CancellationToken stop)
    {
        var present = await TrailBucketState.GetPolicyAsync(s3, Name, account, stop).ConfigureAwait(false);
        return TrailBucketPolicy.Complete(present, delivery, IsTlsOnly) is { } policy
            ? await s3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = Name, ExpectedBucketOwner = account, Policy = policy }, stop).ConfigureAwait(false)
            : new PutBucketPolicyResponse();
    }
}
