using TrailOps.Trails;

namespace TrailOps.Posture;

/// <summary>All that the checks look at.</summary>
/// <param name="Trail">The trail, with its status and selectors.</param>
/// <param name="Delivery">The trail, and where it delivers.</param>
/// <param name="Now">By AWS's clock, in UTC.</param>
internal sealed record TrailFacts(AuditTrail Trail, TrailDelivery Delivery, DateTime Now)
{
    public required Seen<int> Tags { get; init; }

    /// <summary>The event data stores of the trail's region.</summary>
    public required Seen<IReadOnlyList<StoreFacts>> DataStores { get; init; }

    /// <summary>What looks for changes of trails in the log group that the trail sends its events to; none where it has no group.</summary>
    public required Seen<IReadOnlyList<ChangeWatch>> MetricFilters { get; init; }

    /// <summary>The rules of EventBridge in the trail's region that look for changes of trails.</summary>
    public required Seen<IReadOnlyList<ChangeWatch>> Rules { get; init; }

    public required BucketFacts Bucket { get; init; }

    /// <summary>Null where the trail has no key.</summary>
    public required KeyFacts? Key { get; init; }

    /// <summary>Where the trail should deliver; null where nobody says.</summary>
    public string? ExpectedBucket { get; init; }

    /// <summary>For how many days logs have to be kept at least.</summary>
    public required int RetentionDays { get; init; }
}

/// <summary>An event data store of CloudTrail Lake.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="KmsKeyId">Its key; null for one of AWS.</param>
internal sealed record StoreFacts(string Arn, string Name, string? KmsKeyId);

/// <summary>Whose a bucket is.</summary>
internal enum BucketPresence
{
    /// <summary>Of the account that it should be of.</summary>
    Own,

    /// <summary>Of another account.</summary>
    Foreign,

    /// <summary>There is none of the name.</summary>
    Missing,
}

/// <summary>The trail's bucket. What is null in a value was never set.</summary>
/// <param name="Account">The account that it should be of.</param>
internal sealed record BucketFacts(string Account)
{
    public required Seen<BucketPresence> Presence { get; init; }

    public required Seen<string?> Policy { get; init; }

    public required Seen<bool> IsPolicyPublic { get; init; }

    /// <summary>Whom the access control list lets in besides the owner, where that is everyone.</summary>
    public required Seen<IReadOnlyList<string>> PublicGrants { get; init; }

    /// <summary>Which of the four settings are off at the bucket.</summary>
    public required Seen<IReadOnlyList<string>> NotBlocked { get; init; }

    public required Seen<string?> Ownership { get; init; }

    public required Seen<(string? Status, bool HasMfaDelete)> Versioning { get; init; }

    /// <summary>The default retention: mode and days.</summary>
    public required Seen<(string? Mode, int Days)?> Lock { get; init; }

    /// <summary>Life cycle rules by which logs would be gone too early, by their ids, in words; and how many rules there are.</summary>
    public required Seen<(IReadOnlyList<(string Id, string Words)> Early, int Count)> Rules { get; init; }

    /// <summary>The algorithm and the key.</summary>
    public required Seen<(string Algorithm, string? Key, bool HasBucketKey)?> Encryption { get; init; }

    /// <summary>The bucket that accesses are logged to.</summary>
    public required Seen<string?> LoggingTarget { get; init; }
}

/// <summary>The trail's KMS key.</summary>
/// <param name="Id">As the trail tells it.</param>
internal sealed record KeyFacts(string Id)
{
    /// <summary>The key's ARN, its state, and whether the account manages it.</summary>
    public required Seen<(string Arn, string State, bool IsCustomers)> Description { get; init; }

    public required Seen<bool> IsRotated { get; init; }

    public required Seen<string> Policy { get; init; }

    public string Region => Id.Split(':') is { Length: > 3 } parts ? parts[3] : "";
}
