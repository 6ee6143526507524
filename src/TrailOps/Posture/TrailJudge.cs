using TrailOps.Trails;

namespace TrailOps.Posture;

/// <summary>Judges a trail by what was seen of it.</summary>
internal static class TrailJudge
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan DigestTime = TimeSpan.FromHours(3);

    /// <summary>How long a trail that was just started may take to deliver for the first time: an hour for a digest, and some more.</summary>
    private static readonly TimeSpan FirstTime = TimeSpan.FromHours(3);

    /// <summary>All checks, in their order.</summary>
    public static IEnumerable<AuditTrailCheck> Judge(TrailFacts facts) =>
        [.. OfTrail(facts).Concat(OfKey(facts)).Concat(OfEvents(facts)).Concat(BucketJudge.Judge(facts)).OrderBy(check => Place(check.Id)).Select(check => check with { TrailARN = facts.Trail.TrailARN, TrailName = facts.Trail.Name })];

    /// <summary>The check of a trail that is not there.</summary>
    /// <param name="name">The trail; null: there is none at all.</param>
    /// <param name="where">The regions that were asked, in words.</param>
    /// <param name="region">Where to make one.</param>
    /// <param name="bucket">Where it should deliver; null: nobody says.</param>
    public static AuditTrailCheck Missing(string? name, string where, string? region, string? bucket) => AuditTrailCheckRule.Of("TrailExists").Found(
        false,
        name is null ? $"There is no trail in {where}." : $"There is no trail '{name}' in {where}.",
        $"New-AuditTrail {Remedies.Quote(NameIn(name) ?? "management")}{(bucket is null ? "" : " " + Remedies.Quote(bucket))}{(region is null ? "" : $" -Region {region}")}") with
    {
        TrailName = NameIn(name),
        TrailARN = name is not null && name.StartsWith("arn:", StringComparison.Ordinal) ? name : null,
    };

    private static IEnumerable<AuditTrailCheck> OfTrail(TrailFacts facts)
    {
        var (trail, remedies) = (facts.Trail, new Remedies(facts));
        yield return Check("TrailExists", true, $"It is there, in {trail.HomeRegion}.", "");
        yield return trail.StatusError is { } unseen
            ? NotSeen("Logging", unseen, remedies.Start)
            : Check("Logging", trail.IsLogging, trail.IsLogging == true ? $"It has been logging since {trail.StartLoggingTime:u}." : trail.StopLoggingTime is { } stopped ? $"It was stopped at {stopped:u}." : "It was never started.", remedies.Start);
        yield return Delivery("LogDelivery", facts, trail.LatestDeliveryTime, trail.LatestDeliveryError, Day, "logs", remedies.Restore());
        yield return !trail.LogFileValidationEnabled
            ? NotSeen("DigestDelivery", "Log file validation is off, so there are no digests to deliver", remedies.Validation)
            : Delivery("DigestDelivery", facts, trail.LatestDigestDeliveryTime, trail.LatestDigestDeliveryError, DigestTime, "a digest", remedies.Restore());
        yield return Check("MultiRegion", trail.IsMultiRegionTrail, trail.IsMultiRegionTrail ? "It is of all regions." : $"It is of {trail.HomeRegion} alone.", remedies.MultiRegion);
        yield return Check("GlobalServiceEvents", trail.IncludeGlobalServiceEvents, trail.IncludeGlobalServiceEvents ? "It takes them in." : "It leaves them out.", remedies.GlobalServiceEvents);
        yield return Check("LogFileValidation", trail.LogFileValidationEnabled, trail.LogFileValidationEnabled ? "It is on." : "It is off.", remedies.Validation);
        yield return CloudWatch(facts, remedies);
        yield return Alarm(facts, remedies);
        yield return Check("Insights", trail.HasInsightSelectors, trail.HasInsightSelectors ? "It has insight selectors." : "It has no insight selectors.", remedies.Insights);
        yield return facts.Tags.Why is { } whyNot
            ? NotSeen("TrailTags", whyNot, remedies.Tags)
            : Check("TrailTags", facts.Tags.Value > 0, facts.Tags.Value > 0 ? $"It has {facts.Tags.Value}." : "It has none.", remedies.Tags);
        yield return Stores(facts, remedies);
    }

    private static IEnumerable<AuditTrailCheck> OfKey(TrailFacts facts)
    {
        var remedies = new Remedies(facts);
        if (facts.Key is not { } key)
        {
            yield return Check("KmsEncryption", false, "It has no key: logs are encrypted with Amazon S3's own.", remedies.Key);
            foreach (var id in new[] { "KmsKeyEnabled", "KmsKeyRotation", "KmsKeyPolicy" })
            {
                yield return NotSeen(id, "It has no key to look at", remedies.Key);
            }

            yield break;
        }

        // An attacker's key encrypts as well as the account's own.
        yield return AccountOf(key.Id) is { } account && account != facts.Delivery.AccountId && account != facts.Bucket.Account
            ? NotSeen("KmsEncryption", $"Its key is {key.Id}, which is of neither the trail's account nor the bucket's ({facts.Bucket.Account}). Where it is meant to be, give -BucketAccountId", remedies.Key)
            : Check("KmsEncryption", true, $"Its key is {key.Id}.", remedies.Key);
        yield return key.Description.Why is { } unseen ? NotSeen("KmsKeyEnabled", unseen, remedies.EnableKey)
            : !key.Description.Value.IsCustomers ? Check("KmsKeyEnabled", false, "It is a key that AWS manages, whose policy is not the account's.", remedies.Key)
            : Check("KmsKeyEnabled", key.Description.Value.State == "Enabled", $"Its state is {key.Description.Value.State}.", remedies.EnableKey);
        yield return key.IsRotated.Why is { } unknown ? NotSeen("KmsKeyRotation", unknown, remedies.RotateKey)
            : Check("KmsKeyRotation", key.IsRotated.Value, key.IsRotated.Value ? "It is rotated." : "It is not rotated.", remedies.RotateKey);
        yield return KeyPolicy(facts, key, remedies);
    }

    private static AuditTrailCheck KeyPolicy(TrailFacts facts, KeyFacts key, Remedies remedies)
    {
        if ((key.Policy.Why ?? key.Description.Why) is { } unseen)
        {
            return NotSeen("KmsKeyPolicy", unseen, null);
        }

        try
        {
            var missing = TrailKeyPolicy.Missing(key.Policy.Value, key.Description.Value.Arn, facts.Delivery, facts.Bucket.Encryption is { Why: null, Value.HasBucketKey: true });
            return Check(
                "KmsKeyPolicy",
                missing.Count == 0,
                missing.Count == 0 ? "It allows what the trail needs." : $"It does not allow CloudTrail {string.Join(", ", missing.SelectMany(statement => statement.Action))} for this trail.",
                missing.Count == 0 ? null : remedies.KeyPolicy(key.Policy.Value, missing));
        }
        catch (PolicyDocumentException e)
        {
            return NotSeen("KmsKeyPolicy", $"Its policy can't be read: {e.Message}", null);
        }
    }

    private static IEnumerable<AuditTrailCheck> OfEvents(TrailFacts facts)
    {
        var remedies = new Remedies(facts);
        if (facts.Trail.EventSelectors is not { } selectors)
        {
            var why = facts.Trail.EventSelectorsError ?? "Its event selectors could not be had";
            yield return NotSeen("ManagementEvents", why, remedies.ManagementEvents);
            yield return NotSeen("S3WriteDataEvents", why, remedies.DataEvents(isReadOnly: false));
            yield return NotSeen("S3ReadDataEvents", why, remedies.DataEvents(isReadOnly: true));
            yield break;
        }

        List<string> lacks = [];
        foreach (var (isReadOnly, calls) in new[] { (true, "calls that read"), (false, "calls that write") })
        {
            var takers = selectors.Where(selector => isReadOnly ? selector.TakesManagementReads : selector.TakesManagementWrites).ToList();
            var wide = takers.FindAll(selector => !IsNarrow(selector));
            var leftOut = wide.Count == 0 ? [] : wide.Select(selector => selector.ExcludedEventSources.AsEnumerable()).Aggregate((one, other) => one.Intersect(other, StringComparer.OrdinalIgnoreCase)).ToList();
            lacks.AddRange(takers.Count == 0 ? [calls] : leftOut.Select(source => $"{calls}, of {source}"));
            lacks.AddRange(takers.Count > 0 && wide.Count == 0 ? [$"{calls} that its selectors do not name"] : []);
        }

        yield return Check("ManagementEvents", lacks.Count == 0, lacks.Count == 0 ? "It logs all of them." : $"It does not log management events of {string.Join("; of ", lacks)}. It logs {facts.Trail.LoggedEvents}.", remedies.ManagementEvents);
        foreach (var isReadOnly in new[] { false, true })
        {
            var isLogged = selectors.Any(selector => selector.TakesAllObjects(isReadOnly));
            yield return Check(isReadOnly ? "S3ReadDataEvents" : "S3WriteDataEvents", isLogged, isLogged ? "It logs them." : $"It logs {facts.Trail.LoggedEvents}.", remedies.DataEvents(isReadOnly));
        }
    }

    /// <summary>Whether a selector of management events has a condition besides those that CloudTrail's console makes.</summary>
    private static bool IsNarrow(AuditTrailEventSelector selector) =>
        selector.FieldSelectors.Any(field => field.Field is not (EventField.Category or EventField.ReadOnly) && !(field.Field == EventField.Source && field.HasOnly(field.NotEquals)));

    private static AuditTrailCheck Delivery(string id, TrailFacts facts, DateTime? latest, string? error, TimeSpan within, string what, string? remedy)
    {
        var trail = facts.Trail;
        return trail.StatusError is { } unseen ? NotSeen(id, unseen, remedy)
            : error is not null ? Check(id, false, $"The last try to deliver {what} failed: {error.TrimEnd('.')}.", remedy)
            : latest is { } time && facts.Now - time <= within ? Check(id, true, $"It delivered {what} at {time:u}.", remedy)
            : trail.IsLogging == true && trail.StartLoggingTime is { } started && facts.Now - started <= FirstTime ? NotSeen(id, $"It was started at {started:u} and has not delivered {what} since then, which may take its time", null)
            : Check(id, false, latest is { } last ? $"It delivered {what} at {last:u} last." : $"It has never delivered {what}.", trail.IsLogging == true ? remedy : new Remedies(facts).Start);
    }

    private static AuditTrailCheck CloudWatch(TrailFacts facts, Remedies remedies)
    {
        var trail = facts.Trail;
        return trail.CloudWatchLogsLogGroupArn is not { } group ? Check("CloudWatchLogs", false, "It has no log group.", remedies.CloudWatch)
            : trail.StatusError is { } unseen ? NotSeen("CloudWatchLogs", unseen, remedies.CloudWatch)
            : trail.LatestCloudWatchLogsDeliveryError is { } error ? Check("CloudWatchLogs", false, $"The last try to send events to {group} failed: {error.TrimEnd('.')}.", remedies.CloudWatch)
            : trail.LatestCloudWatchLogsDeliveryTime is { } time && facts.Now - time <= Day ? Check("CloudWatchLogs", true, $"It sent events to {group} at {time:u}.", null)
            : trail.IsLogging == true && trail.StartLoggingTime is { } started && facts.Now - started <= FirstTime ? NotSeen("CloudWatchLogs", $"It was started at {started:u} and has not sent events to {group} yet", null)
            : Check("CloudWatchLogs", false, trail.LatestCloudWatchLogsDeliveryTime is { } last ? $"It sent events to {group} at {last:u} last." : $"It has never sent events to {group}.", remedies.CloudWatch);
    }

    private static AuditTrailCheck Alarm(TrailFacts facts, Remedies remedies)
    {
        IReadOnlyList<ChangeWatch> filters = facts.MetricFilters.Why is null ? facts.MetricFilters.Value : [], rules = facts.Rules.Why is null ? facts.Rules.Value : [];
        var (deafness, isDeaf, mend) = Deafness(facts.Trail, remedies);
        var watches = filters.Select(filter => deafness is null ? filter : isDeaf ? filter with { Silence = deafness } : filter with { Doubt = deafness })
            .Concat(rules.Select(rule => deafness is null || facts.Trail.LatestCloudWatchLogsDeliveryError is not null ? rule : rule with { Doubt = deafness })).ToList();
        var unheard = ChangeWatch.Ends.Where(call => !watches.Exists(watch => watch.Tells(call) == true)).ToList();
        if (unheard.Count == 0)
        {
            var tellers = watches.FindAll(watch => ChangeWatch.Ends.Any(call => watch.Tells(call) == true));
            var narrowing = ChangeWatch.Calls.Where(call => ChangeWatch.Narrows(call) && !watches.Exists(watch => watch.Tells(call) == true)).ToList();
            return Check("ChangeAlarm", true, $"{Sentence(string.Join(", ", tellers.Select(watch => watch.Name)))} tell{(tellers.Count == 1 ? "s" : "")} of {string.Join(", ", ChangeWatch.Ends)}{(narrowing.Count == 0 ? "" : $", but not of {string.Join(" and ", narrowing)}")}.", null);
        }

        if ((facts.MetricFilters.Why ?? facts.Rules.Why) is { } unseen)
        {
            return NotSeen("ChangeAlarm", unseen, mend);
        }

        // Of what nobody tells for sure, it does not matter what else can't be told.
        var silenced = unheard.FindAll(call => !watches.Exists(watch => watch.Tells(call) is null));
        if (silenced.Count == 0 && watches.Find(watch => unheard.Exists(call => watch.Tells(call) is null)) is { } unclear)
        {
            return NotSeen("ChangeAlarm", $"Whether {unclear.Name} sees {string.Join(", ", unheard)} can't be told{(unclear.Doubt is { } doubt ? $": {doubt}" : $" by its pattern, {unclear.Pattern}")}", mend);
        }

        var silent = watches.FindAll(watch => watch.Silence is not null && silenced.Exists(call => watch.Sees[call] != false)).Select(watch => $"{Sentence(watch.Name)}: {watch.Silence}.");
        return Check("ChangeAlarm", false, string.Join(" ", silent.Prepend($"No alarm of a metric filter and no rule of EventBridge tells of {string.Join(", ", silenced)}.")), mend);
    }

    /// <summary>
    /// Why what looks at the trail's events hears of nothing, whether that is sure, and how to mend it. EventBridge hears of calls by any trail of the account that logs them:
    /// where this one does not, there may be another. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
    /// </summary>
    private static (string? Why, bool IsSure, string? Mend) Deafness(AuditTrail trail, Remedies remedies)
    {
        var takers = trail.EventSelectors?.Where(selector => selector.TakesManagementWrites).ToList();
        return trail.IsLogging == false ? ("the trail is not logging", true, remedies.Start)
            : takers is { Count: 0 } ? ("the trail does not log calls that write", true, remedies.ManagementEvents)
            : takers is not null && takers.TrueForAll(IsNarrow) ? ("the trail logs only some calls that write", false, remedies.ManagementEvents)
            : trail.LatestCloudWatchLogsDeliveryError is { } error ? ($"the last try to send events to its log group failed: {error.TrimEnd('.')}", true, remedies.Alarm)
            : (null, false, remedies.Alarm);
    }

    private static AuditTrailCheck Stores(TrailFacts facts, Remedies remedies)
    {
        if (facts.DataStores.Why is { } unseen)
        {
            return NotSeen("DataStoreEncryption", unseen, null);
        }

        var open = facts.DataStores.Value.Where(store => store.KmsKeyId is null).ToList();
        return Check(
            "DataStoreEncryption",
            open.Count == 0,
            open.Count > 0 ? $"{string.Join(", ", open.Select(store => store.Name))} in {facts.Trail.HomeRegion}: no key of a customer." : facts.DataStores.Value.Count == 0 ? $"There are none in {facts.Trail.HomeRegion}." : $"All {facts.DataStores.Value.Count} in {facts.Trail.HomeRegion} have one.",
            open.Count == 0 ? null : remedies.StoreKeys(open));
    }

    private static string? AccountOf(string key) => key.Split(':') is { Length: > 4 } parts ? parts[4] : null;

    private static int Place(string id) => AuditTrailCheckRule.All.Select((rule, place) => (rule, place)).First(item => item.rule.Id == id).place;

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string? NameIn(string? name) => name is null ? null : name[(name.LastIndexOf('/') + 1)..];

    private static AuditTrailCheck Check(string id, bool? passed, string evidence, string? remedy) => AuditTrailCheckRule.Of(id).Found(passed, evidence, remedy);

    private static AuditTrailCheck NotSeen(string id, string why, string? remedy) => Check(id, null, why.TrimEnd('.') + ".", remedy);
}
