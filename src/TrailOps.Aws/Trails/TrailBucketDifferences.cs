using Amazon.S3.Model;
using TrailOps.Trails;

namespace TrailOps.Aws;

/// <summary>What somebody chose for a bucket, and is less than a trail's bucket should have. What was never chosen is no difference: it is set.</summary>
internal static class TrailBucketDifferences
{
    private const int DaysOfYear = 365;

    /// <exception cref="TrailException">There are some: they are named, and how to go on.</exception>
    public static void Check(TrailBucketState? state, string name, TrailDelivery delivery, TrailBucketWish wish)
    {
        if (state is null)
        {
            return;
        }

        List<string> changeable = wish.IsForced ? [] : [.. Changeable(state, delivery, wish)];
        List<string> fixedOnes = wish.IsMinimal ? [] : [.. TrailBucketLifecycle.TooEarly(state, delivery, Math.Max(wish.RetentionDays ?? 0, wish.LockDays ?? 0))];
        if (state.IsPublic)
        {
            fixedOnes.Add("its policy lets everyone in");
        }

        if (changeable.Count + fixedOnes.Count == 0)
        {
            return;
        }

        var remedy = fixedOnes.Count > 0 ? "Change that first, or give the trail another bucket." : "Give the trail another bucket, or -Force to change that.";
        throw new TrailException(TrailProblem.AuditTrailBucketDiffers, $"The bucket '{name}' is there and somebody has set it up: {string.Join("; ", changeable.Concat(fixedOnes))}. Nothing was changed. {remedy}");
    }

    /// <summary>Whether everything new is locked for so many days at least.</summary>
    public static bool IsLockedFor(ObjectLockConfiguration? present, int days, string mode) =>
        present?.Rule?.DefaultRetention is { } retention && DaysOf(retention) >= days && (retention.Mode?.Value == mode || retention.Mode?.Value == "COMPLIANCE");

    /// <summary>Whether a bucket's key is that one. Without the right to ask KMS its ARN is not known, and the end of it has to do.</summary>
    public static bool IsKey(string? present, string key) =>
        present is not null && (present == key || present.EndsWith($":key/{key}", StringComparison.Ordinal) || present.EndsWith($":{key}", StringComparison.Ordinal) || key.EndsWith($":key/{present}", StringComparison.Ordinal));

    /// <summary>What the user wants, where what there is does not last longer or is stricter.</summary>
    public static DefaultRetention Stricter(DefaultRetention? present, TrailBucketWish wish) => new()
    {
        Mode = present?.Mode?.Value == "COMPLIANCE" ? present.Mode : wish.LockMode,
        Days = Math.Max(wish.LockDays ?? 0, present is null ? 0 : DaysOf(present)),
    };

    private static IEnumerable<string> Changeable(TrailBucketState state, TrailDelivery delivery, TrailBucketWish wish)
    {
        if (state.PublicAccess is { } access && !TrailBucketState.IsBlocked(access))
        {
            yield return "public access is not blocked in full";
        }

        if (wish.IsMinimal)
        {
            yield break;
        }

        if (state.Ownership is { } ownership and not "BucketOwnerEnforced")
        {
            yield return $"access control lists are on ({ownership})";
        }

        if (state.HasGrants)
        {
            yield return "its access control list lets in others";
        }

        if (state.Versioning == "Suspended")
        {
            yield return "versioning is suspended";
        }

        if (TrailBucketLifecycle.Longer(state, delivery, wish) is { } kept)
        {
            yield return $"logs are kept for {kept} days, not {wish.RetentionDays}";
        }

        if (wish.Key is { } key && state.Encryption?.ServerSideEncryptionByDefault?.ServerSideEncryptionKeyManagementServiceKeyId is { Length: > 0 } other && !IsKey(other, key)
            && !(wish.FormerKey is { } former && IsKey(other, former)))
        {
            yield return $"it is encrypted with the key {other}";
        }

        if (wish.LockDays is { } days && state.Lock?.Rule?.DefaultRetention is { } retention && !IsLockedFor(state.Lock, days, wish.LockMode))
        {
            yield return $"Object Lock keeps objects for {DaysOf(retention)} days ({retention.Mode}), not {days} ({wish.LockMode})";
        }
    }

    private static int DaysOf(DefaultRetention retention) => retention.Days is > 0 and { } days ? days : (retention.Years ?? 0) * DaysOfYear;
}
