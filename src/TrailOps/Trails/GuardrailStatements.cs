namespace TrailOps;

/// <summary>The statements of a guardrail. Each names what it is about, so that work on anything else goes on.</summary>
internal static class GuardrailStatements
{
    private const string PrincipalArn = "aws:PrincipalArn";

    /// <summary>
    /// Of a bucket everything is denied but this: whatever Amazon S3 learns to change is then denied from the first day. Objects in an archive have to be restored to be read.
    /// </summary>
    private static readonly string[] BucketReading = ["s3:Get*", "s3:List*", "s3:RestoreObject"];

    // Starting to log, and what brings a key back, stay possible: whoever sees that something is wrong may set it right.
    private static readonly string[] TrailChanges =
        ["cloudtrail:AddTags", "cloudtrail:Delete*", "cloudtrail:Put*", "cloudtrail:RemoveTags", "cloudtrail:Stop*", "cloudtrail:Update*"];

    private static readonly string[] StoreChanges =
        ["cloudtrail:DeleteEventDataStore", "cloudtrail:PutEventConfiguration", "cloudtrail:PutInsightSelectors", "cloudtrail:StopEventDataStoreIngestion", "cloudtrail:UpdateEventDataStore"];

    // New material may be given an end, at which the key is lost; a key's tags may be what other policies go by.
    private static readonly string[] KeyChanges =
    [
        "kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:DisableKeyRotation", "kms:ImportKeyMaterial", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion",
        "kms:TagResource", "kms:UntagResource", "kms:UpdatePrimaryRegion",
    ];

    // Not PutLogEvents: CloudTrail writes as a role of the account.
    private static readonly string[] GroupChanges =
    [
        "logs:AssociateKmsKey", "logs:Delete*", "logs:DisassociateKmsKey", "logs:PutDataProtectionPolicy", "logs:PutLogGroupDeletionProtection",
        "logs:PutMetricFilter", "logs:PutRetentionPolicy", "logs:PutSubscriptionFilter", "logs:PutTransformer",
    ];

    private static readonly string[] TopicChanges =
    [
        "sns:AddPermission", "sns:DeleteTopic", "sns:PutDataProtectionPolicy", "sns:RemovePermission", "sns:SetSubscriptionAttributes", "sns:SetTopicAttributes",
        "sns:Unsubscribe",
    ];

    private static readonly string[] RoleChanges =
        ["iam:Attach*", "iam:CreateRole", "iam:Delete*", "iam:Detach*", "iam:PassRole", "iam:Put*", "iam:Tag*", "iam:Untag*", "iam:Update*"];

    private static readonly string[] AccountChanges = ["account:CloseAccount", "organizations:LeaveOrganization", "s3:PutAccountPublicAccessBlock"];

    /// <summary>What an organisation holds accounts to: it binds their roles, users and root.</summary>
    public static PolicyDocument ServiceControl(GuardrailScope scope)
    {
        var condition = new PolicyCondition(NotBreakGlass(scope));
        List<PolicyStatement> statements =
        [
            Deny("GuardTrail", TrailChanges, scope.TrailARN),
            Deny("GuardEventDataStores", StoreChanges, $"arn:{scope.Partition}:cloudtrail:*:{scope.AccountId}:eventdatastore/*"),
            Deny("GuardBucket", [], BucketArns(scope)) with { NotAction = BucketReading },
        ];
        if (scope.KmsKeyId is { } key)
        {
            statements.Add(Deny("GuardKey", KeyChanges, key));
        }

        if (scope.LogGroupArn is { } given)
        {
            var group = given.EndsWith(":*", StringComparison.Ordinal) ? given[..^2] : given;
            statements.Add(Deny("GuardLogGroup", GroupChanges, group, $"{group}:*"));
        }

        if (scope.TopicArn is { } topic)
        {
            // A subscription's ARN is its topic's with an id behind it.
            statements.Add(Deny("GuardTopic", TopicChanges, topic, $"{topic}:*"));
        }

        statements.Add(Deny("GuardBreakGlass", RoleChanges, [.. scope.BreakGlass.Select(principal => principal.Text)]));
        statements.Add(Deny("GuardAccount", AccountChanges, "*"));
        return new PolicyDocument([.. statements.Select(statement => statement with { Condition = condition })]);
    }

    /// <summary>What goes into the bucket's policy: it binds other accounts too.</summary>
    public static PolicyDocument Bucket(GuardrailScope scope) =>
        new([ForEveryone(Deny("TrailOpsGuardBucket", [], BucketArns(scope)) with { NotAction = BucketReading }, scope)]);

    /// <summary>What goes into the key's policy, where the asterisk is the key.</summary>
    public static PolicyDocument Key(GuardrailScope scope) => new([ForEveryone(Deny("TrailOpsGuardKey", KeyChanges, "*"), scope)]);

    // CloudTrail delivers as a service, which has no ARN of a role.
    private static PolicyStatement ForEveryone(PolicyStatement statement, GuardrailScope scope) => statement with
    {
        Principal = new PolicyPrincipal([(PolicyPrincipal.Everyone, PolicyPrincipal.Everyone)]),
        Condition = new PolicyCondition([.. NotBreakGlass(scope), ("BoolIfExists", "aws:PrincipalIsAWSService", "false")]),
    };

    private static IEnumerable<(string Operator, string Key, string Value)> NotBreakGlass(GuardrailScope scope) =>
        scope.BreakGlass.Select(principal => ("ArnNotLike", PrincipalArn, principal.Text));

    private static string[] BucketArns(GuardrailScope scope) => [$"arn:{scope.Partition}:s3:::{scope.BucketName}", $"arn:{scope.Partition}:s3:::{scope.BucketName}/*"];

    private static PolicyStatement Deny(string sid, string[] actions, params string[] resources) => new("Deny", actions, resources) { Sid = sid };
}
