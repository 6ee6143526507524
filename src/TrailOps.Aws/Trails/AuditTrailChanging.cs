using System.Globalization;
using Amazon.CloudTrail.Model;
using TrailOps.Aws.Connection;
using TrailOps.Trails;

namespace TrailOps.Aws;

/// <summary>Changes trails: shows the difference, prepares a bucket that is new to the trail, and then turns the trail.</summary>
/// <param name="clients">Those of the trail's account.</param>
/// <param name="bucketClients">Those of the bucket's account; null: it is the same.</param>
internal sealed class AuditTrailChanging(AwsClients clients, AwsClients? bucketClients)
{
    private readonly AuditTrails _trails = new(clients);

    /// <summary>The trail as it is then; null where the user did not want it.</summary>
    public async Task<AuditTrail?> ChangeAsync(string name, AuditTrailChange change, CancellationToken cancellationToken)
    {
        var trail = await _trails.FindAsync(name, clients.Region, cancellationToken).ConfigureAwait(false);
        var accounts = await TrailAccounts.FindAsync(clients, bucketClients, cancellationToken).ConfigureAwait(false);
        if (trail.AccountId != accounts.TrailAccount)
        {
            throw new TrailException(TrailProblem.AuditTrailSettingsNotValid, $"The trail {trail.TrailARN} is one of the account {trail.AccountId}, and the credentials are of {accounts.TrailAccount}. Nothing was changed. Change it with credentials of its own account.");
        }

        var delivery = new TrailDelivery(
            accounts.Partition,
            accounts.TrailAccount,
            trail.HomeRegion,
            trail.Name,
            change.BucketName ?? trail.S3BucketName ?? "",
            change.S3KeyPrefix is { } prefix ? AuditTrailRules.PrefixOf(prefix) : trail.S3KeyPrefix?.Trim('/'));

        // What the trail has already is not judged: names that were taken long ago may be none today.
        if (change.BucketName is not null && S3BucketName.Problem(delivery.Bucket) is { } problem)
        {
            throw new TrailException(TrailProblem.AuditTrailBucketNotValid, $"The bucket's name '{delivery.Bucket}' {problem}.");
        }

        List<TrailStep> steps = [];
        List<string> lines = [];

        // What nobody prepares here can't come right by waiting.
        var isPrepared = true;
        var update = new UpdateTrailRequest { Name = AuditTrails.NameOf(trail) };
        var isMoved = delivery.Bucket != trail.S3BucketName || delivery.Prefix != trail.S3KeyPrefix?.Trim('/');
        var isKeyed = change.KmsKeyId is not null && (change.KmsKeyId.Length == 0 ? trail.KmsKeyId is not null : !TrailBucketDifferences.IsKey(trail.KmsKeyId, change.KmsKeyId));
        if (isMoved || isKeyed)
        {
            if (trail.IsOrganizationTrail)
            {
                throw new TrailException(
                    TrailProblem.AuditTrailSettingsNotValid,
                    $"The trail {trail.TrailARN} is the organisation's, and its bucket and key have to let in what it delivers for every account, which is not prepared here. Nothing was changed. Prepare them and use Update-CTTrail, or aws cloudtrail update-trail.");
            }

            var isOwn = delivery.Bucket == trail.S3BucketName;
            var (state, isSeen) = await LookAsync(accounts, delivery, isOwn, cancellationToken).ConfigureAwait(false);
            isPrepared = isSeen;
            var checkedKey = change.KmsKeyId ?? (isOwn ? null : trail.KmsKeyId);
            var key = checkedKey is { Length: > 0 } given
                ? await TrailKey.CheckAsync(accounts.OfKey(given), given, delivery, isSeen ? state?.Region ?? trail.HomeRegion : null, hasBucketKey: true, change.IsForced, cancellationToken).ConfigureAwait(false)
                : null;

            // An alias, too, may be that of the key which the trail has.
            isKeyed = change.KmsKeyId is { Length: > 0 } ? !TrailBucketDifferences.IsKey(trail.KmsKeyId, key!) : isKeyed;
            var wish = new TrailBucketWish
            {
                Region = trail.HomeRegion,
                IsOwn = isOwn,
                IsRekeyed = isKeyed,
                Key = key ?? (change.KmsKeyId is null ? trail.KmsKeyId : null),
                FormerKey = trail.KmsKeyId,
                IsForced = change.IsForced,
            };
            steps.AddRange(isSeen && (isMoved || isKeyed) ? new TrailBucketPlan(accounts.Bucket, accounts.BucketAccount, delivery, wish).Steps(state) : []);
            Note(delivery.Bucket != trail.S3BucketName, $"bucket: {trail.S3BucketName} → {delivery.Bucket}", () => update.S3BucketName = delivery.Bucket);
            Note(delivery.Prefix != trail.S3KeyPrefix?.Trim('/'), $"prefix: {trail.S3KeyPrefix ?? "none"} → {delivery.Prefix ?? "none"}", () => (update.S3BucketName, update.S3KeyPrefix) = (delivery.Bucket, delivery.Prefix ?? ""));
            Note(isKeyed, $"key: {trail.KmsKeyId ?? "Amazon S3's"} → {key ?? "Amazon S3's"}", () => update.KmsKeyId = key ?? "");
        }

        Note(change.HasValidation is { } validation && validation != trail.LogFileValidationEnabled, $"log file validation: {Switch(trail.LogFileValidationEnabled)} → {Switch(change.HasValidation)}", () => update.EnableLogFileValidation = change.HasValidation);
        Note(change.IsMultiRegion is { } multi && multi != trail.IsMultiRegionTrail, $"regions: {Scope(trail.IsMultiRegionTrail, trail)} → {Scope(change.IsMultiRegion, trail)}", () => (update.IsMultiRegionTrail, update.IncludeGlobalServiceEvents) = (change.IsMultiRegion, true));
        if (lines.Count > 0)
        {
            var cloudTrail = clients.CloudTrail(trail.HomeRegion);
            steps.Add(new TrailStep(trail.TrailARN, $"Change the trail: {string.Join("; ", lines)}", stop => isPrepared ? TrailWrites.RetryAsync(() => cloudTrail.UpdateTrailAsync(update, stop), stop) : cloudTrail.UpdateTrailAsync(update, stop)));
        }

        if (SelectorsOf(trail, change, accounts) is { } selectors)
        {
            steps.Add(SelectorStep(trail, selectors));
            TrailLosses.Of(trail.EventSelectors!, selectors).ToList().ForEach(loss => ConnectionUi.Current.Warning($"{trail.Name}: {loss}."));
        }

        Warn(trail, change);
        if (steps.Count == 0)
        {
            ConnectionUi.Current.Verbose($"The trail {trail.TrailARN} is that already: nothing to do.");
            return trail;
        }

        return await TrailStep.RunAllAsync(steps, cancellationToken).ConfigureAwait(false) ? await _trails.FindAsync(trail.TrailARN, trail.HomeRegion, cancellationToken).ConfigureAwait(false) : null;

        void Note(bool isChanged, string line, Action set)
        {
            if (isChanged)
            {
                lines.Add(line);
                set();
            }
        }
    }

