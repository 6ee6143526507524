using System.Runtime.CompilerServices;
using Amazon.CloudTrail.Model;
using TrailOps.Aws.Connection;
using TrailOps.Trails;

namespace TrailOps.Aws;

/// <summary>Makes what a trail lacks: its bucket, the bucket's policy, itself, its start. What is there and right stays as it is, so it can be done again at any time.</summary>
/// <param name="clients">Those of the trail's account.</param>
/// <param name="bucketClients">Those of the bucket's account; null: it is the same.</param>
internal sealed class AuditTrailMaking(AwsClients clients, AwsClients? bucketClients)
{
    /// <summary>Of a region: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html.</summary>
    private const int MostTrails = 5;

    private readonly AuditTrails _trails = new(clients);

    /// <summary>The trail once CloudTrail logs with it; nothing where the user did not want it.</summary>
    public async IAsyncEnumerable<AuditTrail> MakeAsync(AuditTrailRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AuditTrailRules.Check(request);
        var accounts = await TrailAccounts.FindAsync(clients, bucketClients, cancellationToken).ConfigureAwait(false);
        var arn = TrailDelivery.ArnOf(accounts.Partition, clients.Region, accounts.TrailAccount, request.Name);
        var described = await _trails.DescribeAsync(clients.Region, cancellationToken).ConfigureAwait(false);
        var existing = described.FirstOrDefault(trail => trail.TrailARN == arn);
        if (existing is null && described.Count >= MostTrails)
        {
            // Those of other regions are seen when the trail is made.
            throw Full($"In {clients.Region} there are {string.Join(", ", described.Select(trail => trail.Name).Order(StringComparer.Ordinal))}. Nothing was changed.", null);
        }

        var bucket = request.BucketName ?? existing?.S3BucketName ?? TrailNaming.DefaultBucket(request.Name, accounts.TrailAccount, clients.Region);
        if (S3BucketName.Problem(bucket) is { } problem)
        {
            throw new TrailException(TrailProblem.AuditTrailBucketNotValid, $"The bucket's name '{bucket}' {problem}. Give -BucketName.");
        }

        var delivery = new TrailDelivery(accounts.Partition, accounts.TrailAccount, clients.Region, request.Name, bucket, AuditTrailRules.PrefixOf(request.S3KeyPrefix ?? existing?.S3KeyPrefix));
        IReadOnlyList<AuditTrailEventSelector> selectors = [.. AuditTrailRules.SelectorsOf(request).Select(selector => selector.For(accounts.Partition, clients.Region, accounts.TrailAccount))];
        if (existing is not null)
        {
            existing = await _trails.WithDetailsAsync(existing, cancellationToken).ConfigureAwait(false);
        }

        var state = await TrailBucketState.LookAsync(accounts.Bucket, bucket, accounts.BucketAccount, request.IsMinimal, cancellationToken).ConfigureAwait(false);
        var key = request.KmsKeyId is { } given
            ? await TrailKey.CheckAsync(accounts.OfKey(given), given, delivery, state?.Region ?? clients.Region, !request.IsMinimal, request.IsForced, cancellationToken).ConfigureAwait(false)
            : null;
        if (existing is not null)
        {
            AuditTrailRules.CheckSame(existing, delivery, request, key, selectors);
        }

        var wish = new TrailBucketWish
        {
            Region = clients.Region,
            IsMinimal = request.IsMinimal,
            Key = key,
            LockDays = request.ObjectLockDays,
            LockMode = request.ObjectLockMode ?? "COMPLIANCE",
            RetentionDays = request.RetentionDays,
            IsForced = request.IsForced,
        };
        List<TrailStep> steps =
        [
            .. new TrailBucketPlan(accounts.Bucket, accounts.BucketAccount, delivery, wish).Steps(state),
            .. TrailSteps(request, delivery, key, existing, selectors),
        ];
        if (request.IsSingleRegion && clients.Region != AwsRegions.GlobalOf(clients.Region))
        {
            ConnectionUi.Current.Verbose($"{request.Name}: a trail of {clients.Region} alone logs no calls of IAM and other global services, which are logged in {AwsRegions.GlobalOf(clients.Region)}.");
        }

        if (steps.Count == 0)
        {
            ConnectionUi.Current.Verbose($"The trail {arn} is there as asked, and logs to {bucket}: nothing to do.");
            yield return existing!;
        }
        else if (await TrailStep.RunAllAsync(steps, cancellationToken).ConfigureAwait(false))
        {
            yield return await _trails.FindAsync(arn, clients.Region, cancellationToken).ConfigureAwait(false);
        }
    }

    private IEnumerable<TrailStep> TrailSteps(AuditTrailRequest request, TrailDelivery delivery, string? key, AuditTrail? existing, IReadOnlyList<AuditTrailEventSelector> selectors)
    {
        var (name, cloudTrail) = (request.Name, clients.CloudTrail());
        if (existing is null)
        {
            var scope = request.IsSingleRegion ? "of this region alone" : "of all regions";
            yield return new TrailStep(name, $"Create the trail {scope} in {clients.Region}, delivering to {delivery.Bucket}", stop => CreateAsync(request, delivery, key, selectors, stop)) { Undo = $"Remove-AuditTrail {name}" };
        }

        if (!AuditTrailEventSelector.SelectSame(existing?.EventSelectors ?? [AuditTrailEventSelector.AllManagementEvents], selectors))
        {
            var put = new PutEventSelectorsRequest { TrailName = name, AdvancedEventSelectors = EventSelectors.Write(selectors) };
            yield return new TrailStep(name, $"Select what is logged: {string.Join("; ", selectors)}", stop => TrailWrites.RetryAsync(() => cloudTrail.PutEventSelectorsAsync(put, stop), stop));
        }

        if (existing?.IsLogging != true)
        {
            yield return new TrailStep(name, existing?.StopLoggingTime is { } stopped ? $"Start logging, which was stopped {stopped:u}" : "Start logging", stop => TrailWrites.RetryAsync(() => cloudTrail.StartLoggingAsync(new StartLoggingRequest { Name = name }, stop), stop));
        }
    }

    private async Task CreateAsync(AuditTrailRequest request, TrailDelivery delivery, string? key, IReadOnlyList<AuditTrailEventSelector> selectors, CancellationToken cancellationToken)
    {
        var create = new CreateTrailRequest
        {
            Name = request.Name,
            S3BucketName = delivery.Bucket,
            S3KeyPrefix = delivery.Prefix,
            IsMultiRegionTrail = !request.IsSingleRegion,
            IncludeGlobalServiceEvents = true,
            EnableLogFileValidation = !request.IsMinimal,
            KmsKeyId = key,
        };
        try
        {
            await TrailWrites.RetryAsync(() => clients.CloudTrail().CreateTrailAsync(create, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (TrailAlreadyExistsException)
        {
            // An answer was lost and the SDK asked again, or somebody was faster: it is either the one that is wanted, or another one.
            var there = await _trails.FindAsync(delivery.TrailArn, delivery.Region, cancellationToken).ConfigureAwait(false);
            AuditTrailRules.CheckSame(there, delivery, request, key, selectors);
        }
        catch (MaximumNumberOfTrailsExceededException e)
        {
            throw Full($"{e.Message.TrimEnd('.')}.", e);
        }
    }

    private static TrailException Full(string what, Exception? cause) => new(
        TrailProblem.AuditTrailsFull,
        $"A region has room for five trails, and one of all regions takes a place in each of them. {what} Get-AuditTrail shows them; Remove-AuditTrail removes one that nobody needs.",
        cause);
}
