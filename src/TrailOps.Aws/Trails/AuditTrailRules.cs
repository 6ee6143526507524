using TrailOps.Trails;

namespace TrailOps.Aws;

/// <summary>What a trail may be asked to be, and when one that is there is the one that is asked for.</summary>
internal static class AuditTrailRules
{
    /// <exception cref="TrailException">What is asked for contradicts itself or CloudTrail's rules.</exception>
    public static void Check(AuditTrailRequest request)
    {
        if (TrailNaming.TrailProblem(request.Name) is { } problem)
        {
            throw new TrailException(TrailProblem.AuditTrailNameNotValid, $"A trail can't be called '{request.Name}': {problem}.");
        }

        if (request.IsMinimal && (request.ObjectLockDays is not null || request.RetentionDays is not null))
        {
            throw NotValid("-Minimal makes a bucket without Object Lock and life cycle rules. Leave out either -Minimal or -ObjectLockDays and -RetentionDays.");
        }

        if (request.RetentionDays < request.ObjectLockDays)
        {
            throw NotValid($"-RetentionDays is {request.RetentionDays} and -ObjectLockDays {request.ObjectLockDays}: logs can't be deleted while they are locked. Give at least as many days of retention.");
        }

        if (request.ObjectLockMode is not null && request.ObjectLockDays is null)
        {
            throw NotValid("-ObjectLockMode says how, and -ObjectLockDays for how long: without it nothing is locked. Give both.");
        }

        _ = PrefixOf(request.S3KeyPrefix);
        _ = SelectorsOf(request);
    }

    /// <summary>A prefix without slashes around it; null for none.</summary>
    public static string? PrefixOf(string? given)
    {
        var prefix = given?.Trim('/');
        return string.IsNullOrEmpty(prefix) ? null
            : TrailNaming.PrefixProblem(prefix) is { } problem ? throw new TrailException(TrailProblem.AuditTrailBucketNotValid, $"The prefix can't be '{given}': {problem}.")
            : prefix;
    }

    /// <summary>What a new trail logs.</summary>
    public static IReadOnlyList<AuditTrailEventSelector> SelectorsOf(AuditTrailRequest request) => SelectorsOf(request.EventSelectors, [AuditTrailEventSelector.AllManagementEvents], request.IsDataOnly);

    /// <summary>What is logged: management events too where only data events are named, for selectors take the place of all that a trail has.</summary>
    /// <param name="given">The selectors that were given.</param>
    /// <param name="management">Those of management events, which count where none are given.</param>
    /// <param name="isDataOnly">Whether management events are not logged.</param>
    /// <exception cref="TrailException">CloudTrail does not take them.</exception>
    public static IReadOnlyList<AuditTrailEventSelector> SelectorsOf(IReadOnlyList<AuditTrailEventSelector> given, IReadOnlyList<AuditTrailEventSelector> management, bool isDataOnly)
    {
        var hasManagement = given.Any(selector => selector.Category == AuditTrailEventCategory.Management);
        if (isDataOnly && hasManagement)
        {
            throw NotValid("-DataEventsOnly leaves management events out, and a selector of management events is among those given. Leave out one of them.");
        }

        var selectors = hasManagement || isDataOnly ? given : [.. management, .. given];
        return selectors.Count == 0 ? throw NotValid("-DataEventsOnly leaves management events out, and no data events are selected: nothing would be logged. Give -EventSelector, as New-AuditTrailEventSelector makes them.")
            : EventSelectorLimits.Problems(selectors) is { Count: > 0 } problems ? throw NotValid($"CloudTrail does not take these selectors. {string.Join(" ", problems)}")
            : selectors;
    }

    /// <exception cref="TrailException">The trail that is there is another one than is asked for, or can't be seen.</exception>
    public static void CheckSame(AuditTrail existing, TrailDelivery delivery, AuditTrailRequest request, string? key, IReadOnlyList<AuditTrailEventSelector> selectors)
    {
        List<string> differences = [.. Differences(existing, delivery, request, key)];

        // One that was never started is one that is just being made.
        var isNew = existing.StartLoggingTime is null && existing.IsLogging != true;
        if (existing.EventSelectors is { } present && !AuditTrailEventSelector.SelectSame(present, selectors)
            && !(isNew && AuditTrailEventSelector.SelectSame(present, [AuditTrailEventSelector.AllManagementEvents])))
        {
            differences.Add($"it logs {existing.LoggedEvents}, not {string.Join("; ", selectors)}");
        }

        if (differences.Count > 0)
        {
            throw new TrailException(
                TrailProblem.AuditTrailDiffers,
                $"There is a trail {existing.TrailARN} already, and it is another one: {string.Join("; ", differences)}. Nothing of it was changed. Change it with Set-AuditTrail, or give another name.");
        }

        if (existing.StatusError is not null || existing.EventSelectors is null)
        {
            var unseen = existing.StatusError is { } error ? $"what it is doing can't be read ({error.TrimEnd('.')})" : $"what it logs can't be read ({existing.EventSelectorsError?.TrimEnd('.')})";
            throw new TrailException(
                TrailProblem.AuditTrailNotSeen,
                $"There is a trail {existing.TrailARN} already, and whether it is as asked is not known: {unseen}. Nothing of it was changed. See to that, and run the same command again.");
        }
    }

    private static IEnumerable<string> Differences(AuditTrail existing, TrailDelivery delivery, AuditTrailRequest request, string? key)
    {
        if (existing.S3BucketName != delivery.Bucket)
        {
            yield return $"it delivers to {existing.S3BucketName}, not {delivery.Bucket}";
        }

        if (existing.S3KeyPrefix?.Trim('/') != delivery.Prefix)
        {
            yield return $"its prefix is {existing.S3KeyPrefix ?? "empty"}, not {delivery.Prefix ?? "empty"}";
        }

        if (existing.IsMultiRegionTrail == request.IsSingleRegion)
        {
            yield return existing.IsMultiRegionTrail ? "it is of all regions, not of one" : "it is of one region, not of all";
        }

        if (existing.IsOrganizationTrail)
        {
            yield return "it is the organisation's, not the account's";
        }

        if (!existing.IncludeGlobalServiceEvents)
        {
            yield return "it leaves out the events of global services";
        }

        if (!existing.LogFileValidationEnabled && !request.IsMinimal)
        {
            yield return "log file validation is off";
        }

        if (key is not null && !TrailBucketDifferences.IsKey(existing.KmsKeyId, key))
        {
            yield return existing.KmsKeyId is null ? $"it has no key, not {key}" : $"its key is {existing.KmsKeyId}, not {key}";
        }
    }

    private static TrailException NotValid(string message) => new(TrailProblem.AuditTrailSettingsNotValid, message);
}
