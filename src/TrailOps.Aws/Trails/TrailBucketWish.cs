namespace TrailOps.Aws;

/// <summary>How a trail's bucket is to be.</summary>
internal sealed record TrailBucketWish
{
    /// <summary>Where it is made, if it is not there.</summary>
    public required string Region { get; init; }

    /// <summary>Only what the plain recipe does: a bucket that nobody from outside gets into, and the policy for CloudTrail.</summary>
    public bool IsMinimal { get; init; }

    /// <summary>Whether it is the trail's bucket already, of which only the policy and the encryption follow the trail.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Whether its encryption follows the trail's key, where it is the trail's bucket already.</summary>
    public bool IsRekeyed { get; init; }

    /// <summary>The ARN of the key, or what the user called it where that could not be seen; null: Amazon S3's own encryption.</summary>
    public string? Key { get; init; }

    /// <summary>The key that the trail has had: a bucket that has it is as the trail is, and not as somebody chose. Null: none.</summary>
    public string? FormerKey { get; init; }

    /// <summary>For how many days nobody can delete what was delivered; null: they can.</summary>
    public int? LockDays { get; init; }

    /// <summary>COMPLIANCE or GOVERNANCE.</summary>
    public string LockMode { get; init; } = "COMPLIANCE";

    /// <summary>After how many days logs are deleted; null: never.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>Whether settings that somebody chose are changed as well.</summary>
    public bool IsForced { get; init; }
}
