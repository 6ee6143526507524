using TrailOps.Trails;

namespace TrailOps.Posture;

/// <summary>Commands that mend what a check found: TrailOps' own where there is one, else the AWS CLI's, written so that PowerShell and other shells take them alike.</summary>
internal sealed class Remedies(TrailFacts facts)
{
    private const string Sure = "-Confirm:$false";
    private const string AlarmName = "TrailOpsTrailChanges";

    private AuditTrail Trail => facts.Trail;

    private string Arn => Quote(facts.Trail.TrailARN);

    private string QuotedBucket => Quote(facts.Delivery.Bucket);

    public string Start => $"Start-AuditTrail {Arn}";

    public string MultiRegion => $"Set-AuditTrail {Arn} -IsMultiRegionTrail $true {Sure}";

    public string GlobalServiceEvents => $"aws cloudtrail update-trail --name {Arn} --region {Trail.HomeRegion} --include-global-service-events";

    public string Validation => $"Set-AuditTrail {Arn} -EnableLogFileValidation $true {Sure}";

    public string Key => $"Set-AuditTrail {Arn} -KmsKeyId <key ARN> {Sure}";

    public string CloudWatch => $"aws cloudtrail update-trail --name {Arn} --region {Trail.HomeRegion} --cloud-watch-logs-log-group-arn <log group ARN> --cloud-watch-logs-role-arn <role ARN>";

    /// <summary>In the log group where the trail has one of its account and can send to it: the filter that CIS and Security Hub ask for, to the letter, and one for what they leave out; else by EventBridge, which takes no log group.</summary>
    public string Alarm
    {
        get
        {
            if (Trail.CloudWatchLogsLogGroupArn?.Split(':') is not [_, _, _, var region, var account, _, var group, ..] || account != facts.Delivery.AccountId || Trail.LatestCloudWatchLogsDeliveryError is not null)
            {
                var pattern = $$$"""{"source":["aws.cloudtrail"],"detail-type":["AWS API Call via CloudTrail"],"detail":{"eventSource":["cloudtrail.amazonaws.com"],"eventName":["{{{string.Join("\",\"", ChangeWatch.Calls)}}}"]}}""";
                return $"aws events put-rule --region {Trail.HomeRegion} --name {AlarmName} --event-pattern {Quote(pattern)}; aws events put-targets --region {Trail.HomeRegion} --rule {AlarmName} --targets 'Id=topic,Arn=<topic ARN>'";
            }

            return $"{Filter(AlarmName, ChangeWatch.Calls.Where(call => !ChangeWatch.Narrows(call)))}; {Filter("TrailOpsTrailSelectors", ChangeWatch.Calls.Where(ChangeWatch.Narrows))}; "
                + $"aws cloudwatch put-metric-alarm --region {region} --alarm-name {AlarmName} --namespace TrailOps --metric-name {AlarmName} --statistic Sum --period 300 --evaluation-periods 1 "
                + "--threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --treat-missing-data notBreaching --alarm-actions <topic ARN>";

            string Filter(string name, IEnumerable<string> calls) =>
                $"aws logs put-metric-filter --region {region} --log-group-name {Quote(group)} --filter-name {name} --filter-pattern {Quote($"{{{string.Join(" || ", calls.Select(call => $"($.eventName={call})"))}}}")} "
                + $"--metric-transformations 'metricName={AlarmName},metricNamespace=TrailOps,metricValue=1'";
        }
    }

    public string Insights => $"aws cloudtrail put-insight-selectors --trail-name {Arn} --region {Trail.HomeRegion} --insight-selectors 'InsightType=ApiCallRateInsight' 'InsightType=ApiErrorRateInsight'";

    public string Tags => $"aws cloudtrail add-tags --region {Trail.HomeRegion} --resource-id {Arn} --tags-list 'Key=Purpose,Value=audit'";

    public string? EnableKey => facts.Key is { } key
        ? key.Description is { Why: null, Value.State: "PendingDeletion" }
            ? $"aws kms cancel-key-deletion --region {key.Region} --key-id {Quote(key.Id)}; aws kms enable-key --region {key.Region} --key-id {Quote(key.Id)}"
            : $"aws kms enable-key --region {key.Region} --key-id {Quote(key.Id)}"
        : null;

    public string? RotateKey => facts.Key is { } key ? $"aws kms enable-key-rotation --region {key.Region} --key-id {Quote(key.Id)}" : null;

    public string MfaDelete => $"aws s3api put-bucket-versioning --bucket {QuotedBucket} --versioning-configuration 'Status=Enabled,MFADelete=Enabled' --mfa '<serial of the root device> <code>'";

    public string PrivateAcl => $"aws s3api put-bucket-acl --bucket {QuotedBucket} --acl private";

    public string AccessLogging => $"aws s3api put-bucket-logging --bucket {QuotedBucket} --bucket-logging-status 'LoggingEnabled={{TargetBucket=<bucket for access logs>,TargetPrefix={facts.Delivery.Bucket}/}}'";