    /// <summary>The bucket as it is, and whether it could be seen: that which the trail has already may be somebody else's to change.</summary>
    private static async Task<(TrailBucketState? State, bool IsSeen)> LookAsync(TrailAccounts accounts, TrailDelivery delivery, bool isOwn, CancellationToken cancellationToken)
    {
        try
        {
            return (await TrailBucketState.LookAsync(accounts.Bucket, delivery.Bucket, accounts.BucketAccount, isMinimal: false, cancellationToken).ConfigureAwait(false), true);
        }
        catch (TrailException e) when (isOwn && e.Problem == TrailProblem.AuditTrailBucketForeign)
        {
            ConnectionUi.Current.Warning($"The bucket '{delivery.Bucket}' can't be seen with these credentials, so it is left as it is: CloudTrail says whether its policy lets the trail deliver. -BucketProfileName or -BucketCredential names its account.");
            return (null, false);
        }
    }

    /// <summary>What is to be logged; null where that does not change.</summary>
    private static List<AuditTrailEventSelector>? SelectorsOf(AuditTrail trail, AuditTrailChange change, TrailAccounts accounts)
    {
        if (change.EventSelectors is null && !change.IsDataOnly)
        {
            return null;
        }

        if (trail.EventSelectors is not { } present)
        {
            throw new TrailException(TrailProblem.AuditTrailNotSeen, $"What the trail {trail.TrailARN} logs can't be read ({trail.EventSelectorsError}), so it is not changed either. Use credentials that may (cloudtrail:GetEventSelectors).");
        }

        var wanted = AuditTrailRules.SelectorsOf(change.EventSelectors ?? [.. present.Where(IsOther)], [.. present.Where(selector => !IsOther(selector))], change.IsDataOnly)
            .Select(selector => selector.For(accounts.Partition, trail.HomeRegion, accounts.TrailAccount)).ToList();
        return AuditTrailEventSelector.SelectSame(present, wanted) ? null : wanted;

        static bool IsOther(AuditTrailEventSelector selector) => selector.Category != AuditTrailEventCategory.Management;
    }

    private TrailStep SelectorStep(AuditTrail trail, IReadOnlyCollection<AuditTrailEventSelector> wanted)
    {
        var present = trail.EventSelectors!;
        var put = new PutEventSelectorsRequest { TrailName = AuditTrails.NameOf(trail), AdvancedEventSelectors = EventSelectors.Write(wanted) };
        var goes = present.Where(one => !wanted.Any(other => AuditTrailEventSelector.SelectSame([one], [other]))).Select(one => $"\n  - {one}");
        var comes = wanted.Where(one => !present.Any(other => AuditTrailEventSelector.SelectSame([one], [other]))).Select(one => $"\n  + {one}");
        return new TrailStep(
            trail.TrailARN,
            $"Change what is logged:{string.Concat(goes.Concat(comes))}",
            stop => TrailWrites.RetryAsync(() => clients.CloudTrail(trail.HomeRegion).PutEventSelectorsAsync(put, stop), stop));
    }

    /// <summary>What of the trail's settings leaves less evidence than there was.</summary>
    private static void Warn(AuditTrail trail, AuditTrailChange change)
    {
        if (change.HasValidation == false && trail.LogFileValidationEnabled)
        {
            ConnectionUi.Current.Warning($"{trail.Name}: without log file validation nobody can prove what is delivered from then on; switched on again it begins a new chain of digests.");
        }

        if (change.IsMultiRegion == false && trail.IsMultiRegionTrail)
        {
            ConnectionUi.Current.Warning(string.Create(CultureInfo.InvariantCulture, $"{trail.Name}: as a trail of {trail.HomeRegion} alone it logs nothing of other regions, where nobody looks then{(trail.HomeRegion == AwsRegions.GlobalOf(trail.HomeRegion) ? "" : $"; the calls of IAM are among them, which are logged in {AwsRegions.GlobalOf(trail.HomeRegion)}")}."));
        }
    }

    private static string Switch(bool? isOn) => isOn == true ? "on" : "off";

    private static string Scope(bool? isMulti, AuditTrail trail) => isMulti == true ? "all" : trail.HomeRegion;
}
