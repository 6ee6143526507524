namespace TrailOps.Posture;

/// <summary>What is checked, and why.</summary>
/// <param name="Id">The check's name.</param>
/// <param name="Name">What should be.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="References">The same elsewhere.</param>
/// <param name="Attack">The attack that it reveals.</param>
internal sealed record AuditTrailCheckRule(string Id, string Name, AuditTrailCheckSeverity Severity, IReadOnlyList<string> References, string? Attack)
{
    private const AuditTrailCheckSeverity Low = AuditTrailCheckSeverity.Low;
    private const AuditTrailCheckSeverity Medium = AuditTrailCheckSeverity.Medium;
    private const AuditTrailCheckSeverity High = AuditTrailCheckSeverity.High;
    private const AuditTrailCheckSeverity Critical = AuditTrailCheckSeverity.Critical;

    /// <summary>
    /// All of them, in the order in which they come out. Sources: CIS AWS Foundations Benchmark 1.5 and 3.0 (5.0 has the numbers of 3.0),
    /// https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html, https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html,
    /// prowler's checks of cloudtrail, s3, kms and cloudwatch, and stratus-red-team's attacks on CloudTrail.
    /// </summary>
    public static IReadOnlyList<AuditTrailCheckRule> All { get; } =
    [
        new("TrailExists", "The trail is there.", Critical, ["CIS 1.5: 3.1", "CIS 3.0: 3.1", "Security Hub CloudTrail.3", "prowler cloudtrail_multi_region_enabled"], "The trail is deleted (DeleteTrail), or the account leaves the organisation whose trail it was (LeaveOrganization)."),
        new("Logging", "The trail is logging.", Critical, ["CIS 1.5: 3.1", "CIS 3.0: 3.1", "Security Hub CloudTrail.3", "Config cloudtrail-enabled", "prowler cloudtrail_multi_region_enabled"], "Logging is stopped (StopLogging)."),
        new("LogDelivery", "Logs are delivered: within the last 24 hours, and without an error.", High, [], "The bucket or the key is made to refuse CloudTrail (DeleteBucketPolicy, PutBucketPolicy, DeleteBucket, DisableKey, PutKeyPolicy)."),
        new("DigestDelivery", "Digests are delivered: within the last 3 hours, and without an error.", High, [], "The bucket or the key is made to refuse CloudTrail, so that logs can't be proved."),
        new("MultiRegion", "The trail logs the events of all regions.", High, ["CIS 1.5: 3.1", "CIS 3.0: 3.1", "Security Hub CloudTrail.1", "Config multi-region-cloudtrail-enabled", "Config cloudtrail-security-trail-enabled", "prowler cloudtrail_multi_region_enabled"], "Other regions are left out (UpdateTrail with IsMultiRegionTrail false)."),
        new("GlobalServiceEvents", "The trail logs the events of global services, such as IAM.", High, ["CIS 1.5: 3.1", "CIS 3.0: 3.1", "Config cloudtrail-security-trail-enabled"], "What is done to IAM is left out (UpdateTrail with IncludeGlobalServiceEvents false)."),
        new("ManagementEvents", "The trail logs all management events: calls that read and calls that write, and none left out.", High, ["CIS 1.5: 3.1", "CIS 3.0: 3.1", "Security Hub CloudTrail.1", "Config cloudtrail-security-trail-enabled", "prowler cloudtrail_multi_region_enabled_logging_management_events"], "What is logged is narrowed (PutEventSelectors): reads only, no management events, or without those of KMS."),
        new("LogFileValidation", "The trail delivers digests, by which logs can be proved unaltered.", Medium, ["CIS 1.5: 3.2", "CIS 3.0: 3.2", "Security Hub CloudTrail.4", "Config cloud-trail-log-file-validation-enabled", "prowler cloudtrail_log_file_validation_enabled"], "Validation is switched off, so that logs can be altered unseen (UpdateTrail with EnableLogFileValidation false)."),
        new("KmsEncryption", "Logs are encrypted with a KMS key of the account.", Medium, ["CIS 1.5: 3.7", "CIS 3.0: 3.5", "Security Hub CloudTrail.2", "Config cloud-trail-encryption-enabled", "prowler cloudtrail_kms_encryption_enabled"], null),
        new("KmsKeyEnabled", "The trail's KMS key can be used, and is one of a customer.", High, [], "The key is disabled or about to be deleted (DisableKey, ScheduleKeyDeletion), or another one takes its place (UpdateTrail with KmsKeyId)."),
        new("KmsKeyRotation", "The trail's KMS key is rotated.", Low, ["CIS 1.5: 3.8", "CIS 3.0: 3.6", "prowler kms_cmk_rotation_enabled"], null),
        new("KmsKeyPolicy", "The key's policy lets the trail encrypt.", High, [], "The key's policy is thinned (PutKeyPolicy), and nothing is delivered any more."),
        new("CloudWatchLogs", "Events are sent to a log group of CloudWatch Logs: within the last 24 hours, and without an error.", Low, ["CIS 1.5: 3.4", "Security Hub CloudTrail.5", "Config cloud-trail-cloud-watch-logs-enabled", "prowler cloudtrail_cloudwatch_logging_enabled"], "The log group is taken away, and alarms with it (UpdateTrail, DeleteLogGroup)."),
        new("ChangeAlarm", "Somebody is told when a trail is changed.", Low, ["CIS 1.5: 4.5", "CIS 3.0: 4.5", "Security Hub CloudWatch.5", "prowler cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled"], "Who would tell of it is silenced (DeleteAlarms, DisableAlarmActions, DeleteMetricFilter, DisableRule, RemoveTargets)."),
        new("Insights", "Unusual activity is looked for (CloudTrail Insights).", Low, ["prowler cloudtrail_insights_exist"], null),
        new("S3WriteDataEvents", "Writes to objects of all buckets are logged.", Low, ["CIS 1.5: 3.10", "CIS 3.0: 3.8", "Config cloudtrail-s3-dataevents-enabled", "prowler cloudtrail_s3_dataevents_write_enabled"], null),
        new("S3ReadDataEvents", "Reads of objects of all buckets are logged.", Low, ["CIS 1.5: 3.11", "CIS 3.0: 3.9", "Config cloudtrail-s3-dataevents-enabled", "prowler cloudtrail_s3_dataevents_read_enabled"], null),
        new("TrailTags", "The trail has tags.", Low, ["Security Hub CloudTrail.9"], null),
        new("DataStoreEncryption", "Event data stores of the trail's region are encrypted with a KMS key of a customer.", Medium, ["Security Hub CloudTrail.10"], null),
        new("BucketName", "The trail delivers to the bucket that it should (-BucketName).", High, [], "The trail is turned to another bucket (UpdateTrail with S3BucketName)."),
        new("BucketOwner", "The bucket is there, and is of the account that it should be of.", Critical, [], "The trail is turned to a stranger's bucket (UpdateTrail), or the bucket is deleted, and a stranger makes one of its name (DeleteBucket, CreateBucket)."),
        new("BucketNotPublic", "The bucket is not public, by policy or by access control list.", Critical, ["CIS 1.5: 3.3", "Security Hub CloudTrail.6", "Config cloudtrail-s3-bucket-public-access-prohibited", "prowler cloudtrail_logs_s3_bucket_is_not_publicly_accessible"], "The bucket is opened to everyone (PutBucketPolicy, PutBucketAcl)."),
        new("BucketForeignAccess", "The bucket's policy lets in no account besides that of the bucket and that of the trail.", High, [], "The bucket's policy is opened to an account of the attacker (PutBucketPolicy)."),
        new("BucketPublicAccessBlock", "Public access to the bucket is blocked.", High, ["CIS 1.5: 2.1.5", "CIS 3.0: 2.1.4"], "Public access is unblocked (PutBucketPublicAccessBlock, DeleteBucketPublicAccessBlock)."),
        new("BucketOwnership", "Access control lists of the bucket are off.", Low, [], "Access is given by access control lists, which no policy shows (PutBucketOwnershipControls)."),
        new("BucketDeliveryPolicy", "The bucket's policy lets this trail deliver, and nothing in it denies that.", High, [], "CloudTrail's statement is taken out of the bucket's policy, or a Deny is put in (PutBucketPolicy, DeleteBucketPolicy)."),
        new("BucketSourceArn", "The bucket's policy lets no trails of other accounts deliver.", Medium, [], "The condition on aws:SourceArn is taken out, so that a stranger's trail can deliver forged logs (PutBucketPolicy)."),
        new("BucketTlsOnly", "The bucket's policy denies requests without TLS.", Medium, ["CIS 1.5: 2.1.2", "CIS 3.0: 2.1.1"], "The statement is taken out of the bucket's policy (PutBucketPolicy, DeleteBucketPolicy)."),
        new("BucketVersioning", "The bucket has versioning, so that what is deleted or written over is still there.", Medium, [], "Versioning is suspended, and logs are written over (PutBucketVersioning)."),
        new("BucketMfaDelete", "Versions of the bucket can be deleted with MFA alone.", Low, ["CIS 1.5: 2.1.3", "CIS 3.0: 2.1.2", "prowler cloudtrail_bucket_requires_mfa_delete"], null),
        new("BucketObjectLock", "What is delivered is locked: nobody can delete it for a time.", Medium, [], "The default retention is taken away or cut down (PutObjectLockConfiguration)."),
        new("BucketLifecycle", "No life cycle rule takes logs away too early.", High, [], "A life cycle rule deletes logs after a day (PutLifecycleConfiguration; CloudTrail calls it PutBucketLifecycle)."),
        new("BucketEncryption", "The bucket encrypts with the trail's key, where it has one.", Low, [], null),
        new("BucketAccessLogging", "Accesses to the bucket are logged, in another bucket.", Low, ["CIS 1.5: 3.6", "CIS 3.0: 3.4", "Security Hub CloudTrail.7", "Config cloudtrail-s3-bucket-access-logging", "prowler cloudtrail_logs_s3_bucket_access_logging_enabled"], "The log of who read or deleted evidence is switched off (PutBucketLogging)."),
    ];

    private static readonly Dictionary<string, AuditTrailCheckRule> ById = All.ToDictionary(rule => rule.Id, StringComparer.OrdinalIgnoreCase);

    public static AuditTrailCheckRule Of(string id) => ById[id];

    /// <summary>The check, as it was found.</summary>
    public AuditTrailCheck Found(bool? passed, string evidence, string? remedy) =>
        new(Id, Name, Severity, passed, evidence) { Remedy = passed == true ? null : remedy, References = References, Attack = Attack };
}
