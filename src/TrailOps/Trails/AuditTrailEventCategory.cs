namespace TrailOps;

/// <summary>What kind of events CloudTrail logs: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-events</summary>
public enum AuditTrailEventCategory
{
    /// <summary>Another one, which the selector's field eventCategory names.</summary>
    Other,

    /// <summary>Calls that manage resources, such as CreateBucket.</summary>
    Management,

    /// <summary>Calls on what resources hold, such as GetObject.</summary>
    Data,

    /// <summary>Calls through VPC endpoints.</summary>
    NetworkActivity,
}