    /// <summary>What is no danger stays.</summary>
    public string Lifecycle => facts.Bucket.Rules is { Why: null, Value: var (early, count) } && early.Select(rule => rule.Id).Distinct(StringComparer.Ordinal).ToList() is { } ids && ids.Count < count
        ? $"$l = aws s3api get-bucket-lifecycle-configuration --bucket {QuotedBucket} | ConvertFrom-Json; $l.Rules = @($l.Rules | Where-Object ID -notin {string.Join(", ", ids.Select(Quote))}); "
            + $"aws s3api put-bucket-lifecycle-configuration --bucket {QuotedBucket} --lifecycle-configuration (@{{ Rules = $l.Rules }} | ConvertTo-Json -Depth 9 -Compress)"
        : $"aws s3api delete-bucket-lifecycle --bucket {QuotedBucket}";

    /// <summary>In the mode that can be taken back: for good is for somebody to decide.</summary>
    public string Lock => Restore() is { } command
        ? $"{command} -ObjectLockDays {facts.RetentionDays} -ObjectLockMode Governance"
        : $"aws s3api put-object-lock-configuration --bucket {QuotedBucket} --object-lock-configuration 'ObjectLockEnabled=Enabled,Rule={{DefaultRetention={{Mode=GOVERNANCE,Days={facts.RetentionDays}}}}}'";

    public string EncryptionArguments => facts.Trail.KmsKeyId is { } key
        ? $"--server-side-encryption-configuration 'Rules=[{{ApplyServerSideEncryptionByDefault={{SSEAlgorithm=aws:kms,KMSMasterKeyID={key}}},BucketKeyEnabled=true}}]'"
        : $"--server-side-encryption-configuration 'Rules=[{{ApplyServerSideEncryptionByDefault={{SSEAlgorithm=AES256}}}}]'";

    /// <summary>Selectors take the place of all that there are: those of other events stay.</summary>
    public string ManagementEvents => Trail.EventSelectors?.Any(selector => selector.Category != AuditTrailEventCategory.Management) == true
        ? $"Set-AuditTrail {Arn} -EventSelector (@((Get-AuditTrail {Arn}).EventSelectors | Where-Object Category -ne Management) + (New-AuditTrailEventSelector)) {Sure}"
        : $"Set-AuditTrail {Arn} -EventSelector (New-AuditTrailEventSelector) {Sure}";

    public string DataEvents(bool isReadOnly) =>
        $"Set-AuditTrail {Arn} -EventSelector (@((Get-AuditTrail {Arn}).EventSelectors) + (New-AuditTrailEventSelector -ResourceType AWS::S3::Object -ReadWriteType {(isReadOnly ? "ReadOnly" : "WriteOnly")})) {Sure}";

    public string Bucket(string? name) => $"Set-AuditTrail {Arn} -BucketName {(name is null ? "<a bucket of the account>" : Quote(name))} {Sure}";

    /// <summary>Not the trail's own key: its policy is for that trail, and for stores CloudTrail names none. And a store's key is for good, so that somebody has to choose it.</summary>
    public string StoreKeys(IEnumerable<StoreFacts> stores) => string.Join("; ", stores.Select(store => $"aws cloudtrail update-event-data-store --region {Trail.HomeRegion} --event-data-store {Quote(store.Arn)} --kms-key-id <ARN of a key for stores>"));

    public string KeyPolicy(string policy, IEnumerable<PolicyStatement> missing) =>
        $"aws kms put-key-policy --region {facts.Key!.Region} --key-id {Quote(facts.Key.Id)} --policy-name default --policy {Quote(TrailBucketPolicy.Merge(policy, missing))}";

    /// <summary>The bucket's policy without some statements, and with all that it should have; null where there are none.</summary>
    public string? Policy(IReadOnlyCollection<PolicyStatement> without) => without.Count == 0 || facts.Bucket.Policy.Value is not { } policy
        ? null
        : $"aws s3api put-bucket-policy --bucket {QuotedBucket} --policy {Quote(TrailBucketPolicy.Without(policy, without, facts.Delivery))}";

    /// <summary>New-AuditTrail with all that it is told by the trail: it makes what is missing, and the rest stays.</summary>
    public string? Restore()
    {
        if (Trail.IsOrganizationTrail || !Trail.LogFileValidationEnabled || !Trail.IncludeGlobalServiceEvents)
        {
            // It would find another trail than it makes.
            return null;
        }

        var selectors = Trail.HasCustomEventSelectors || Trail.EventSelectors is { } all && !AuditTrailEventSelector.SelectSame(all, [AuditTrailEventSelector.AllManagementEvents])
            ? $" -EventSelector (Get-AuditTrail {Arn}).EventSelectors{(Trail.EventSelectors?.Any(selector => selector.Category == AuditTrailEventCategory.Management) == false ? " -DataEventsOnly" : "")}"
            : "";
        return $"New-AuditTrail {Quote(Trail.Name)} {QuotedBucket} -Region {Trail.HomeRegion}{(facts.Delivery.Prefix is { } prefix ? $" -S3KeyPrefix {Quote(prefix)}" : "")}"
            + $"{(Trail.KmsKeyId is { } key ? $" -KmsKeyId {Quote(key)}" : "")}{(Trail.IsMultiRegionTrail ? "" : " -SingleRegion")}{selectors} -Force {Sure}";
    }

    /// <summary>The same, or the call that sets one thing at the bucket where New-AuditTrail does not do it.</summary>
    public string Restore(string operation, string arguments) => Restore() ?? $"aws s3api {operation} --bucket {QuotedBucket} {arguments}";

    /// <summary>As PowerShell quotes a text, and other shells too unless there is a quote in it.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
