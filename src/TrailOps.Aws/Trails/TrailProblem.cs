namespace TrailOps.Aws;

/// <summary>Why something can't be done with a trail. The names are the error ids.</summary>
internal enum TrailProblem
{
    /// <summary>A name that CloudTrail does not take.</summary>
    AuditTrailNameNotValid,

    /// <summary>A name that Amazon S3 does not take, or a prefix that CloudTrail does not.</summary>
    AuditTrailBucketNotValid,

    /// <summary>Settings that contradict each other.</summary>
    AuditTrailSettingsNotValid,

    /// <summary>There is no such trail.</summary>
    AuditTrailNotFound,

    /// <summary>A trail of that name is there already, and is another one.</summary>
    AuditTrailDiffers,

    /// <summary>A trail of that name is there already, and not all of it can be seen.</summary>
    AuditTrailNotSeen,

    /// <summary>The region has as many trails as it may.</summary>
    AuditTrailsFull,

    /// <summary>The bucket is of another account, or can't be seen.</summary>
    AuditTrailBucketForeign,

    /// <summary>The bucket was set up by somebody, and otherwise than a trail's bucket should be.</summary>
    AuditTrailBucketDiffers,

    /// <summary>The bucket's policy can't be what it would have to be.</summary>
    AuditTrailBucketPolicyNotUsable,

    /// <summary>The bucket lets the trail not deliver.</summary>
    AuditTrailBucketRefuses,

    /// <summary>The key is not there, or not of the kind, the state or the region that it would have to be.</summary>
    AuditTrailKeyNotUsable,

    /// <summary>The key's policy does not let CloudTrail encrypt.</summary>
    AuditTrailKeyPolicyIncomplete,

    /// <summary>No delivery came in time.</summary>
    AuditTrailDeliveryNotSeen,

    /// <summary>CloudTrail has no public keys of a region and a time.</summary>
    PublicKeysNotFound,
}
