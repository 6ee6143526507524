using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using TrailOps.Trails;

namespace TrailOps.Aws;

/// <summary>
/// The rule by which a trail's logs are deleted (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html). What somebody deleted or wrote over is kept as long as
/// the logs themselves: else deleting would shorten the evidence.
/// </summary>
internal static class TrailBucketLifecycle
{
    private const int UploadDays = 7;

    /// <summary>Whether logs are to be deleted, and no rule of ours does it.</summary>
    public static bool IsMissing(TrailBucketState? state, TrailDelivery delivery, TrailBucketWish wish) =>
        wish.RetentionDays is { } days && state?.Lifecycle?.Rules?.Exists(rule => rule.Id == IdOf(delivery) && IsOn(rule) && rule.Expiration?.Days == days && rule.NoncurrentVersionExpiration?.NoncurrentDays == days && PrefixOf(rule) == delivery.Folder) != true;

    /// <summary>The rules that are there, and ours.</summary>
    public static LifecycleConfiguration With(LifecycleConfiguration? present, TrailDelivery delivery, int days) => new()
    {
        Rules =
        [
            .. (present?.Rules ?? []).Where(rule => rule.Id != IdOf(delivery)).Select(WithFilter),
            new LifecycleRule
            {
                Id = IdOf(delivery),
                Status = LifecycleRuleStatus.Enabled,
                Filter = new LifecycleFilter { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = delivery.Folder } },
                Expiration = new LifecycleRuleExpiration { Days = days },
                NoncurrentVersionExpiration = new LifecycleRuleNoncurrentVersionExpiration { NoncurrentDays = days },
                AbortIncompleteMultipartUpload = new LifecycleRuleAbortIncompleteMultipartUpload { DaysAfterInitiation = UploadDays },
            },
        ],
    };

    /// <summary>For how many days our rule keeps logs, where that is longer than is asked; null where it is not.</summary>
    public static int? Longer(TrailBucketState state, TrailDelivery delivery, TrailBucketWish wish) =>
        wish.RetentionDays is { } days && state.Lifecycle?.Rules?.Find(rule => rule.Id == IdOf(delivery) && IsOn(rule))?.Expiration?.Days is { } kept && kept > days ? kept : null;

    /// <summary>Rules of others by which logs would be gone sooner than after so many days, in words.</summary>
    public static IEnumerable<string> TooEarly(TrailBucketState state, TrailDelivery delivery, int least) =>
        TooEarly((state.Lifecycle?.Rules ?? []).Where(rule => rule.Id != IdOf(delivery)), delivery, least).Select(rule => rule.Words);

    /// <summary>Rules by which logs would be gone sooner than after so many days: their ids, and what they do in words.</summary>
    public static IEnumerable<(string Id, string Words)> TooEarly(IEnumerable<LifecycleRule> rules, TrailDelivery delivery, int least)
    {
        foreach (var rule in rules.Where(rule => IsOn(rule) && IsAbout(rule, delivery)))
        {
            if (rule.Expiration?.Days is > 0 and { } days && days < least)
            {
                yield return (rule.Id, $"the life cycle rule '{rule.Id}' deletes logs after {InDays(days)}");
            }

            if (least > 0 && rule.Expiration?.Date is { } date)
            {
                yield return (rule.Id, string.Create(CultureInfo.InvariantCulture, $"the life cycle rule '{rule.Id}' deletes logs on {date.ToUniversalTime():yyyy-MM-dd}"));
            }

            if (rule.NoncurrentVersionExpiration is { NoncurrentDays: > 0 and { } later } && later < least)
            {
                yield return (rule.Id, $"the life cycle rule '{rule.Id}' deletes what was written over after {InDays(later)}");
            }
        }
    }

    /// <summary>An old rule, which has its prefix outside of a filter, with a filter: S3 does not take the two kinds side by side.</summary>
    private static LifecycleRule WithFilter(LifecycleRule rule)
    {
        rule.Filter ??= new LifecycleFilter { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = OldPrefixOf(rule) } };
#pragma warning disable CS0618 // Nobody is to write it any more. Buckets have it from before.
        rule.Prefix = null;
        return rule;
    }

    private static string OldPrefixOf(LifecycleRule rule) => rule.Prefix ?? "";
#pragma warning restore CS0618

    private static string InDays(int days) => days == 1 ? "a day" : $"{days} days";

    private static string IdOf(TrailDelivery delivery) => $"TrailOps-Retention-{delivery.TrailName}";

    private static bool IsOn(LifecycleRule rule) => rule.Status == LifecycleRuleStatus.Enabled;

    private static bool IsAbout(LifecycleRule rule, TrailDelivery delivery) => PrefixOf(rule) is { } prefix && (delivery.Folder.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(delivery.Folder, StringComparison.Ordinal));

    /// <summary>The prefix of a rule about keys alone; null of one about tags, which logs don't have.</summary>
    private static string? PrefixOf(LifecycleRule rule) => rule.Filter is null ? OldPrefixOf(rule) : rule.Filter.LifecycleFilterPredicate switch
    {
        LifecyclePrefixPredicate prefix => prefix.Prefix ?? "",
        LifecycleAndOperator both => both.Operands.OfType<LifecycleTagPredicate>().Any() ? null : both.Operands.OfType<LifecyclePrefixPredicate>().FirstOrDefault()?.Prefix ?? "",
        LifecycleTagPredicate => null,
        _ => "",
    };
}
